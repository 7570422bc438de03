import GodwitModel

/// The disruption budgets that KubeVirt keeps for VMIs up to v1.5, so that no eviction ends them.
///
/// KubeVirt v1.5.0 pkg/virt-controller/watch/drain/disruptionbudget/disruptionbudget.go, and
/// expandPDB in migration/migration.go.
extension World {
  private static let migrationLabel = "kubevirt.io/migrationName"

  /// Gives a VMI its budget, or takes it away; versions without any remove those of older ones.
  mutating func reconcileDisruptionBudget(_ name: ObjectName) {
    guard profile.createsDisruptionBudgets else { return removeDisruptionBudgets(of: name) }
    guard let instance = store.virtualMachineInstances[name]?.object else { return }
    let budget = budget(of: instance)
    let isProtected = !instance.metadata.isBeingDeleted && needsBudget(instance)
    switch (budget, isProtected) {
    case (nil, true): createBudget(for: instance)
    case (let budget?, false): deleteBudget(budget, of: instance)
    case (let budget?, true): shrinkBudget(budget, of: instance)
    case (nil, false): break
    }
  }

  private func budget(of instance: VirtualMachineInstance) -> GenericObject? {
    guard let name = budgets[instance.metadata.uid] else { return nil }
    return store.table(.podDisruptionBudget)?[name]?.object
  }

  private func needsBudget(_ instance: VirtualMachineInstance) -> Bool {
    let strategy = instance.spec.evictionStrategy ?? settings.evictionStrategy
    return strategy == .external || migratesOnEviction(instance)
  }

  /// KubeVirt pkg/util/migrations/migrations.go, VMIMigratableOnEviction.
  func migratesOnEviction(_ instance: VirtualMachineInstance) -> Bool {
    switch instance.spec.evictionStrategy ?? settings.evictionStrategy {
    case .liveMigrate: true
    case .liveMigrateIfPossible:
      instance.status.conditions["LiveMigratable"]?.status == "True"
    default: false
    }
  }

  private mutating func createBudget(for instance: VirtualMachineInstance) {
    let metadata = instance.metadata
    if refusalOfNamespace(.podDisruptionBudget, metadata) != nil { return }
    var owner = OwnerReference()
    owner.apiVersion = ResourceKind.virtualMachineInstance.apiVersion
    owner.kind = ResourceKind.virtualMachineInstance.kind
    owner.name = metadata.name
    owner.uid = metadata.uid
    owner.controller = true
    owner.blockOwnerDeletion = true
    var budget = GenericObject()
    budget.metadata.generateName = "kubevirt-disruption-budget-"
    budget.metadata.name = budget.metadata.generateName + store.makeNameSuffix()
    budget.metadata.namespace = metadata.namespace
    budget.metadata.generation = 1
    budget.metadata.ownerReferences = [owner]
    budget.rest["spec"] = [
      "minAvailable": 1,
      "selector": ["matchLabels": ["kubevirt.io/created-by": .string(metadata.uid)]],
    ]
    budgets[metadata.uid] = ObjectName(budget.metadata)
    store.create(.generic(.podDisruptionBudget, Snapshot(budget)), at: now)
    reportBudget("SuccessfulCreate", "Created", budget, instance)
  }

  private mutating func deleteBudget(
    _ budget: GenericObject, of instance: VirtualMachineInstance
  ) {
    budgets[instance.metadata.uid] = nil
    store.remove(APIObject.generic(.podDisruptionBudget, Snapshot(budget)).key, at: now)
    reportBudget("SuccessfulDelete", "Deleted", budget, instance)
  }

  /// One pod is enough again once the migration is over and its other pod has ended.
  private mutating func shrinkBudget(
    _ budget: GenericObject, of instance: VirtualMachineInstance
  ) {
    guard let migration = budget.metadata.labels[Self.migrationLabel],
      budget.rest["spec"]?["minAvailable"] != 1
    else { return }
    if let migration = store.migrations[budget.metadata.namespace, migration]?.object,
      !migration.status.phase.isFinal || activePodCount(of: instance) != 1
    {
      return
    }
    write(budget, minAvailable: 1, migration: nil)
    reportBudget("SuccessfulUpdate", "shrank", budget, instance)
  }

  /// Whether the target pod of a migration may be made: whether both its pods are protected, where
  /// they have to be. If not, sees to it.
  mutating func isProtected(
    _ instance: VirtualMachineInstance, _ migration: VirtualMachineInstanceMigration
  ) throws(SyncFailure) -> Bool {
    guard profile.createsDisruptionBudgets, migratesOnEviction(instance) else { return true }
    guard let budget = budget(of: instance) else {
      throw SyncFailure(message: "Found no PDB protecting the vmi \(instance.metadata.name)")
    }
    let isExpanded =
      budget.rest["spec"]?["minAvailable"] == 2
      && budget.metadata.labels[Self.migrationLabel] == migration.metadata.name
    guard isExpanded else {
      write(budget, minAvailable: 2, migration: migration.metadata.name)
      report(
        .normal, "SuccessfulUpdate", "Expanded PodDisruptionBudget \(budget.metadata.name)",
        on: .virtualMachineInstance, instance.metadata)
      return false
    }
    let status = budget.rest["status"] ?? .null
    return status["desiredHealthy"] == 2
      && status["observedGeneration"]?.int == budget.metadata.generation
  }

  private mutating func write(_ budget: GenericObject, minAvailable: Int, migration: String?) {
    var changed = budget
    var spec = budget.rest["spec"]?.object ?? JSONObject()
    spec["minAvailable"] = .int(minAvailable)
    changed.rest["spec"] = .object(spec)
    changed.metadata.labels[Self.migrationLabel] = migration
    changed.metadata.generation += 1
    store.update(.generic(.podDisruptionBudget, Snapshot(changed)), at: now)
  }

  private mutating func reportBudget(
    _ reason: String, _ deed: String, _ budget: GenericObject, _ instance: VirtualMachineInstance
  ) {
    report(
      .normal, reason, "\(deed) PodDisruptionBudget \(budget.metadata.name)",
      on: .virtualMachineInstance, instance.metadata, from: Component.disruptionBudget)
  }

  /// Wakes those who look after a disruption budget of KubeVirt.
  mutating func dispatch(budget: GenericObject) {
    enqueueOwner(ofBudget: budget)
    guard profile.createsDisruptionBudgets else { return }
    let namespace = budget.metadata.namespace
    enqueue(
      WorkKey(.disruption, ObjectName(budget.metadata)), after: Self.controllerLatency)
    if let migration = budget.metadata.labels[Self.migrationLabel] {
      enqueueMigration(ObjectName(namespace, migration))
    }
  }

  /// Wakes those who look after the disruption budget of a VMI.
  mutating func enqueueBudgets(of instance: ObjectName, uid: String) {
    guard profile.createsDisruptionBudgets else { return }
    enqueue(WorkKey(.disruptionBudget, instance), after: Self.controllerLatency)
    if let budget = budgets[uid] {
      enqueue(WorkKey(.disruption, budget), after: Self.controllerLatency)
    }
  }
}
