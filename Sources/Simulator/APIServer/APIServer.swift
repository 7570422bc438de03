import GodwitModel

/// The API server of the simulated cluster: it answers requests as kube-apiserver 1.36 with
/// KubeVirt's webhooks does, word for word where a recording shows the words.
///
/// It keeps no objects: they are in the ``ObjectStore`` that every call is given. Watches are no
/// requests here; they are served from the store's log.
package struct APIServer: Sendable {
  package let settings: APIServerSettings
  /// For answers that need random text but must not shift the store's: those of dry runs.
  var dryRunIdentifiers: SeededGenerator
  /// The ids of firmware that KubeVirt's webhooks draw for new VMs.
  private var firmwareIdentifiers: SeededGenerator
  var effects: [SideEffect] = []
  var authorizer = Authorizer()
  /// Whether objects may be as they are stored rather than as the schema asks for them: what a
  /// scenario takes as given.
  var takesStoredForms = false

  package init(settings: APIServerSettings = APIServerSettings(), seed: UInt64) {
    self.settings = settings
    dryRunIdentifiers = SeededGenerator(seed: seed, purpose: "dry-run")
    firmwareIdentifiers = SeededGenerator(seed: seed, purpose: "firmware")
  }

  /// Draws everything random under another seed from now on.
  mutating func goOn(under seed: UInt64) {
    dryRunIdentifiers = SeededGenerator(seed: seed, purpose: "dry-run")
    firmwareIdentifiers = SeededGenerator(seed: seed, purpose: "firmware")
  }

  /// Calls `body` with the stream for ids of firmware; a dry run does not shift it.
  mutating func withFirmwareIdentifiers(
    isDryRun: Bool, _ body: (inout SeededGenerator) -> Void
  ) {
    if isDryRun { body(&dryRunIdentifiers) } else { body(&firmwareIdentifiers) }
  }

  /// What a request brings about besides writes to the store.
  package enum SideEffect: Hashable, Sendable {
    /// virt-api calls the virt-handler of the VMI's node.
    case pauseGuest(namespace: String, name: String)
    case unpauseGuest(namespace: String, name: String)
  }

  /// Takes the side effects of the requests since the last time, in order.
  package mutating func takeSideEffects() -> [SideEffect] {
    defer { effects.removeAll() }
    return effects
  }

  /// Answers one request at the time `now`; an accepted write is in `store` afterwards.
  package mutating func handle(
    _ request: APIRequest, store: inout ObjectStore, now: Instant
  ) -> APIResponse {
    var context = RequestContext(request, now: now)
    store.isAnswering = true
    defer { store.isAnswering = false }
    do {
      try authorizer.authorize(context, store: store)
      var response = try respond(&context, store: &store)
      response.warnings += context.warnings
      return response
    } catch {
      var failure = error
      failure.warnings += context.warnings
      return failure.response
    }
  }

  /// Answers a request that is authorised.
  private mutating func respond(
    _ context: inout RequestContext, store: inout ObjectStore
  ) throws(APIFailure) -> APIResponse {
    let target = context.target
    if target.nonResourcePath != nil { throw .unknownPath }
    switch target.group {
    case "subresources.kubevirt.io": return try respondForKubeVirt(&context, store: &store)
    case "authorization.k8s.io", "authentication.k8s.io":
      return try review(context, store: store)
    default: break
    }
    guard let kind = target.kind else { throw .unknownPath }
    if kind.isNamespaced, target.namespace.isEmpty, target.verb != "list" {
      throw .unknownPath
    }
    if !kind.isNamespaced, !target.namespace.isEmpty { throw .unknownPath }
    try checkSubresource(target, kind)
    if kind == .pod, target.subresource == "eviction" {
      return try evict(&context, store: &store)
    }
    switch target.verb {
    case "get": return try get(kind, context, store: store)
    case "list": return try list(kind, context, store: store)
    case "create": return try create(kind, &context, store: &store)
    case "update": return try update(kind, &context, store: &store)
    case "patch": return try patch(kind, &context, store: &store)
    case "delete": return try delete(kind, &context, store: &store)
    case "deletecollection": return try deleteCollection(kind, &context, store: &store)
    case "watch": throw .badRequest("godwit: a watch is no request of the simulator")
    default: throw .methodNotAllowed(group: kind.group, resource: kind.plural, verb: target.verb)
    }
  }

  /// What Kubernetes has and the simulator has not: connections to containers that do not run.
  private static let known: [ResourceKind: Set<String>] = [
    .pod: [
      "attach", "binding", "ephemeralcontainers", "exec", "log", "portforward", "proxy", "resize",
    ],
    .node: ["proxy"], .namespace: ["finalize"],
  ]

  /// Refuses subresources that the kind does not have.
  private func checkSubresource(
    _ target: RequestTarget, _ kind: ResourceKind
  ) throws(APIFailure) {
    switch target.subresource {
    case "": return
    case "status" where kind.hasStatusSubresource: return
    case "eviction" where kind == .pod && target.verb == "create": return
    case let name where Self.known[kind]?.contains(name) == true:
      throw .notModelled("the subresource \(kind.plural)/\(name)")
    default:
      // A custom resource answers as if the object were not there (recorded for `scale`).
      throw kind.isCustomResource ? .notFound(kind, name: target.name) : .unknownPath
    }
  }
}

extension ResourceKind {
  /// Whether the kind is defined by a CustomResourceDefinition.
  var isCustomResource: Bool { group == "kubevirt.io" || group.hasSuffix(".kubevirt.io") }
}
