import GodwitModel

/// virt-handler on one node: runs the guests of its node, and both sides of a migration.
///
/// KubeVirt pkg/virt-handler/{vm,migration-source,migration-target}.go.
extension World {
  mutating func reconcileHandler(node host: String, instance name: ObjectName) {
    guard !deadNodes.contains(host), !deadHandlers.contains(host),
      let instance = store.virtualMachineInstances[name]?.object
    else { return }
    if instance.metadata.labels["kubevirt.io/migrationTargetNodeName"] == host {
      reconcileTarget(host, instance)
    }
    // The target's step may have written; each side looks at the newest version.
    guard let present = store.virtualMachineInstances[name]?.object else { return }
    if present.status.migrationState?.sourceNode == host { reconcileSource(host, present) }
    guard let present = store.virtualMachineInstances[name]?.object,
      present.status.nodeName == host
    else { return }
    reconcileGuest(host, present)
  }

  /// The guest of a VMI that this node owns.
  private mutating func reconcileGuest(_ host: String, _ instance: VirtualMachineInstance) {
    if instance.status.phase.isFinal { return }
    if instance.metadata.isBeingDeleted {
      resumeEnd(of: instance)
      return shutDown(host, instance)
    }
    // A guest that is being copied is left alone (vm.go:401-404).
    if instance.status.migrationState?.isCopying == true { return }
    resumeEnd(of: instance)
    switch instance.status.phase {
    case .scheduled: startGuest(host, instance)
    case .running: refreshGuest(host, instance)
    default: break
    }
  }

  private mutating func startGuest(_ host: String, _ instance: VirtualMachineInstance) {
    guard let pod = currentPod(of: instance), pod.isReadyForHandoff else { return }
    let uid = instance.metadata.uid
    hold(node.domains[uid] == nil, "a guest is started on one node only")
    node.domains[uid] = Domain(node: host, podUID: pod.metadata.uid)
    var updated = instance
    updated.status.phase = .running
    stampPhase(&updated.status)
    updated.status.selinuxContext = "none"
    setAddresses(&updated, pod)
    setAgentConnected(&updated)
    Migratability(of: updated, on: host, in: store, profile).write(to: &updated)
    write(updated, replacing: instance)
    report(.normal, "Created", "VirtualMachineInstance defined.", on: instance, host)
    report(.normal, "Started", "VirtualMachineInstance started.", on: instance, host)
    warnOfEviction(updated, host)
  }

  private mutating func refreshGuest(_ host: String, _ instance: VirtualMachineInstance) {
    guard let domain = node.domains[instance.metadata.uid], domain.node == host else {
      // The pod went with its guest; virt-controller sees that too.
      return
    }
    if domain.isBroken { return destroyBrokenGuest(host, instance) }
    var updated = instance
    Migratability(of: updated, on: host, in: store, profile).write(to: &updated)
    setPaused(&updated, domain.isPaused)
    if let pod = currentPod(of: instance) { setAddresses(&updated, pod) }
    setAgentConnected(&updated)
    if updated != instance { write(updated, replacing: instance) }
    warnOfEviction(updated, host)
  }

  private func setPaused(_ instance: inout VirtualMachineInstance, _ isPaused: Bool) {
    guard isPaused != (instance.status.conditions["Paused"] != nil) else { return }
    if isPaused {
      instance.status.conditions.merge(
        Condition(
          type: "Paused", status: "True", reason: "PausedByUser", message: "VMI was paused by user",
          lastProbeTime: Timestamp(now), lastTransitionTime: Timestamp(now)))
    } else {
      instance.status.conditions.remove(type: "Paused")
    }
  }

  /// vm.go:659-662: on every sync, so repeats are folded.
  private mutating func warnOfEviction(_ instance: VirtualMachineInstance, _ host: String) {
    guard let condition = instance.status.conditions["LiveMigratable"],
      condition.status == "False"
    else { return }
    let strategy = instance.spec.evictionStrategy ?? settings.evictionStrategy
    guard strategy == .liveMigrate else { return }
    report(
      .warning, "Migrated",
      "EvictionStrategy is set but vmi is not migratable; \(condition.message)", on: instance, host)
  }

  /// A VMI that is being deleted: the guest is asked to end, or ended.
  private mutating func shutDown(_ host: String, _ instance: VirtualMachineInstance) {
    guard let domain = node.domains[instance.metadata.uid], domain.node == host else { return }
    let grace = instance.spec.terminationGracePeriodSeconds ?? 30
    if grace > 0, !domain.isShuttingDown { return }
    if grace > 0 {
      report(.normal, "ShuttingDown", "Signaled Graceful Shutdown", on: instance, host)
    } else {
      report(.normal, "Deleted", "Signaled Deletion", on: instance, host)
    }
  }

  /// The owner's virt-handler reports that a guest has ended.
  mutating func reportGuestEnd(_ name: ObjectName, phase: VirtualMachineInstancePhase) {
    guard let instance = store.virtualMachineInstances[name]?.object,
      !instance.status.phase.isFinal, !deadHandlers.contains(instance.status.nodeName)
    else { return }
    var ended = instance
    ended.status.phase = phase
    stampPhase(&ended.status)
    write(ended, replacing: instance)
    let host = instance.status.nodeName
    if phase == .succeeded {
      report(.normal, "Stopped", "The VirtualMachineInstance was shut down.", on: instance, host)
    } else {
      report(.warning, "Stopped", "The VirtualMachineInstance crashed.", on: instance, host)
    }
    report(.normal, "Deleted", "Signaled Deletion", on: instance, host)
  }

  /// virt-api's call to pause or unpause a guest.
  mutating func setGuestPaused(_ name: ObjectName, _ isPaused: Bool) {
    guard let instance = store.virtualMachineInstances[name]?.object,
      let domain = node.domains[instance.metadata.uid], !deadNodes.contains(domain.node)
    else { return }
    node.domains[instance.metadata.uid]?.isPaused = isPaused
    enqueue(WorkKey(.handler, name, node: domain.node), after: timing.handlerSync)
  }

  /// Reports something about a VMI as the virt-handler of `host`.
  mutating func report(
    _ type: EventType, _ reason: String, _ message: String,
    on instance: VirtualMachineInstance, _ host: String
  ) {
    report(
      type, reason, message, on: .virtualMachineInstance, instance.metadata,
      from: Component.handler, host: host)
  }
}
