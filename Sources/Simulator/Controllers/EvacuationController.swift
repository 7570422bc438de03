import GodwitModel

/// Makes migrations for VMIs that have to leave their node.
///
/// KubeVirt pkg/virt-controller/watch/drain/evacuation/evacuation.go:296-460.
extension World {
  mutating func reconcileEvacuation(node name: String) {
    guard let node = store.nodes["", name]?.object else { return }
    let isDraining = hasDrainTaint(node)
    var isWaiting = false
    var candidates: [VirtualMachineInstance] = []
    var stuck: [VirtualMachineInstance] = []
    for instance in store.index.instances(onNode: name) {
      guard let instance = store.virtualMachineInstances[instance]?.object else { continue }
      let isMarked = instance.status.evacuationNodeName == name
      guard isDraining || isMarked && !instance.isMigrating(at: now),
        wantsEvacuation(instance)
      else { continue }
      if instance.status.conditions["LiveMigratable"]?.status != "True" {
        stuck.append(instance)
        continue
      }
      if hasUnfinishedMigration(instance) { continue }
      if activePodCount(of: instance) > 1 {
        isWaiting = true
        continue
      }
      candidates.append(instance)
    }
    let places = freePlaces(for: candidates, stuck, node: name)
    var isRefused = false
    for instance in candidates.prefix(places) where !evacuate(instance, from: name) {
      isRefused = true
    }
    // Pods are not watched; the next thing that wakes this is the node's own heartbeat
    // (evacuation-fails-and-retries: some three seconds).
    if isWaiting { wake(WorkKey(.evacuation, node: name), after: .seconds(3)) }
    if isRefused {
      retry(WorkKey(.evacuation, node: name))
    } else {
      forget(WorkKey(.evacuation, node: name))
    }
  }

  func hasDrainTaint(_ node: Node) -> Bool {
    node.spec.taints.contains {
      $0.key == settings.migrations.nodeDrainTaintKey && $0.effect == "NoSchedule"
    }
  }

  private func wantsEvacuation(_ instance: VirtualMachineInstance) -> Bool {
    if instance.status.phase.isFinal || instance.metadata.isBeingDeleted { return false }
    return migratesOnEviction(instance)
  }

  /// How many evacuations may be made now: all where priorities decide who goes first, else as many
  /// as may run beside those that do. VMIs that cannot migrate are told so while places are left.
  ///
  /// KubeVirt v1.8.0 pkg/virt-controller/watch/drain/evacuation/evacuation.go, sync.
  private mutating func freePlaces(
    for candidates: [VirtualMachineInstance], _ stuck: [VirtualMachineInstance], node: String
  ) -> Int {
    if profile.makesAllEvacuations || settings.usesPriorities { return candidates.count }
    if candidates.isEmpty, stuck.isEmpty { return 0 }
    let names = Set(store.index.instances(onNode: node).map(\.name))
    var running = 0
    var leaving = 0
    for snapshot in store.migrations.all where !snapshot.object.status.phase.isFinal {
      let phase = snapshot.object.status.phase
      if !profile.countsWaitingMigrations, phase == .unset || phase == .pending { continue }
      running += 1
      // By name alone, whatever the namespace (numOfVMIMForThisSourceNode).
      if names.contains(snapshot.object.spec.vmiName) { leaving += 1 }
    }
    let limits = settings.migrations
    let free = min(
      limits.parallelMigrationsPerCluster - running,
      limits.parallelOutboundMigrationsPerNode - leaving)
    let key = WorkKey(.evacuation, node: node)
    if free <= 0 {
      wake(key, after: .seconds(5))
      return 0
    }
    let made = min(free, candidates.count)
    for instance in stuck.prefix(free - made) {
      report(
        .normal, "FailedCreate", "VirtualMachineInstance is not migrateable",
        on: .virtualMachineInstance, instance.metadata, from: Component.evacuation)
    }
    if made == 0, !stuck.isEmpty { wake(key, after: .seconds(60)) }
    return made
  }

  private func hasUnfinishedMigration(_ instance: VirtualMachineInstance) -> Bool {
    store.index.migrations(ofInstance: ObjectName(instance.metadata)).contains {
      store.migrations[$0]?.object.status.phase.isFinal == false
    }
  }

  /// Why the API server refuses a migration that a controller makes; nil when it does not. Of what
  /// could be refused only the label with a long name is left (long-vm-name), and a namespace that
  /// is being deleted.
  func refusal(of migration: VirtualMachineInstanceMigration) -> String? {
    let kind = ResourceKind.virtualMachineInstanceMigration
    if let refusal = refusalOfNamespace(kind, migration.metadata) { return refusal.message }
    let problems = MetadataValidation.problems(of: migration.metadata, kind: kind)
    if problems.isEmpty { return nil }
    return APIFailure.invalid(kind, name: migration.metadata.name, problems).message
  }

  /// Makes the migration; false when the API server refuses it.
  private mutating func evacuate(
    _ instance: VirtualMachineInstance, from node: String
  ) -> Bool {
    var migration = VirtualMachineInstanceMigration()
    migration.metadata.generateName = "kubevirt-evacuation-"
    migration.metadata.name = "kubevirt-evacuation-" + store.makeNameSuffix()
    migration.metadata.namespace = instance.metadata.namespace
    migration.metadata.annotations["kubevirt.io/evacuationMigration"] = node
    migration.metadata.labels["kubevirt.io/vmi-name"] = instance.metadata.name
    migration.metadata.finalizers = [Self.migrationFinalizer]
    migration.metadata.generation = 1
    migration.spec.vmiName = instance.metadata.name
    if settings.usesPriorities {
      let isDescheduled =
        instance.metadata.annotations["kubevirt.io/eviction-source"] == "descheduler"
      migration.spec.priority = isDescheduled ? "system-maintenance" : "system-critical"
    }
    if let refusal = refusal(of: migration) {
      report(
        .warning, "FailedCreate", "Error creating a Migration: \(refusal)",
        on: .virtualMachineInstance, instance.metadata, from: Component.evacuation)
      return false
    }
    store.create(migration.erased, at: now)
    report(
      .normal, "SuccessfulCreate", "Created Migration \(migration.metadata.name)",
      on: .virtualMachineInstance, instance.metadata, from: Component.evacuation)
    return true
  }
}
