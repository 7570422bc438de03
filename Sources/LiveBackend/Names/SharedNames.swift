import GodwitModel

/// The objects that a scenario makes beside its namespaces, where the whole cluster sees them.
package struct SharedNames: Hashable, Sendable {
  /// Kinds of which a run gives objects names of its own.
  static let renamedKinds: [ResourceKind] = [.clusterRole, .clusterRoleBinding, .migrationPolicy]

  /// By kind and name.
  package private(set) var renamed: [ObjectKey] = []
  /// Namespaces that steps or manifests make.
  package private(set) var namespaces: [String] = []
  /// Nodes that steps or manifests make.
  package private(set) var nodes: [String] = []

  package init(of scenario: Scenario) {
    for manifest in scenario.given.manifests { add(manifest, nil) }
    for policy in scenario.given.migrationPolicies { add(policy, .migrationPolicy) }
    for case .when(let whens) in scenario.steps.map(\.action) {
      for case .create(let manifests) in whens.map(\.verb) {
        for manifest in manifests { add(manifest, nil) }
      }
      for case .apply(let manifests) in whens.map(\.verb) {
        for manifest in manifests { add(manifest, nil) }
      }
    }
  }

  private mutating func add(_ manifest: JSONValue, _ known: ResourceKind?) {
    guard let name = manifest["metadata"]?["name"]?.string,
      let kind = known ?? manifest["kind"]?.string.flatMap(ResourceKind.named)
    else { return }
    switch kind {
    case .namespace where !namespaces.contains(name): namespaces.append(name)
    case .node where !nodes.contains(name): nodes.append(name)
    case _ where Self.renamedKinds.contains(kind):
      let key = ObjectKey(kind, name: name)
      if !renamed.contains(key) { renamed.append(key) }
    default: break
    }
  }
}
