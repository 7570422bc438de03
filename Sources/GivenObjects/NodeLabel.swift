/// The labels that KubeVirt's node-labeller gives nodes, most of them beginnings that a name
/// follows.
///
/// KubeVirt pkg/virt-handler/node-labeller/node_labeller.go:243-328.
package enum NodeLabel {
  /// Models with which a VM can start.
  package static let model = "cpu-model.node.kubevirt.io/"
  /// Models with which a VM can arrive.
  package static let migrationModel = "cpu-model-migration.node.kubevirt.io/"
  package static let feature = "cpu-feature.node.kubevirt.io/"
  package static let hostModel = "host-model-cpu.node.kubevirt.io/"
  package static let requiredFeature = "host-model-required-features.node.kubevirt.io/"
  package static let vendor = "cpu-vendor.node.kubevirt.io/"
  package static let machineType = "machine-type.node.kubevirt.io/"
  package static let obsoleteHostModel = "node-labeller.kubevirt.io/obsolete-host-model"
  /// `true` where virt-handler works.
  package static let schedulable = "kubevirt.io/schedulable"
  package static let hostname = "kubernetes.io/hostname"
  package static let architecture = "kubernetes.io/arch"

  /// The key of the taint that a cordoned node has.
  package static let cordonTaint = "node.kubernetes.io/unschedulable"
}

/// Which labels the node-labeller of a version writes.
package struct NodeLabelRules: Hashable, Sendable {
  /// Whether `cpu-model-migration` labels list the models that a node knows; if not, the usable
  /// ones and the host's (pkg/virt-handler/node-labeller/node_labeller.go). Since v1.7.
  package let labelsKnownModels: Bool
  /// Since v1.6.
  package let labelsMachineTypes: Bool

  /// Of KubeVirt 1.`minor`.
  package init(minor: Int) {
    labelsKnownModels = minor >= 7
    labelsMachineTypes = minor >= 6
  }

  package static let newest = NodeLabelRules(minor: 9)
}
