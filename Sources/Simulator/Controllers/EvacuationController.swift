import GodwitModel

/// Makes migrations for VMIs that have to leave their node.
///
/// KubeVirt pkg/virt-controller/watch/drain/evacuation/evacuation.go:296-460.
extension World {
  mutating func reconcileEvacuation(node name: String) {
    guard let node = store.nodes["", name]?.object else { return }
    let isDraining = hasDrainTaint(node)
    var isWaiting = false
    for instance in store.index.instances(onNode: name) {
      guard let instance = store.virtualMachineInstances[instance]?.object else { continue }
      let isMarked = instance.status.evacuationNodeName == name
      guard isDraining || isMarked && !instance.isMigrating(at: now),
        wantsEvacuation(instance), !hasUnfinishedMigration(instance)
      else { continue }
      if activePodCount(of: instance) > 1 {
        isWaiting = true
        continue
      }
      evacuate(instance, from: name)
    }
    // Pods are not watched; the next thing that wakes this is the node's own heartbeat
    // (evacuation-fails-and-retries: some three seconds).
    if isWaiting { wake(WorkKey(.evacuation, node: name), after: .seconds(3)) }
  }

  func hasDrainTaint(_ node: Node) -> Bool {
    node.spec.taints.contains {
      $0.key == settings.migrations.nodeDrainTaintKey && $0.effect == "NoSchedule"
    }
  }

  private func wantsEvacuation(_ instance: VirtualMachineInstance) -> Bool {
    if instance.status.phase.isFinal || instance.metadata.isBeingDeleted { return false }
    let strategy = instance.spec.evictionStrategy ?? settings.evictionStrategy
    return (strategy == .liveMigrate || strategy == .liveMigrateIfPossible)
      && instance.status.conditions["LiveMigratable"]?.status == "True"
  }

  private func hasUnfinishedMigration(_ instance: VirtualMachineInstance) -> Bool {
    store.index.migrations(ofInstance: ObjectName(instance.metadata)).contains {
      store.migrations[$0]?.object.status.phase.isFinal == false
    }
  }

  private mutating func evacuate(_ instance: VirtualMachineInstance, from node: String) {
    var migration = VirtualMachineInstanceMigration()
    migration.metadata.generateName = "kubevirt-evacuation-"
    migration.metadata.name = "kubevirt-evacuation-" + store.makeNameSuffix()
    migration.metadata.namespace = instance.metadata.namespace
    migration.metadata.annotations["kubevirt.io/evacuationMigration"] = node
    migration.metadata.labels["kubevirt.io/vmi-name"] = instance.metadata.name
    migration.metadata.finalizers = [Self.migrationFinalizer]
    migration.metadata.generation = 1
    migration.spec.vmiName = instance.metadata.name
    let isDescheduled =
      instance.metadata.annotations["kubevirt.io/eviction-source"] == "descheduler"
    migration.spec.priority = isDescheduled ? "system-maintenance" : "system-critical"
    store.create(migration.erased, at: now)
    report(
      .normal, "SuccessfulCreate", "Created Migration \(migration.metadata.name)",
      on: .virtualMachineInstance, instance.metadata, from: Component.evacuation)
  }
}
