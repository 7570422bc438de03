import GodwitModel

/// What a change of a VM's template comes to while its guest runs.
///
/// KubeVirt pkg/virt-controller/watch/vm/vm.go:749-806, 2986-3075, 3311-3390. CPUs, memory, volumes
/// and interfaces, which would be plugged, are refused by ``VirtualMachineAdmission``.
extension World {
  /// Whether something was changed that only a new start of the guest brings about.
  private func needsRestart(_ machine: VirtualMachine) -> Bool {
    guard var started = startedTemplates[machine.metadata.uid]?.spec else { return false }
    let wanted = machine.spec.template.spec
    if started == wanted { return false }
    if KubeVirtConfiguration(store, profile: profile).isLiveUpdate {
      started.nodeSelector = wanted.nodeSelector
      started.affinity = wanted.affinity
      started.tolerations = wanted.tolerations
    }
    return started != wanted
  }

  /// Says on a VM whether its guest has to be started anew.
  func setRestartRequired(_ status: inout VirtualMachineStatus, _ machine: VirtualMachine) {
    guard needsRestart(machine), !machine.metadata.isBeingDeleted else {
      if status.conditions["RestartRequired"] != nil {
        status.conditions.remove(type: "RestartRequired")
      }
      return
    }
    status.conditions.merge(
      Condition(
        type: "RestartRequired", status: "True",
        message: "a non-live-updatable field was changed in the template spec",
        lastTransitionTime: Timestamp(now)))
  }
}
