import GodwitModel

extension APIServer {
  /// One object.
  func get(
    _ kind: ResourceKind, _ context: RequestContext, store: ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let object = try stored(kind, context.target, store: store)
    return APIResponse(code: 200, body: object.json)
  }

  /// The object that a request names.
  func stored(
    _ kind: ResourceKind, _ target: RequestTarget, store: ObjectStore
  ) throws(APIFailure) -> APIObject {
    let key = ObjectKey(kind, namespace: target.namespace, name: target.name)
    guard let object = store.object(key) else { throw .notFound(kind, name: target.name) }
    return object
  }

  /// The objects of a kind that the request's selectors let through, by namespace and name.
  func list(
    _ kind: ResourceKind, _ context: RequestContext, store: ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let objects = try selected(kind, context, store: store)
    return listResponse(kind, objects, store: store)
  }

  func listResponse(
    _ kind: ResourceKind, _ objects: [APIObject], store: ObjectStore
  ) -> APIResponse {
    var metadata = JSONObject()
    // Custom resources always write it; typed lists leave it out while it is empty.
    if kind.isCustomResource { metadata.append("continue", "") }
    metadata.append("resourceVersion", .string(String(store.resourceVersion)))
    let items = objects.map { object -> JSONValue in
      guard !kind.isCustomResource, case .object(var item) = object.json else { return object.json }
      // Items of a typed list carry no type of their own.
      item["apiVersion"] = nil
      item["kind"] = nil
      return .object(item)
    }
    return APIResponse(
      code: 200,
      body: [
        "apiVersion": .string(kind.apiVersion), "items": .array(items),
        "kind": .string(kind.kind + "List"), "metadata": .object(metadata),
      ])
  }

  func selected(
    _ kind: ResourceKind, _ context: RequestContext, store: ObjectStore
  ) throws(APIFailure) -> [APIObject] {
    let request = context.request
    if let limit = request.query("limit"), Int(limit) == nil {
      throw .badRequest("strconv.ParseInt: parsing \(limit.goQuoted): invalid syntax")
    }
    let labels = try LabelSelector(parsing: request.query("labelSelector") ?? "")
    let fields = try FieldSelector(parsing: request.query("fieldSelector") ?? "", kind: kind)
    let namespace = context.target.namespace
    var objects: [(namespace: String, name: String, object: APIObject)] = []
    for object in Self.candidates(kind, fields, store) {
      let name: ObjectName? = object.read { metadata in
        guard namespace.isEmpty || metadata.namespace == namespace, labels.matches(metadata.labels)
        else { return nil }
        return ObjectName(metadata)
      }
      guard let name, fields.matches(object) else { continue }
      objects.append((name.namespace, name.name, object))
    }
    return objects.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }.map(\.object)
  }

  /// The objects among which those are that the selector lets through: of a node's pods, for which
  /// every drain asks, only these.
  private static func candidates(
    _ kind: ResourceKind, _ fields: FieldSelector, _ store: ObjectStore
  ) -> [APIObject] {
    guard kind == .pod, let node = fields.value(of: ["spec", "nodeName"]), !node.isEmpty else {
      return store.objects(kind)
    }
    return store.index.pods(onNode: node).compactMap { store.pods[$0].map { .pod($0) } }
  }
}
