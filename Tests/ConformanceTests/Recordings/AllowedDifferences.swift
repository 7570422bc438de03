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
      kind: "vmi", path: "status.interfaces",
      reason: """
        virt-handler adds the guest's address (pkg/network/setup/netstat.go:80-125); the stand-in \
        leaves what virt-controller wrote.
        """),
    AllowedDifference(
      recordings: ["vmi-deleted-mid-migration"], kind: "event",
      path: "VirtualMachineInstance/vm-a Normal Deleted: Signaled Deletion",
      reason: """
        virt-handler ends the guest of a VMI that is being deleted and says so (vm.go:1717, and \
        vm-stopped-mid-migration). Here the stand-in's kubelet had removed the pod, and \
        virt-controller the VMI, before the stand-in's virt-handler looked at it.
        """),
    AllowedDifference(
      recordings: ["vm-stopped-mid-migration"], kind: "event",
      path: "VirtualMachineInstanceMigration/job Warning FailedMigration: Migration target pod was "
        + "removed during active migration.", reason: endTogether),
    AllowedDifference(
      recordings: ["vm-stopped-mid-migration"], kind: "event",
      path: "VirtualMachineInstanceMigration/job Warning FailedMigration: Migration failed vmi "
        + "shutdown during migration.", reason: endTogether),
  ]

  private static let endTogether = """
    The pods and the VMI end together, and of the checks in migration.go:569-604 the first that \
    holds when the migration is looked at decides: the VMI's end, as in vmi-deleted-mid-migration \
    and here, or the target pod's, as recorded, where the stand-in's kubelets removed both pods \
    between virt-controller's reading of the pods and its writing of the VMI.
    """
}
