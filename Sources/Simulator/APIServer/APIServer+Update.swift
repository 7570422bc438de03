import GodwitModel

extension APIServer {
  /// Replaces an object (PUT).
  mutating func update(
    _ kind: ResourceKind, _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    guard !context.target.name.isEmpty else { throw .badRequest("name must be provided") }
    try context.readDryRun("UpdateOptions")
    let decoder = ObjectDecoder(kind, context.request, settings.profile)
    let decoded = try decoder.check(context.request.body, warnings: &context.warnings)
    let sent = decoded.json["metadata"]?["name"]?.string ?? ""
    if sent != context.target.name, !sent.isEmpty {
      throw .badRequest(
        "the name of the object (\(sent)) does not match the name on the URL "
          + "(\(context.target.name))")
    }
    if sent.isEmpty { throw .badRequest("name must be provided") }
    let old = try stored(kind, context.target, store: store)
    if kind.isCustomResource, decoded.json["metadata"]?["resourceVersion"]?.string == nil {
      throw .invalid(
        kind, name: sent,
        [.invalid("metadata.resourceVersion", value: "0x0", "must be specified for an update")])
    }
    return try replace(old, by: decoded, with: decoder, &context, store: &store)
  }

  /// Replaces `old` by a version of which the fields are checked.
  mutating func replace(
    _ old: APIObject, by decoded: ObjectDecoder.Decoded, with decoder: ObjectDecoder,
    _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let kind = decoder.kind
    if context.target.subresource.isEmpty,
      let failure = WebhookSchema.failure(decoded, kind: kind, isUpdate: true)
    {
      throw failure
    }
    let sent = BuiltInDefaults.apply(to: try decoder.decode(decoded))
    try checkPreconditions(sent.metadata, old: old)
    var object = sent.with(Self.keptMetadata(sent.metadata, old: old.metadata))
    if context.target.subresource == "status" {
      object = old.withStatus(of: object)
    } else if kind.hasStatusSubresource {
      object = object.withStatus(of: old)
    }
    if store.servesClients { object = owned(object, replacing: old, context) }
    object = mutate(object, old: old, &context, store: store)
    var metadata = object.metadata
    metadata.generation = GenerationRule.next(object, since: old)
    object = object.with(metadata)
    let problems = MetadataValidation.updateProblems(of: metadata, old: old.metadata)
    if !problems.isEmpty { throw .invalid(kind, name: metadata.name, problems) }
    try validateChange(object, old: old, &context, store: store)
    if context.isDryRun { return APIResponse(code: 200, body: object.json) }
    let stored = store.update(object, at: context.now)
    return APIResponse(code: 200, body: stored.json)
  }

  /// Version and uid of the object that the client knew.
  private func checkPreconditions(
    _ sent: ObjectMeta, old: APIObject
  ) throws(APIFailure) {
    let metadata = old.metadata
    if !sent.uid.isEmpty, sent.uid != metadata.uid {
      let kind = old.kind
      let group = kind.group.isEmpty ? "" : kind.group + "/"
      let place = metadata.namespace.isEmpty ? "" : metadata.namespace + "/"
      throw .conflict(
        kind, name: metadata.name,
        "StorageError: invalid object, Code: 4, Key: /registry/\(group)\(kind.plural)/\(place)"
          + "\(metadata.name), ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in "
          + "precondition: \(sent.uid), UID in object meta: \(metadata.uid)")
    }
    if !sent.resourceVersion.isEmpty, sent.resourceVersion != metadata.resourceVersion {
      throw .modified(old.kind, name: metadata.name)
    }
  }

  /// The sent metadata with everything that a client cannot change.
  ///
  /// k8s.io/apiserver/pkg/registry/rest/update.go, BeforeUpdate.
  private static func keptMetadata(_ sent: ObjectMeta, old: ObjectMeta) -> ObjectMeta {
    var metadata = sent
    metadata.name = old.name
    metadata.generateName = old.generateName
    metadata.namespace = old.namespace
    metadata.uid = old.uid
    metadata.resourceVersion = old.resourceVersion
    metadata.creationTimestamp = old.creationTimestamp
    metadata.deletionTimestamp = old.deletionTimestamp
    metadata.deletionGracePeriodSeconds = old.deletionGracePeriodSeconds
    metadata.generation = old.generation
    // An empty entry is the way to give up all ownership.
    if sent.rest["managedFields"] != [[:]] {
      metadata.rest["managedFields"] = old.rest["managedFields"]
    }
    metadata.rest["selfLink"] = nil
    return metadata
  }
}

extension APIObject {
  /// The object with the status of another version of it.
  func withStatus(of other: APIObject) -> APIObject {
    switch (self, other) {
    case (.virtualMachine(let own), .virtualMachine(let other)):
      var object = own.object
      object.status = other.object.status
      return object.erased
    case (.virtualMachineInstance(let own), .virtualMachineInstance(let other)):
      var object = own.object
      object.status = other.object.status
      return object.erased
    case (.migration(let own), .migration(let other)):
      var object = own.object
      object.status = other.object.status
      return object.erased
    case (.pod(let own), .pod(let other)):
      var object = own.object
      object.status = other.object.status
      return object.erased
    case (.node(let own), .node(let other)):
      var object = own.object
      object.status = other.object.status
      return object.erased
    case (.generic(let kind, let own), .generic(_, let other)):
      var object = own.object
      object.rest["status"] = other.object.rest["status"]
      return .generic(kind, Snapshot(object))
    default: return self
    }
  }
}
