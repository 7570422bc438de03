import GodwitModel

/// What a scenario sees of a cluster: its own namespaces and nodes, under its own names.
struct ScenarioView: Sendable {
  let names: NameTranslation
  /// The cluster's names of the scenario's namespaces.
  let namespaces: Set<String>
  /// The cluster's names of the scenario's nodes.
  let nodes: Set<String>

  /// The object as the scenario sees it; nil for what is none of its own.
  func show(_ object: APIObject) -> APIObject? {
    let key = object.key
    if isOfOwnNode(object) { return nodeEvent(object) }
    guard isOwn(key.kind, name: key.name, namespace: key.namespace) else { return nil }
    return APIObject(key.kind, json: names.incoming(object.json))
  }

  /// An answer as the scenario gets it: lists have only what is its own.
  func show(_ response: APIResponse) -> APIResponse {
    var response = response
    if var body = response.body?.object, let items = body["items"]?.array,
      let list = body["kind"]?.string, list.hasSuffix("List")
    {
      let kind = ResourceKind.named(String(list.dropLast(4)))
      let own = items.filter { item in
        isOwn(
          kind, name: item["metadata"]?["name"]?.string ?? "",
          namespace: item["metadata"]?["namespace"]?.string ?? "")
      }
      body["items"] = .array(own)
      response.body = .object(body)
    }
    return names.incoming(response)
  }

  private func isOwn(_ kind: ResourceKind?, name: String, namespace: String) -> Bool {
    switch kind {
    case .node: nodes.contains(name)
    case .namespace: namespaces.contains(name)
    case .kubeVirt: true
    default: namespace.isEmpty || namespaces.contains(namespace)
    }
  }
}

extension ScenarioView {
  /// Events of nodes are in the namespace `default` (client-go tools/record/event.go, makeEvent).
  private func isOfOwnNode(_ event: APIObject) -> Bool {
    event.kind == .event && event.value(at: ["involvedObject", "kind"])?.string == "Node"
      && nodes.contains(event.value(at: ["involvedObject", "name"])?.string ?? "")
  }

  /// The name of an event begins with that of its object.
  private func nodeEvent(_ event: APIObject) -> APIObject? {
    guard var json = names.incoming(event.json).object else { return nil }
    let node = event.value(at: ["involvedObject", "name"])?.string ?? ""
    let name = event.metadata.name
    if name.hasPrefix(node + ".") {
      let own = names.incoming(node) + name.dropFirst(node.count)
      json.set(.string(own), at: ["metadata", "name"])
    }
    return APIObject(.event, json: .object(json))
  }

  init(_ established: EstablishedScenario) {
    self.init(
      names: established.names, namespaces: Set(established.namespaces),
      nodes: Set(established.nodes))
  }
}
