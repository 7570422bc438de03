import GodwitModel

extension World {
  /// How the guest of a VMI behaves: what annotations on the VMI say, or else what the scenario
  /// gives.
  ///
  /// The annotations serve VMs that are made while a scenario runs:
  /// `simulator.godwit.dev/copy` is a duration or `endless`, `simulator.godwit.dev/dirty-rate` a
  /// quantity of bytes a second, `simulator.godwit.dev/fail` libvirt's message of a copy that
  /// fails at its half, `simulator.godwit.dev/agent: "true"` a guest whose agent answers, and
  /// `simulator.godwit.dev/ephemeral-disk` how many bytes lie in the launcher's directory of
  /// ephemeral disks (``ephemeralBytes(of:)``).
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

  /// The bytes of local disks that are copied with a guest: what it has written to container disks,
  /// the images of cloud-init and the like.
  ///
  /// KubeVirt pkg/virt-launcher/virtwrap/manager.go:833-871: the sizes of the files below
  /// `/var/run/kubevirt-ephemeral-disks`, with BlockMigration only. No object says how large they
  /// are, so it is 0 unless the VM's annotation gives it.
  static func ephemeralBytes(of instance: VirtualMachineInstance) -> Int64 {
    guard instance.status.migrationMethod == .blockMigration,
      let text = instance.metadata.annotations["simulator.godwit.dev/ephemeral-disk"],
      let quantity = Quantity(parsing: text)
    else { return 0 }
    return max(0, quantity.units)
  }
}
