import GodwitModel

extension World {
  /// How the guest of a VMI behaves: what annotations on the VMI say, or else what the scenario
  /// gives.
  ///
  /// The annotations serve VMs that are made while a scenario runs:
  /// `simulator.godwit.dev/copy` is a duration or `endless`, `simulator.godwit.dev/dirty-rate` a
  /// quantity of bytes a second, `simulator.godwit.dev/fail` libvirt's message of a copy that
  /// fails at its half.
  func guest(of instance: VirtualMachineInstance) -> Guest {
    var guest = guests[ObjectName(instance.metadata)] ?? Guest()
    let annotations = instance.metadata.annotations
    if let copy = annotations["simulator.godwit.dev/copy"] {
      if copy == "endless" {
        guest.copy = .endless
      } else if let span = Span(parsing: copy) {
        guest.copy = .lasts(span)
      }
    }
    if let rate = annotations["simulator.godwit.dev/dirty-rate"].flatMap({ Quantity(parsing: $0) })
    {
      guest.dirtyRate = rate
    }
    return guest
  }

  /// Says how a guest behaves from now on; false when there is no such VM.
  mutating func setGuest(_ guest: Guest, of name: ObjectName) -> Bool {
    guard store.virtualMachineInstances[name] != nil || store.virtualMachines[name] != nil else {
      return false
    }
    guests[name] = guest
    return true
  }
}
