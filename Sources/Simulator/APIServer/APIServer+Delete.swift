import GodwitModel

/// What a client may say about a deletion: its body, or its query.
struct DeleteOptions: Hashable, Sendable {
  var gracePeriodSeconds: Int?
  var propagationPolicy: String?
  var uid: String?
  var resourceVersion: String?

  init(_ request: APIRequest) {
    let body = request.body ?? .null
    gracePeriodSeconds =
      body["gracePeriodSeconds"]?.int ?? request.query("gracePeriodSeconds").flatMap { Int($0) }
    propagationPolicy =
      body["propagationPolicy"]?.string ?? request.query("propagationPolicy")
    uid = body["preconditions"]?["uid"]?.string
    resourceVersion = body["preconditions"]?["resourceVersion"]?.string
  }
}

extension APIServer {
  /// Deletes one object, or marks it as being deleted while something holds it.
  ///
  /// k8s.io/apiserver/pkg/registry/generic/registry/store.go, Delete.
  mutating func delete(
    _ kind: ResourceKind, _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    try readDeleteOptions(&context)
    let object = try stored(kind, context.target, store: store)
    let left = try delete(object, DeleteOptions(context.request), context, store: &store)
    if let left { return APIResponse(code: 200, body: left.json) }
    if Self.returnsDeleted(kind) { return APIResponse(code: 200, body: object.json) }
    let metadata = object.metadata
    return APIResponse(
      code: 200,
      body: [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success",
        "details": .object(
          APIFailure.details(
            name: metadata.name, group: kind.group, kind: kind.plural, uid: metadata.uid)),
      ])
  }

  /// Deletes every object that the selectors let through, and answers with them.
  mutating func deleteCollection(
    _ kind: ResourceKind, _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    try readDeleteOptions(&context)
    let objects = try selected(kind, context, store: store)
    let options = DeleteOptions(context.request)
    var left: [APIObject] = []
    for object in objects {
      left.append(try delete(object, options, context, store: &store) ?? object)
    }
    return listResponse(kind, left, store: store)
  }

  private func readDeleteOptions(_ context: inout RequestContext) throws(APIFailure) {
    try context.readDryRun("DeleteOptions")
    let values = (context.request.body?["dryRun"]?.array ?? []).compactMap(\.string)
    try context.setDryRun(values, "DeleteOptions")
    let policies = ["Foreground", "Background", "Orphan"]
    let policy = DeleteOptions(context.request).propagationPolicy
    if let policy, !policies.contains(policy) {
      throw .invalid(
        group: "meta.k8s.io", kind: "DeleteOptions", name: "",
        [
          .notSupported(
            "propagationPolicy", value: policy.goQuoted, supported: policies + ["nil"])
        ])
    }
  }

  /// Typed stores that answer a deletion with the object instead of a Status.
  private static func returnsDeleted(_ kind: ResourceKind) -> Bool {
    switch kind {
    case .pod, .persistentVolumeClaim, .serviceAccount, .resourceQuota: true
    default: false
    }
  }

  /// The object as it is left, being deleted; nil when it is gone.
  mutating func delete(
    _ object: APIObject, _ options: DeleteOptions, _ context: RequestContext,
    store: inout ObjectStore
  ) throws(APIFailure) -> APIObject? {
    let kind = object.kind
    if case .generic(.namespace, let namespace) = object {
      return try deleteNamespace(namespace.object, options, context, store: &store)
    }
    try Self.checkPreconditions(options, object)
    var metadata = object.metadata
    switch options.propagationPolicy {
    // Nothing belongs to an object of another kind, so a client sees it go at once.
    case _ where store.servesClients && !Self.isCollected(kind): break
    case "Orphan": Self.hold(&metadata, by: "orphan")
    case "Foreground": Self.hold(&metadata, by: "foregroundDeletion")
    default: break
    }
    if metadata.finalizers != object.metadata.finalizers, !context.isDryRun,
      !Self.isCollected(kind)
    {
      throw .notModelled("the propagation policy \(options.propagationPolicy ?? "")")
    }
    if case .pod(let pod) = object {
      return deletePod(pod.object, options, context, store: &store)
    }
    if metadata.finalizers.isEmpty {
      if !context.isDryRun { store.remove(object.key, at: context.now) }
      return nil
    }
    if metadata.isBeingDeleted {
      if metadata.finalizers == object.metadata.finalizers { return object }
      let held = object.with(metadata)
      return context.isDryRun ? held : store.update(held, at: context.now)
    }
    metadata.deletionTimestamp = Timestamp(context.now)
    metadata.deletionGracePeriodSeconds = 0
    if metadata.generation > 0 { metadata.generation += 1 }
    let marked = object.with(metadata)
    return context.isDryRun ? marked : store.update(marked, at: context.now)
  }

  /// Whether the garbage collector is there for what belongs to objects of a kind.
  private static func isCollected(_ kind: ResourceKind) -> Bool {
    switch kind {
    case .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration: true
    default: false
    }
  }

  private static func hold(_ metadata: inout ObjectMeta, by finalizer: String) {
    if !metadata.finalizers.contains(finalizer) { metadata.finalizers.append(finalizer) }
  }

  private static func checkPreconditions(
    _ options: DeleteOptions, _ object: APIObject
  ) throws(APIFailure) {
    let metadata = object.metadata
    let kind = object.kind
    func conflict(_ text: String) -> APIFailure {
      // The storage layer names the kind here, not the plural (recorded).
      .conflict(group: kind.group, resource: kind.kind, name: metadata.name, text)
    }
    if let uid = options.uid, uid != metadata.uid {
      throw conflict(
        "the UID in the precondition (\(uid)) does not match the UID in record (\(metadata.uid)). "
          + "The object might have been deleted and then recreated")
    }
    if let version = options.resourceVersion, version != metadata.resourceVersion {
      throw conflict(
        "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion "
          + "in record (\(metadata.resourceVersion)). The object might have been modified")
    }
  }

  /// Pods get time to end: the kubelet removes them when they have.
  ///
  /// k8s.io/kubernetes/pkg/registry/core/pod/strategy.go, CheckGracefulDelete, and
  /// k8s.io/apiserver/pkg/registry/rest/delete.go, BeforeDelete.
  private func deletePod(
    _ pod: Pod, _ options: DeleteOptions, _ context: RequestContext, store: inout ObjectStore
  ) -> APIObject? {
    var grace =
      options.gracePeriodSeconds ?? pod.metadata.deletionGracePeriodSeconds
      ?? pod.spec.terminationGracePeriodSeconds ?? 30
    if pod.spec.nodeName.isEmpty || pod.status.phase.isFinal { grace = 0 }
    if let present = pod.metadata.deletionGracePeriodSeconds, present <= grace, grace > 0 {
      return pod.erased
    }
    var marked = pod
    if marked.metadata.deletionTimestamp == nil, marked.metadata.generation > 0 {
      marked.metadata.generation += 1
    }
    marked.metadata.deletionTimestamp = Timestamp(context.now + .seconds(Int64(max(grace, 0))))
    marked.metadata.deletionGracePeriodSeconds = max(grace, 0)
    let isGone = grace <= 0 && pod.metadata.finalizers.isEmpty
    if context.isDryRun { return isGone ? nil : marked.erased }
    // Watches see the mark before the end, even when both come at once (recorded).
    let stored = store.update(marked.erased, at: context.now)
    if isGone { store.remove(pod.key, at: context.now) }
    return isGone ? nil : stored
  }
}
