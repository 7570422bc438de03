import GodwitModel

/// KubeVirt's webhooks on VirtualMachineInstanceMigrations.
package enum MigrationAdmission {
  static let selectorLabel = "kubevirt.io/vmi-name"
  private static let createValidator = "migration-create-validator.kubevirt.io"
  private static let updateValidator = "migration-update-validator.kubevirt.io"

  /// The mutating webhook: label and finalizer, the latter also when it is there already.
  ///
  /// KubeVirt mutators/migration-create-mutator.go:39-83.
  package static func mutate(_ migration: inout VirtualMachineInstanceMigration) {
    migration.metadata.labels[selectorLabel] = migration.spec.vmiName
    migration.metadata.finalizers.append("kubevirt.io/migrationJobFinalize")
  }

  /// The validating webhook on CREATE, its checks in their order.
  ///
  /// KubeVirt admitters/migration-create-admitter.go:97-171.
  package static func validateCreate(
    _ migration: VirtualMachineInstanceMigration, user: UserInfo, settings: APIServerSettings,
    store: ObjectStore
  ) throws(APIFailure) {
    let spec = migration.spec
    if spec.vmiName.isEmpty {
      throw Webhook.denial(
        createValidator,
        [
          FailureCause(
            reason: "FieldValueRequired", message: "vmiName is missing", field: "spec.vmiName")
        ])
    }
    let configuration = KubeVirtConfiguration(store, profile: settings.profile)
    if spec.priority != nil { try checkPriority(user, settings, configuration) }
    let namespace = migration.metadata.namespace
    guard let instance = store.virtualMachineInstances[namespace, spec.vmiName]?.object else {
      throw Webhook.denial(
        createValidator, "the VMI \"\(namespace)/\(spec.vmiName)\" does not exist")
    }
    if instance.status.phase.isFinal {
      throw Webhook.denial(createValidator, "Cannot migrate VMI in finalized state.")
    }
    try checkMigratable(instance, migration)
    try checkInFlight(spec.vmiName, namespace: namespace, store: store)
    try checkDecentralized(spec, configuration: configuration)
  }

  /// Only virt-controller may set a priority, and on v1.7 and v1.8 not without the gate.
  private static func checkPriority(
    _ user: UserInfo, _ settings: APIServerSettings, _ configuration: KubeVirtConfiguration
  ) throws(APIFailure) {
    func refusal(_ message: String) -> APIFailure {
      Webhook.denial(
        createValidator,
        [
          FailureCause(
            reason: "FieldValueForbidden", message: message, field: "spec.migrationPriority")
        ])
    }
    if !configuration.isOn(.migrationPriorityQueue) {
      throw refusal("MigrationPriorityQueue feature gate is not enabled in kubevirt resource")
    }
    if user.name != settings.serviceAccount("kubevirt-controller") {
      throw refusal(
        "Migration priority queue, only virt-controller is allowed to set priority field")
    }
  }

  /// Only a condition that says no refuses; one that is not there yet does not.
  private static func checkMigratable(
    _ instance: VirtualMachineInstance, _ migration: VirtualMachineInstanceMigration
  ) throws(APIFailure) {
    let isDecentralized = migration.spec.sendTo.isNull != migration.spec.receive.isNull
    for condition in instance.status.conditions
    where condition.type == "LiveMigratable" && condition.status == "False" {
      if condition.reason == "DisksNotLiveMigratable", isDecentralized { continue }
      throw Webhook.denial(
        createValidator,
        "Cannot migrate VMI, Reason: \(condition.reason), Message: \(condition.message)")
    }
  }

  /// Of several migrations under way the first by name is reported, as the API lists them.
  private static func checkInFlight(
    _ name: String, namespace: String, store: ObjectStore
  ) throws(APIFailure) {
    var first: VirtualMachineInstanceMigration?
    for snapshot in store.migrations.all {
      let other = snapshot.object
      guard other.metadata.namespace == namespace, other.metadata.labels[selectorLabel] == name,
        !other.status.phase.isFinal
      else { continue }
      if let present = first, present.metadata.name < other.metadata.name { continue }
      first = other
    }
    guard let first else { return }
    throw Webhook.denial(
      createValidator,
      "in-flight migration detected. Active migration job (\(first.metadata.uid)) is currently "
        + "already in progress for VMI \(first.spec.vmiName).")
  }

  private static func checkDecentralized(
    _ spec: VirtualMachineInstanceMigrationSpec, configuration: KubeVirtConfiguration
  ) throws(APIFailure) {
    if spec.sendTo.isNull, spec.receive.isNull { return }
    guard configuration.isOn(.decentralizedLiveMigration) else {
      throw Webhook.denial(
        createValidator,
        [
          FailureCause(
            reason: "FieldValueNotSupported",
            message: "DecentralizedLiveMigration feature gate is not enabled in kubevirt resource")
        ])
    }
    let source = spec.sendTo["migrationID"]?.string ?? ""
    let target = spec.receive["migrationID"]?.string ?? ""
    if !spec.sendTo.isNull, !spec.receive.isNull, source != target {
      throw Webhook.denial(
        createValidator,
        [
          FailureCause(
            reason: "FieldValueInvalid",
            message: "sendTo migrationID \(source) does not match receive migrationID \(target)")
        ])
    }
    throw .notModelled("decentralised live migration (spec.sendTo, spec.receive)")
  }

  /// The validating webhook on UPDATE.
  ///
  /// KubeVirt admitters/migration-update-admitter.go:38-85.
  package static func validateUpdate(
    _ migration: VirtualMachineInstanceMigration, old: VirtualMachineInstanceMigration
  ) throws(APIFailure) {
    if migration.spec != old.spec {
      throw refusal("update of Migration object's spec is restricted")
    }
    guard !old.status.phase.isFinal, let label = old.metadata.labels[selectorLabel],
      migration.metadata.labels[selectorLabel] != label
    else { return }
    throw refusal(
      migration.metadata.labels.isEmpty
        ? "selector label can't be removed from an in-flight migration"
        : "selector label can't be modified on an in-flight migration")
  }

  private static func refusal(_ message: String) -> APIFailure {
    Webhook.denial(
      updateValidator, [FailureCause(reason: "FieldValueNotSupported", message: message)])
  }
}
