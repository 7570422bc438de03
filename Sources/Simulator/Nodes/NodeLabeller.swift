import GodwitModel

/// KubeVirt's node-labeller, of which only its warning comes after a node was made.
extension World {
  /// Warns of a node whose own CPU is in the cluster's list of obsolete models.
  ///
  /// KubeVirt pkg/virt-handler/node-labeller/node_labeller.go:278-281, 418-421.
  mutating func reportObsoleteHostModel(of node: Node) {
    guard let models = settings.obsoleteModels,
      let host = node.metadata.labels.entries.first(where: {
        $0.key.hasPrefix(LauncherPod.hostModelLabel)
      })?.key.dropFirst(LauncherPod.hostModelLabel.count),
      models[String(host)] != nil
    else { return }
    let list = models.entries.map { "\($0.key):\($0.value)" }.joined(separator: " ")
    report(
      .warning, "HostModelIsObsolete",
      "This node has \(host) host-model cpu that is included in ObsoleteCPUModels: map[\(list)]",
      on: .node, node.metadata, from: Component.nodeLabeller, host: node.metadata.name)
  }
}
