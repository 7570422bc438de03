extension AllowedDifference {
  /// Every field in which simulator and recordings may differ, and why.
  static let table: [AllowedDifference] = [
    AllowedDifference(
      kind: "pod", path: "conditions[kubevirt.io/virtual-machine-unpaused]",
      reason: """
        The recordings show only the conditions Ready and PodScheduled of pods. virt-controller \
        writes this one (pkg/virt-controller/watch/vmi/lifecycle.go:926); its write is a gap in \
        the recorded resourceVersions, for example 33571 and 33621 of automatic-node.
        """),
    AllowedDifference(
      recordings: ["admission-errors"], kind: "event",
      path: "VirtualMachineInstance/vm-no Warning Migrated: EvictionStrategy is set",
      reason: "virt-handler's own event (vm.go:659); the stand-in does not write it."),
    AllowedDifference(
      recordings: ["admission-errors"], kind: "vmi/vm-no", path: "",
      reason: """
        The stand-in was told to report a claim that is not shared; here there is such a claim, \
        and the volumes and conditions are those of a claim.
        """),
    AllowedDifference(
      recordings: ["admission-errors"], kind: "pod/virt-launcher-vm-no", path: "",
      reason: "As for its VM: the pod mounts a claim instead of a container disk."),
  ]
}
