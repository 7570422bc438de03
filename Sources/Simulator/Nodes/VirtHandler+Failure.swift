import GodwitModel

/// Guests that cannot be saved.
extension World {
  /// A guest whose post-copy has broken is destroyed (vm.go:1474, 1561-1567, 1178).
  mutating func destroyBrokenGuest(_ host: String, _ instance: VirtualMachineInstance) {
    let message = "VMI is irrecoverable due to failed post-copy migration"
    report(.normal, "Deleted", "VirtualMachineInstance stopping", on: instance, host)
    report(.warning, "SyncFailed", message, on: instance, host)
    var failed = instance
    failed.status.conditions.merge(
      Condition(
        type: "Synchronized", status: "False", reason: "Synchronizing with the Domain failed.",
        message: message, lastProbeTime: Timestamp(now), lastTransitionTime: Timestamp(now)))
    endGuest(of: failed, replacing: instance, host)
    report(.warning, "Stopped", "The VirtualMachineInstance crashed.", on: instance, host)
  }

  /// Fails a VMI; its domain is deleted, and its launcher ends.
  mutating func endGuest(
    of instance: VirtualMachineInstance, replacing old: VirtualMachineInstance, _ host: String
  ) {
    let pod = currentPod(of: instance)
    var failed = instance
    failed.status.phase = .failed
    stampPhase(&failed.status)
    write(failed, replacing: old)
    node.domains[instance.metadata.uid] = nil
    report(.normal, "Deleted", "Signaled Deletion", on: instance, host)
    guard let pod, !pod.status.phase.isFinal else { return }
    queue.add(
      .pod(ObjectName(pod.metadata), uid: pod.metadata.uid, .exited(success: true)),
      at: now + Self.podStop)
  }
}
