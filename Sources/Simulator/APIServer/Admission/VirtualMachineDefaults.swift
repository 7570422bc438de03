import GodwitModel

/// What KubeVirt's mutating webhook fills in on a VirtualMachine.
///
/// KubeVirt mutators/vm-mutator.go.
package enum VirtualMachineDefaults {
  /// Completes the template of `machine`; firmware ids and the PCI topology only on creation.
  package static func apply(
    to machine: inout VirtualMachine, isCreate: Bool, configuration: KubeVirtConfiguration,
    identifiers: inout SeededGenerator
  ) {
    var spec = machine.spec.template.spec
    let architecture = spec.rest["architecture"]?.string ?? configuration.defaultArchitecture
    spec.rest["architecture"] = .string(architecture)
    if spec.domain.machine?.type ?? "" == "" {
      var type = spec.domain.machine ?? DomainMachine()
      type.type = configuration.machineType(architecture)
      spec.domain.machine = type
    }
    // Not a pointer in Go, so it is always written.
    if spec.domain.resources == nil { spec.domain.resources = ResourceRequirements() }
    if isCreate {
      var firmware = spec.domain.rest["firmware"]?.object ?? JSONObject()
      if firmware["uuid"] == nil { firmware["uuid"] = .string(identifiers.uid()) }
      if firmware["serial"] == nil { firmware["serial"] = .string(identifiers.uid()) }
      spec.domain.rest["firmware"] = .object(firmware)
      if VirtualMachineInstanceDefaults.supportsHotplug(
        architecture, machineType: spec.domain.machine?.type ?? "")
      {
        VirtualMachineInstanceDefaults.setTopologyVersion(&machine.spec.template.metadata)
      }
    }
    machine.spec.template.spec = spec
  }
}
