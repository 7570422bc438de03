import GodwitModel

extension APIServer {
  /// Changes an object by a patch; an apply patch may also create it.
  ///
  /// k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
  mutating func patch(
    _ kind: ResourceKind, _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    guard !context.target.name.isEmpty else { throw .badRequest("name must be provided") }
    let type = try patchType(kind, context.request)
    try context.readDryRun("PatchOptions")
    if type == .apply, (context.request.query("fieldManager") ?? "").isEmpty {
      throw .invalid(
        group: "meta.k8s.io", kind: "PatchOptions", name: "",
        [.required("fieldManager", "is required for apply patch")])
    }
    if type != .apply, context.request.query("force") != nil {
      throw .invalid(
        group: "meta.k8s.io", kind: "PatchOptions", name: "",
        [.forbidden("force", "may not be specified for non-apply patch")])
    }
    let key = ObjectKey(kind, namespace: context.target.namespace, name: context.target.name)
    if type == .apply, store.servesClients {
      let old = store.object(key)
      if old == nil, !context.target.subresource.isEmpty { throw .notFound(kind, name: key.name) }
      return try apply(kind, to: old, &context, store: &store)
    }
    guard let old = store.object(key) else {
      guard type == .apply, context.target.subresource.isEmpty else {
        throw .notFound(kind, name: key.name)
      }
      return try createByApply(kind, &context, store: &store)
    }
    let changed = try Self.patched(old.json, type, context.request.body, kind: kind)
    var decoder = ObjectDecoder(kind, context.request, settings.profile)
    decoder.patched = changed
    let decoded = try decoder.check(changed, warnings: &context.warnings)
    if let name = decoded.json["metadata"]?["name"]?.string, name != key.name {
      throw .badRequest(
        "the name of the object (\(name)) does not match the name on the URL (\(key.name))")
    }
    return try replace(old, by: decoded, with: decoder, &context, store: &store)
  }

  private func patchType(
    _ kind: ResourceKind, _ request: APIRequest
  ) throws(APIFailure) -> PatchType {
    let custom =
      "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
    let core =
      "application/json-patch+json, application/merge-patch+json, "
      + "application/strategic-merge-patch+json, application/apply-patch+yaml"
    let accepted = kind.isCustomResource ? custom : core
    guard let type = request.patchType, !(kind.isCustomResource && type == .strategicMerge) else {
      throw .unsupportedMediaType(accepted)
    }
    return type
  }

  /// Applying what is not there creates it.
  private mutating func createByApply(
    _ kind: ResourceKind, _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let decoder = ObjectDecoder(kind, context.request, settings.profile)
    let decoded = try decoder.check(context.request.body, warnings: &context.warnings)
    return try create(decoded, with: decoder, &context, store: &store)
  }

  private static func patched(
    _ object: JSONValue, _ type: PatchType, _ patch: JSONValue?, kind: ResourceKind
  ) throws(APIFailure) -> JSONValue {
    let patch = patch ?? .null
    switch type {
    case .json: return try JSONPatch(patch).applied(to: object)
    case .merge:
      guard case .object = patch else {
        throw .badRequest(
          "error decoding patch: json: cannot unmarshal \(patch.typeName) into Go value of type "
            + "map[string]interface {}")
      }
      return MergePatch.applied(patch, to: object)
    case .strategicMerge, .apply:
      guard case .object = patch else {
        throw .badRequest("error decoding patch: the patch is no object")
      }
      let shape = KindSchema.shape(ofKind: kind.kind) ?? .any
      return StrategicMergePatch.applied(patch, to: object, shape)
    }
  }
}
