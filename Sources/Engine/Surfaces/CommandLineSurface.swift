import GodwitModel

/// What a person does with `oc` or `kubectl`, as the requests that these send.
struct CommandLineSurface {
  let context: SurfaceContext

  /// Creates the manifest of a migration.
  func migrate(_ virtualMachine: String, to destination: MigrationDestination?) -> Procedure {
    var metadata = JSONObject()
    if let name = context.name {
      metadata.append("name", .string(name))
    } else {
      metadata.append("generateName", .string(virtualMachine + "-migration-"))
    }
    metadata.append("namespace", .string(context.namespace))
    if let labels = context.labels.json { metadata.append("labels", labels) }
    if let annotations = context.annotations.json { metadata.append("annotations", annotations) }
    var spec = JSONObject()
    if let selector = destination?.nodeSelector.json {
      spec.append("addedNodeSelector", selector)
    }
    spec.append("vmiName", .string(virtualMachine))
    return create([
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
        "metadata": .object(metadata), "spec": .object(spec),
      ]
    ])
  }

  /// Deletes a migration, or a VM's newest open one, which is looked up first.
  func cancel(_ target: CancelTarget) -> Procedure {
    switch target {
    case .migration(let handle):
      return .catchUp {
        let migration = Target.object(.virtualMachineInstanceMigration, handle)
        return delete(migration, force: false)
      }
    case .virtualMachine(let name):
      let query = [QueryItem("labelSelector", MigrationList.label + "=" + name)]
      let list = context.request(
        .get, context.path(.virtualMachineInstanceMigration), query: query)
      return .send(list) { response in
        guard response.isSuccess else { return .done(ActionOutcome(response: response)) }
        guard let open = MigrationList(response).newestOpen else {
          return .done(ActionOutcome(response: .notFound("no open migration of \(name)")))
        }
        let key = ObjectKey(
          .virtualMachineInstanceMigration, namespace: context.namespace, name: open.name)
        return delete(key, force: false)
      }
    }
  }

  /// Creates objects in their order, until one is refused.
  func create(_ manifests: [JSONValue]) -> Procedure {
    .sequence(manifests.map { manifest in { _ in post(manifest) } })
  }

  private func post(_ manifest: JSONValue) -> Procedure {
    guard let kind = ManifestKind.kind(of: manifest) else {
      return .notModelled("a manifest needs apiVersion and kind")
    }
    let namespace = manifest.value(at: ["metadata", "namespace"])?.string ?? context.namespace
    let query = [QueryItem("fieldManager", "kubectl-create"), Self.strict]
    let request = context.request(
      .post, APIRequest.path(of: kind, namespace: namespace), query: query,
      body: ManifestKind.with(namespace: namespace, in: manifest, kind))
    return .send(request) { response in
      .done(ActionOutcome(response: response, created: Self.created(kind, response)))
    }
  }

  /// As `kubectl apply`: creates what is not there, and patches what is.
  func apply(_ manifests: [JSONValue]) -> Procedure {
    .sequence(manifests.map { manifest in { _ in applyOne(manifest) } })
  }

  private func applyOne(_ manifest: JSONValue) -> Procedure {
    guard let kind = ManifestKind.kind(of: manifest),
      let name = manifest.value(at: ["metadata", "name"])?.string
    else { return .notModelled("apply needs apiVersion, kind and metadata.name") }
    let namespace = manifest.value(at: ["metadata", "namespace"])?.string ?? context.namespace
    let path = APIRequest.path(of: kind, namespace: namespace, name: name)
    let complete = ManifestKind.with(namespace: namespace, in: manifest, kind)
    let applied = LastApplied.annotated(complete)
    return .send(context.request(.get, path)) { response in
      let query = [QueryItem("fieldManager", "kubectl-client-side-apply"), Self.strict]
      if response.code == 404 {
        let request = context.request(
          .post, APIRequest.path(of: kind, namespace: namespace), query: query, body: applied)
        return .send(request) {
          .done(ActionOutcome(response: $0, created: Self.created(kind, $0)))
        }
      }
      guard let live = response.body, response.isSuccess else {
        return .done(ActionOutcome(response: response))
      }
      let request = context.request(
        .patch, path, query: query, patch: .merge,
        body: LastApplied.patch(from: live, to: applied))
      return .send(request) { .done(ActionOutcome(response: $0)) }
    }
  }

  func patch(_ edits: [ObjectEdit]) -> Procedure {
    edit(edits, manager: "kubectl-patch") { $0.value }
  }

  func label(_ edits: [ObjectEdit]) -> Procedure {
    edit(edits, manager: "kubectl-label") { ["metadata": ["labels": $0.value]] }
  }

  func annotate(_ edits: [ObjectEdit]) -> Procedure {
    edit(edits, manager: "kubectl-annotate") { ["metadata": ["annotations": $0.value]] }
  }

  private func edit(
    _ edits: [ObjectEdit], manager: String, body: @escaping (ObjectEdit) -> JSONValue
  ) -> Procedure {
    .catchUp {
      .sequence(
        edits.map { edit in
          { _ in
            guard let key = context.key(edit.target) else { return context.missing(edit.target) }
            let request = context.request(
              .patch,
              APIRequest.path(of: key.kind, namespace: key.namespace, name: key.name),
              query: [QueryItem("fieldManager", manager)], patch: .merge, body: body(edit))
            return .send(request) { .done(ActionOutcome(response: $0)) }
          }
        })
    }
  }

  /// Deletes an object; `force` leaves it no grace period.
  func delete(_ target: Target, force: Bool) -> Procedure {
    guard let key = context.key(target) else { return context.missing(target) }
    return delete(key, force: force)
  }

  func delete(_ key: ObjectKey, force: Bool) -> Procedure {
    let path = APIRequest.path(of: key.kind, namespace: key.namespace, name: key.name)
    var options = JSONObject()
    if force { options.append("gracePeriodSeconds", 0) }
    options.append("propagationPolicy", "Background")
    return .send(context.request(.delete, path, body: .object(options))) {
      .done(ActionOutcome(response: $0))
    }
  }

  /// Asks the API to evict a pod.
  func evict(_ target: Target) -> Procedure {
    .catchUp {
      guard let key = context.key(target) else { return context.missing(target) }
      return .send(Eviction.request(of: key, as: context.user)) {
        .done(ActionOutcome(response: $0))
      }
    }
  }

  private static let strict = QueryItem("fieldValidation", "Strict")

  private static func created(
    _ kind: ResourceKind, _ response: APIResponse
  ) -> ActionOutcome.Created? {
    guard response.isSuccess, let metadata = response.body?["metadata"],
      let name = metadata["name"]?.string
    else { return nil }
    let key = ObjectKey(kind, namespace: metadata["namespace"]?.string ?? "", name: name)
    return .object(
      key, uid: metadata["uid"]?.string ?? "",
      virtualMachine: response.body?.value(at: ["spec", "vmiName"])?.string)
  }
}

extension SurfaceContext {
  /// The object that a target means, whether or not it was observed yet.
  func key(_ target: Target) -> ObjectKey? {
    if case .object(let kind, let name) = target,
      let bound = evaluation.bindings.object(name, of: kind)
    {
      return bound.key
    }
    if case .object(let key, _) = evaluation.resolve(target) { return key }
    // The API knows better than the watch whether an object of that name exists.
    guard case .object(let kind, let name) = target else { return nil }
    return ObjectKey(kind, namespace: namespace, name: name)
  }

  /// Ends a procedure whose target does not exist, as the API would answer.
  func missing(_ target: Target) -> Procedure {
    let reason: String
    switch evaluation.resolve(target) {
    case .unbound(let text): return .done(ActionOutcome(mistake: text))
    case .nothing(let text): reason = text
    case .object(let key, _): reason = "\(key) does not exist"
    }
    return .done(ActionOutcome(response: .notFound(reason)))
  }
}

extension APIResponse {
  /// The answer for something that a person could not even ask for, because it is not there.
  static func notFound(_ message: String) -> APIResponse {
    APIResponse(
      code: 404,
      body: [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
        "message": .string(message), "reason": "NotFound", "code": 404,
      ])
  }
}

extension MigrationDestination {
  /// The selector that takes a migration there.
  var nodeSelector: StringMap {
    switch self {
    case .node(let name): ["kubernetes.io/hostname": name]
    case .labels(let labels): labels
    }
  }
}
