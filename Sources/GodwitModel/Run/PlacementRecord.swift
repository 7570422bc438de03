/// Where a VM's instance ran when an attempt began.
package struct PlacementRecord: Hashable, Sendable {
  package var namespace: String
  package var name: String
  /// The instance's `status.nodeName`.
  package var node: String
  /// The instance's `status.phase`.
  package var phase: String

  package init(namespace: String, name: String, node: String, phase: String = "Running") {
    self.namespace = namespace
    self.name = name
    self.node = node
    self.phase = phase
  }
}
