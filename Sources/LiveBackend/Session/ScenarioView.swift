import GodwitModel

/// What a scenario sees of a cluster: its own namespaces and nodes, under its own names.
struct ScenarioView: Sendable {
  let names: NameTranslation
  /// The cluster's names of the scenario's namespaces.
  let namespaces: Set<String>
  /// The cluster's names of the scenario's nodes.
  let nodes: Set<String>

  init(_ established: EstablishedScenario) {
    names = established.names
    namespaces = Set(established.namespaces)
    nodes = Set(established.nodes)
  }

  /// The object as the scenario sees it; nil for what is none of its own.
  func show(_ object: APIObject) -> APIObject? {
    let key = object.key
    switch key.kind {
    case .node: if !nodes.contains(key.name) { return nil }
    case .namespace: if !namespaces.contains(key.name) { return nil }
    case .kubeVirt: break
    default:
      if key.kind.isNamespaced, !namespaces.contains(key.namespace) { return nil }
    }
    return APIObject(key.kind, json: names.incoming(object.json))
  }
}
