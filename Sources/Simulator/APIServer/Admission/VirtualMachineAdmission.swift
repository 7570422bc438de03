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
    return machine.spec.running == nil
      ? [] : ["spec.running is deprecated, please use spec.runStrategy instead."]
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
