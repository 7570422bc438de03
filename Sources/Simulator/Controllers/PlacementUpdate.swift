import GodwitModel

/// Where a running VM may go is changed in its template: the instance follows at once, and the next
/// migration goes by it.
///
/// KubeVirt pkg/virt-controller/watch/vm/vm.go:775-806, 3346-3358. A change of anything else waits
/// for a restart, and with it these.
extension World {
  mutating func updatePlacement(
    of instance: VirtualMachineInstance, from machine: VirtualMachine
  ) {
    let wanted = machine.spec.template.spec
    if instance.spec.nodeSelector == wanted.nodeSelector,
      instance.spec.affinity == wanted.affinity
    {
      return
    }
    guard !instance.metadata.isBeingDeleted, !instance.status.phase.isFinal,
      var started = startedTemplates[machine.metadata.uid],
      KubeVirtConfiguration(store, profile: profile).isLiveUpdate
    else { return }
    started.spec.nodeSelector = wanted.nodeSelector
    started.spec.affinity = wanted.affinity
    guard started == machine.spec.template else { return }
    // virt-controller fails the pass and tries again.
    if instance.isMigrating(at: now) {
      return retry(WorkKey(.virtualMachine, ObjectName(machine.metadata)))
    }
    var updated = instance
    updated.spec.nodeSelector = wanted.nodeSelector
    updated.spec.affinity = wanted.affinity
    write(updated, replacing: instance)
  }
}
