import GodwitModel

/// KubeVirt's validating webhooks on VirtualMachineInstances.
enum VirtualMachineInstanceAdmission {
  /// Labels that only KubeVirt's components may set.
  ///
  /// KubeVirt admitters/vmi-create-admitter.go, restrictedVmiLabels.
  private static let reservedLabels = [
    "kubevirt.io/created-by", "kubevirt.io/migrationJobUID", "kubevirt.io/nodeName",
    "kubevirt.io/migrationTargetNodeName", "kubevirt.io/schedulable",
    "kubevirt.io/install-strategy",
  ]

  static func validateCreate(
    _ instance: VirtualMachineInstance, user: UserInfo, settings: APIServerSettings,
    configuration: KubeVirtConfiguration
  ) throws(APIFailure) {
    var causes = specCauses(instance.spec, field: "spec", configuration)
    causes += volumeCauses(instance.spec, field: "spec")
    if !settings.isKubeVirtServiceAccount(user.name) {
      causes += labelCauses(instance.metadata, field: "metadata.labels")
    }
    causes += sidecarCauses(instance.metadata, field: "metadata.annotations", configuration)
    if !causes.isEmpty {
      throw Webhook.denial("virtualmachineinstances-create-validator.kubevirt.io", causes)
    }
    if let first = UnmodelledFields.check(instance.spec).first {
      throw .notModelled("spec.\(first.path): \(first.reason)")
    }
    if let first = UnmodelledFields.check(instance.metadata).first {
      throw .notModelled("\(first.path): \(first.reason)")
    }
  }

  /// Only KubeVirt changes specifications and its own labels.
  ///
  /// KubeVirt admitters/vmi-update-admitter.go:62-130.
  static func validateUpdate(
    _ instance: VirtualMachineInstance, old: VirtualMachineInstance, user: UserInfo,
    settings: APIServerSettings
  ) throws(APIFailure) {
    if settings.isKubeVirtServiceAccount(user.name) { return }
    if instance.spec != old.spec { throw restricted("update of VMI object is restricted") }
    for label in reservedLabels
    where instance.metadata.labels[label] != old.metadata.labels[label] {
      throw restricted(
        "modification of the following reserved kubevirt.io/ labels on a VMI object is prohibited")
    }
  }

  private static func restricted(_ message: String) -> APIFailure {
    Webhook.denial(
      "virtualmachineinstances-update-validator.kubevirt.io",
      [FailureCause(reason: "FieldValueNotSupported", message: message)])
  }

  static func labelCauses(_ metadata: ObjectMeta, field: String) -> [FailureCause] {
    guard reservedLabels.contains(where: { metadata.labels[$0] != nil }) else { return [] }
    return [
      FailureCause(
        reason: "FieldValueNotSupported",
        message: "creation of the following reserved kubevirt.io/ labels on a VMI object is "
          + "prohibited",
        field: field)
    ]
  }

  /// admitters/vmi-create-admitter.go:1272-1281.
  static func sidecarCauses(
    _ metadata: ObjectMeta, field: String, _ configuration: KubeVirtConfiguration
  ) -> [FailureCause] {
    let key = "hooks.kubevirt.io/hookSidecars"
    guard metadata.annotations[key]?.isEmpty == false, !configuration.isOn(.sidecar) else {
      return []
    }
    return [
      FailureCause(
        reason: "FieldValueInvalid",
        message: "sidecar feature gate is not enabled in kubevirt-config, invalid entry "
          + "\(field).\(key)", field: field)
    ]
  }

  /// The checks that VMIs and the templates of VMs share, as far as scenarios meet them.
  static func specCauses(
    _ spec: VirtualMachineInstanceSpec, field: String, _ configuration: KubeVirtConfiguration
  ) -> [FailureCause] {
    var causes = memoryCauses(spec, field: field) + hugePageCauses(spec, field: field)
    let policies = ["", "force", "require", "optional", "disable", "forbid"]
    for (index, feature) in (spec.domain.cpu?.features ?? []).enumerated()
    where !policies.contains(feature.policy) {
      causes.append(
        FailureCause(
          reason: "FieldValueNotSupported",
          message: "CPU feature \(feature.name) uses policy \(feature.policy) that is not "
            + "supported.",
          field: "\(field).domain.cpu.features[\(index)].policy"))
    }
    let strategies = ["None", "LiveMigrate", "LiveMigrateIfPossible", "External"]
    if let strategy = spec.evictionStrategy, !strategies.contains(strategy.rawValue) {
      causes.append(
        FailureCause(
          reason: "FieldValueInvalid",
          message: "\(field).evictionStrategy is set with an unrecognized option: "
            + strategy.rawValue,
          field: field + ".evictionStrategy"))
    }
    if Migratability.reservesPersistently(spec.domain.devices),
      !configuration.allowsPersistentReservation
    {
      causes.append(
        FailureCause(
          reason: "FieldValueInvalid",
          message: "persistent reservation is not enabled in kubevirt config",
          field: field + ".domain.devices.disks.luns.reservation"))
    }
    causes += diskCauses(spec, field: field)
    return causes + HostDiskAdmission.causes(spec.volumes, field: field + ".volumes", configuration)
  }

  private static func memoryCauses(
    _ spec: VirtualMachineInstanceSpec, field: String
  ) -> [FailureCause] {
    let requested = spec.domain.resources?.requests["memory"]
    let memory = spec.domain.memory
    let hasMemory = memory?.guest ?? "" != "" || memory?.rest["hugepages"] != nil
    if let requested, let quantity = Quantity(parsing: requested), quantity.thousandths != 0 {
      guard quantity < Quantity(1_000_000) else { return [] }
      let path = field + ".domain.resources.requests.memory"
      let least = quantity.thousandths < 0 ? "0" : "1M"
      return [
        FailureCause(
          reason: "FieldValueInvalid",
          message: "\(path) '\(requested)': must be greater than or equal to \(least).",
          field: path)
      ]
    }
    if hasMemory { return [] }
    return [
      FailureCause(
        reason: "FieldValueRequired",
        message: "no memory requested, at least one of '\(field).domain.memory.guest', "
          + "'\(field).domain.memory.hugepages.pageSize' or "
          + "'\(field).domain.resources.requests.memory' must be set")
    ]
  }

  /// Memory is some huge pages (vmi-create-admitter.go, validateHugepagesMemoryRequests).
  private static func hugePageCauses(
    _ spec: VirtualMachineInstanceSpec, field: String
  ) -> [FailureCause] {
    guard let text = spec.domain.memory?.rest["hugepages"]?["pageSize"]?.string else { return [] }
    let path = field + ".domain.memory.hugepages.pageSize"
    guard let size = Quantity(parsing: text)?.units, size > 0 else {
      return [
        FailureCause(
          reason: "FieldValueInvalid",
          message: "\(path) '\(text)': quantities must match the regular expression "
            + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'", field: path)
      ]
    }
    let resources = spec.domain.resources
    let requested = resources?.requests["memory"]
    func units(_ text: String?) -> Int64 { text.flatMap { Quantity(parsing: $0)?.units } ?? 0 }
    var memory = units(requested)
    if memory == 0 { memory = units(spec.domain.memory?.guest) }
    if memory == 0 { memory = units(resources?.limits["memory"]) }
    let subject = field + ".domain.resources.requests.memory"
    func cause(_ what: String) -> FailureCause {
      FailureCause(
        reason: "FieldValueInvalid",
        message: "\(subject) '\(requested ?? "0")' \(what) page size \(path) '\(text)'",
        field: subject)
    }
    if memory != 0, memory < size { return [cause("must be equal to or larger than")] }
    return memory % size == 0 ? [] : [cause("is not a multiple of the")]
  }

  /// Every disk has its volume.
  private static func diskCauses(
    _ spec: VirtualMachineInstanceSpec, field: String
  ) -> [FailureCause] {
    let volumes = spec.volumes.map { $0["name"] }
    var causes: [FailureCause] = []
    for (index, disk) in (spec.domain.devices["disks"]?.array ?? []).enumerated()
    where !volumes.contains(disk["name"]) {
      let path = "\(field).domain.devices.disks[\(index)].Name"
      causes.append(
        FailureCause(
          reason: "FieldValueInvalid",
          message: "\(path) '\(disk["name"]?.string ?? "")' not found.", field: path))
    }
    return causes
  }

  /// Every volume has its disk or file system.
  private static func volumeCauses(
    _ spec: VirtualMachineInstanceSpec, field: String
  ) -> [FailureCause] {
    let devices = spec.domain.devices
    let names =
      (devices["disks"]?.array ?? []).map { $0["name"] }
      + (devices["filesystems"]?.array ?? []).map { $0["name"] }
    var causes: [FailureCause] = []
    for (index, volume) in spec.volumes.enumerated() where !names.contains(volume["name"]) {
      let path = "\(field).domain.volumes[\(index)].name"
      causes.append(
        FailureCause(
          reason: "FieldValueInvalid",
          message: "\(path) '\(volume["name"]?.string ?? "")' not found.", field: path))
    }
    return causes
  }
}
