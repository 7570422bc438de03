import GodwitModel

/// Whether KubeVirt's roles are part of a namespace's own: of virt-operator the one thing that
/// decides who may migrate.
///
/// KubeVirt pkg/virt-operator/resource/generate/install/strategy.go:681-686, 978-990.
extension World {
  private static let aggregatedRoles = [
    "kubevirt.io:admin", "kubevirt.io:edit", "kubevirt.io:view",
  ]
  private static let prefix = "rbac.authorization.k8s.io/aggregate-to-"

  mutating func updateRoleAggregation() {
    let isManual = KubeVirtConfiguration(store, profile: profile).aggregatesRolesByHand
    for name in Self.aggregatedRoles {
      guard var role = store.table(.clusterRole)?["", name]?.object else { continue }
      for entry in role.metadata.labels.entries where entry.key.hasPrefix(Self.prefix) {
        role.metadata.labels[entry.key] = isManual ? "false" : "true"
      }
      store.update(.generic(.clusterRole, Snapshot(role)), at: now)
    }
  }
}
