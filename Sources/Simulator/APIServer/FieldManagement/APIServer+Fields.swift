import GodwitModel

extension APIServer {
  /// The object with the owners that it has after the request.
  ///
  /// Before the mutating webhooks: what they change, nobody owns (recorded).
  func owned(
    _ object: APIObject, replacing old: APIObject?, _ context: RequestContext
  ) -> APIObject {
    var metadata = object.metadata
    let managed: ManagedFields
    if let applied = context.appliedFields {
      managed = applied
    } else {
      managed = fieldManager(object.kind, "Update", context).updated(
        from: old?.json, to: object.json, ManagedFields(metadata))
    }
    metadata.rest["managedFields"] = managed.json
    return object.with(metadata)
  }

  /// A new object with its first owners.
  ///
  /// Of a custom resource all that was sent counts, empty maps too; what says that it is of another
  /// kind is taken in, but not tracked (recorded).
  func ownedFromStart(
    _ object: APIObject, as sent: JSONValue, _ context: RequestContext
  ) -> APIObject {
    let kind = object.kind
    if context.appliedFields != nil { return owned(object, replacing: nil, context) }
    if let name = context.request.body?["kind"]?.string, name != kind.kind { return object }
    var metadata = object.metadata
    let manager = fieldManager(kind, "Update", context)
    let managed = manager.updated(
      from: nil, to: kind.isCustomResource ? sent : object.json, ManagedFields())
    metadata.rest["managedFields"] = managed.json
    return object.with(metadata)
  }

  /// The `metadata` of a review, of which nothing is stored: what its sender owns.
  func reviewMetadata(
    _ kind: String, _ spec: JSONValue, _ context: RequestContext, store: ObjectStore
  ) -> JSONValue {
    guard store.servesClients else { return [:] }
    let review = ResourceKind(group: context.target.group, version: "v1", kind: kind)
    let managed = fieldManager(review, "Update", context).updated(
      from: nil, to: ["spec": spec], ManagedFields())
    return managed.json.map { ["managedFields": $0] } ?? [:]
  }

  func fieldManager(
    _ kind: ResourceKind, _ operation: String, _ context: RequestContext
  ) -> FieldManager {
    FieldManager(
      kind, manager: FieldManager.name(context.request), operation: operation,
      subresource: context.target.subresource, at: context.now)
  }

  /// Server-side apply: what is applied becomes part of the object, which is made if need be.
  ///
  /// k8s.io/apiserver/pkg/endpoints/handlers/patch.go, applyPatcher.
  mutating func apply(
    _ kind: ResourceKind, to old: APIObject?, _ context: inout RequestContext,
    store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let decoder = ObjectDecoder(kind, context.request, settings.profile)
    var decoded = try decoder.check(context.request.body, warnings: &context.warnings)
    let name = decoded.json["metadata"]?["name"]?.string ?? ""
    if !name.isEmpty, name != context.target.name {
      throw .badRequest(
        "the name of the object (\(name)) does not match the name on the URL "
          + "(\(context.target.name))")
    }
    if decoded.json["metadata"]?["managedFields"] != nil {
      throw .badRequest("metadata.managedFields must be nil")
    }
    let applied = try fieldManager(kind, "Apply", context).apply(
      decoded.json, to: old?.json, old.map { ManagedFields($0.metadata) } ?? ManagedFields(),
      forces: context.request.query("force") == "true")
    context.appliedFields = applied.managed
    decoded.json = applied.object
    if let old { return try replace(old, by: decoded, with: decoder, &context, store: &store) }
    if case .object(var object) = decoded.json {
      object.set(.string(context.target.name), at: ["metadata", "name"])
      decoded.json = .object(object)
    }
    return try create(decoded, with: decoder, &context, store: &store)
  }
}
