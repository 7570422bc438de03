import GodwitModel

extension APIServer {
  /// Stores a new object: decode, mutate, validate, admit, store.
  mutating func create(
    _ kind: ResourceKind, _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    guard context.target.name.isEmpty else {
      throw .methodNotAllowed(group: kind.group, resource: kind.plural, verb: "create")
    }
    try context.readDryRun("CreateOptions")
    let decoder = ObjectDecoder(kind, context.request, settings.profile)
    let decoded = try decoder.check(context.request.body, warnings: &context.warnings)
    return try create(decoded, with: decoder, &context, store: &store)
  }

  /// Stores a new object of which the fields are checked.
  mutating func create(
    _ decoded: ObjectDecoder.Decoded, with decoder: ObjectDecoder,
    _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let kind = decoder.kind
    let namespace = context.target.namespace
    let sent = decoded.json["metadata"]?["namespace"]?.string ?? ""
    if kind.isNamespaced, !sent.isEmpty, sent != namespace {
      throw .badRequest(
        "the namespace of the provided object does not match the namespace sent on the request")
    }
    if kind.isNamespaced {
      try Self.checkNamespace(namespace, for: kind, decoded.json, store: store)
    }
    if let failure = WebhookSchema.failure(decoded, kind: kind) { throw failure }
    var object = BuiltInDefaults.apply(to: try decoder.decode(decoded))
    object = object.with(Self.newMetadata(object.metadata, kind: kind, namespace: namespace))
    object = object.withoutNewStatus
    if store.servesClients { object = ownedFromStart(object, as: decoded.json, context) }
    object = mutate(object, &context, store: store)
    object = named(object, context, store: &store)
    let problems = MetadataValidation.problems(of: object.metadata, kind: kind)
    if !problems.isEmpty { throw .invalid(kind, name: object.metadata.name, problems) }
    try validateNew(object, &context, store: store)
    if store.object(object.key) != nil {
      throw .alreadyExists(kind, name: object.metadata.name)
    }
    if context.isDryRun {
      var metadata = object.metadata
      metadata.uid = dryRunIdentifiers.uid()
      metadata.creationTimestamp = Timestamp(context.now)
      return APIResponse(code: 201, body: object.with(metadata).json)
    }
    let version = decoded.json["metadata"]?["resourceVersion"]?.string ?? ""
    if !version.isEmpty, version != "0", context.appliedFields == nil {
      // k8s.io/apiserver/pkg/storage/etcd3/store.go, Create: no `Status`, so it has no reason.
      throw APIFailure(
        code: 500, message: "resourceVersion should not be set on objects to be created")
    }
    let created = store.create(object, at: context.now)
    return APIResponse(code: 201, body: created.json)
  }

  /// The metadata that a client may choose, and what the server fills in before the webhooks.
  ///
  /// k8s.io/apiserver/pkg/registry/rest/create.go, BeforeCreate.
  private static func newMetadata(
    _ sent: ObjectMeta, kind: ResourceKind, namespace: String
  ) -> ObjectMeta {
    var metadata = sent
    metadata.namespace = kind.isNamespaced ? namespace : ""
    metadata.uid = ""
    metadata.resourceVersion = ""
    metadata.creationTimestamp = nil
    metadata.deletionTimestamp = nil
    metadata.deletionGracePeriodSeconds = nil
    metadata.generation = GenerationRule.initial(kind)
    metadata.rest["managedFields"] = nil
    metadata.rest["selfLink"] = nil
    if kind == .namespace, !metadata.name.isEmpty {
      metadata.labels["kubernetes.io/metadata.name"] = metadata.name
    }
    return metadata
  }

  /// The object with a name, made of `generateName` if it has none.
  ///
  /// k8s.io/apiserver/pkg/storage/names/generate.go: at most 58 characters are kept of the prefix.
  private mutating func named(
    _ object: APIObject, _ context: RequestContext, store: inout ObjectStore
  ) -> APIObject {
    var metadata = object.metadata
    guard metadata.name.isEmpty, !metadata.generateName.isEmpty else { return object }
    let suffix =
      context.isDryRun ? dryRunIdentifiers.nameSuffix(length: 5) : store.makeNameSuffix()
    metadata.name = String(metadata.generateName.prefix(58)) + suffix
    return object.with(metadata)
  }
}

extension APIObject {
  /// The object as it is first stored: whoever creates it has no say in the status of a kind that
  /// has a subresource for it; nodes are the exception.
  var withoutNewStatus: APIObject {
    switch self {
    case .virtualMachine(let snapshot):
      var object = snapshot.object
      object.status = VirtualMachineStatus()
      return object.erased
    case .migration(let snapshot):
      var object = snapshot.object
      object.status = VirtualMachineInstanceMigrationStatus()
      return object.erased
    case .pod(let snapshot):
      var object = snapshot.object
      object.status = PodStatus()
      object.status.phase = .pending
      return object.erased
    case .generic(let kind, let snapshot):
      guard kind.hasStatusSubresource else { return self }
      var object = snapshot.object
      object.rest["status"] = Self.firstStatus(of: kind)
      return .generic(kind, Snapshot(object))
    case .virtualMachineInstance, .node, .event: return self
    }
  }

  private static func firstStatus(of kind: ResourceKind) -> JSONValue? {
    switch kind {
    case .namespace: ["phase": "Active"]
    case .persistentVolumeClaim: ["phase": "Pending"]
    case .resourceQuota: [:]
    default: nil
    }
  }
}
