import GodwitModel

/// KubeVirt's validating webhook on VirtualMachines.
///
/// KubeVirt admitters/vms-admitter.go.
enum VirtualMachineAdmission {
  /// Checks a VM that is created or changed; gives what the webhook warns of.
  static func validate(
    _ machine: VirtualMachine, user: UserInfo, settings: APIServerSettings,
    configuration: KubeVirtConfiguration
  ) throws(APIFailure) -> [String] {
    if machine.metadata.isBeingDeleted { return [] }
    var causes: [FailureCause] = []
    let template = machine.spec.template
    if !settings.isKubeVirtServiceAccount(user.name) {
      causes += VirtualMachineInstanceAdmission.labelCauses(
        template.metadata, field: "spec.template.metadata.labels")
    }
    causes += VirtualMachineInstanceAdmission.sidecarCauses(
      template.metadata, field: "spec.template.metadata.annotations", configuration)
    causes += VirtualMachineInstanceAdmission.specCauses(
      template.spec, field: "spec.template.spec", configuration)
    causes += runStrategyCauses(machine.spec)
    if !causes.isEmpty { throw Webhook.denial("virtualmachine-validator.kubevirt.io", causes) }
    for field in ["instancetype", "preference", "dataVolumeTemplates"]
    where machine.spec.rest[field] != nil {
      throw .notModelled("spec.\(field)")
    }
    if let first = UnmodelledFields.check(template.spec).first {
      throw .notModelled("spec.template.spec.\(first.path): \(first.reason)")
    }
    if let first = UnmodelledFields.check(template.metadata).first {
      throw .notModelled("spec.template.\(first.path): \(first.reason)")
    }
    if machine.spec.runStrategy == "WaitAsReceiver" {
      throw .notModelled("the run strategy WaitAsReceiver, of decentralised migrations")
    }
    return machine.spec.running == nil
      ? [] : ["spec.running is deprecated, please use spec.runStrategy instead."]
  }

  /// Hotplug, and migrations because of it, are not simulated: what would reach a guest that runs
  /// cannot be changed.
  static func checkHotplug(
    _ machine: VirtualMachine, old: VirtualMachine, profile: KubeVirtProfile, store: ObjectStore
  ) throws(APIFailure) {
    let before = old.spec.template.spec
    let after = machine.spec.template.spec
    guard before != after,
      let instance = store.virtualMachineInstances[ObjectName(machine.metadata)]?.object,
      !instance.status.phase.isFinal, !instance.metadata.isBeingDeleted
    else { return }
    let isLive = KubeVirtConfiguration(store, profile: profile).isLiveUpdate
    let changed = [
      ("domain.cpu.sockets", isLive && before.domain.cpu?.sockets != after.domain.cpu?.sockets),
      ("domain.memory.guest", isLive && before.domain.memory?.guest != after.domain.memory?.guest),
      ("volumes", before.volumes != after.volumes),
      ("domain.devices.disks", before.domain.devices["disks"] != after.domain.devices["disks"]),
      ("networks", before.networks != after.networks),
      (
        "domain.devices.interfaces",
        before.domain.devices["interfaces"] != after.domain.devices["interfaces"]
      ),
    ]
    if let first = changed.first(where: \.1) {
      throw .notModelled("a change of spec.template.spec.\(first.0) while the VM runs (hotplug)")
    }
  }

  private static func runStrategyCauses(_ spec: VirtualMachineSpec) -> [FailureCause] {
    func cause(_ message: String, _ field: String) -> FailureCause {
      FailureCause(reason: "FieldValueInvalid", message: message, field: field)
    }
    switch (spec.running, spec.runStrategy) {
    case (_?, _?):
      return [
        cause(
          "Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please "
            + "use RunStrategy instead", "spec.running")
      ]
    case (nil, nil): return [cause("RunStrategy must be specified", "spec.running")]
    case (nil, let strategy?):
      let known = ["Halted", "Manual", "Always", "RerunOnFailure", "Once", "WaitAsReceiver"]
      if known.contains(strategy) { return [] }
      return [cause("Invalid RunStrategy (\(strategy))", "spec.runStrategy")]
    case (_?, nil): return []
    }
  }
}
