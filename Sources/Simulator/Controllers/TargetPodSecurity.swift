import GodwitModel

/// Source and target share what they mount, so the target gets the SELinux level of the source.
///
/// KubeVirt pkg/virt-controller/watch/migration/migration.go:858-887, 1007-1013.
extension World {
  func matchSELinuxLevel(
    of instance: VirtualMachineInstance, on pod: inout Pod
  ) throws(SyncFailure) {
    if settings.migrations.others["matchSELinuxLevelOnMigration"] == false { return }
    let context = instance.status.selinuxContext
    // A node without SELinux says so.
    if context == "none" { return }
    if context.isEmpty { throw SyncFailure(message: "SELinux context not set on VMI status") }
    // User, role, type; the level may hold colons itself: `s0:c1,c2`.
    let parts = context.split(separator: ":", maxSplits: 3)
    guard parts.count == 4 else { return }
    var security = pod.spec.rest["securityContext"]?.object ?? JSONObject()
    security["seLinuxOptions"] = ["level": .string(String(parts[3]))]
    pod.spec.rest["securityContext"] = .object(security)
  }
}
