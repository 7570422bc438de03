import GodwitModel

/// Namespaces end in two steps: a deletion marks them, and the namespace controller removes them
/// once nothing is left in them.
extension APIServer {
  /// Namespaces that nobody deletes: k8s.io/apiserver
  /// pkg/admission/plugin/namespace/lifecycle/admission.go, Register.
  static let immortalNamespaces: Set<String> = ["default", "kube-system", "kube-public"]

  /// Marks a namespace as being deleted; the object as it is left, nil when it is gone.
  ///
  /// k8s.io/kubernetes pkg/registry/core/namespace/storage/storage.go, Delete: the phase changes
  /// with the first deletion, a further one changes nothing, and there is no grace period.
  func deleteNamespace(
    _ namespace: GenericObject, _ options: DeleteOptions, _ context: RequestContext,
    store: inout ObjectStore
  ) throws(APIFailure) -> APIObject? {
    let metadata = namespace.metadata
    try Self.checkPreconditions(options, ofNamespace: metadata)
    if Self.immortalNamespaces.contains(metadata.name) {
      throw .forbidden(.namespace, name: metadata.name, "this namespace may not be deleted")
    }
    let object = APIObject.generic(.namespace, Snapshot(namespace))
    if metadata.isBeingDeleted {
      if namespace.holdsNamespace { return object }
      if !context.isDryRun { store.remove(object.key, at: context.now) }
      return nil
    }
    var marked = namespace
    marked.metadata.deletionTimestamp = Timestamp(context.now)
    marked.rest.set("Terminating", at: ["status", "phase"])
    let result = APIObject.generic(.namespace, Snapshot(marked))
    return context.isDryRun ? result : store.update(result, at: context.now)
  }

  private static func checkPreconditions(
    _ options: DeleteOptions, ofNamespace metadata: ObjectMeta
  ) throws(APIFailure) {
    func conflict(_ what: String, _ wanted: String, _ present: String) -> APIFailure {
      .conflict(
        .namespace, name: metadata.name,
        "Precondition failed: \(what) in precondition: \(wanted), \(what) in object meta: "
          + present)
    }
    if let uid = options.uid, uid != metadata.uid { throw conflict("UID", uid, metadata.uid) }
    if let version = options.resourceVersion, version != metadata.resourceVersion {
      throw conflict("ResourceVersion", version, metadata.resourceVersion)
    }
  }

  /// The NamespaceLifecycle plugin: nothing is created in a namespace that is not there, or that
  /// is being deleted.
  ///
  /// k8s.io/apiserver pkg/admission/plugin/namespace/lifecycle/admission.go, Admit. It comes before
  /// a name is made, so that an object without one goes by its prefix (pkg/admission/errors.go,
  /// extractResourceName).
  static func checkNamespace(
    _ name: String, for kind: ResourceKind, _ sent: JSONValue, store: ObjectStore
  ) throws(APIFailure) {
    guard let namespace = store.table(.namespace)?["", name]?.object else {
      throw .notFound(.namespace, name: name)
    }
    guard namespace.isTerminating else { return }
    let metadata = sent["metadata"]
    let names = ["name", "generateName"].compactMap { metadata?[$0]?.string }
    let object = names.first { !$0.isEmpty } ?? "Unknown"
    throw .terminatingNamespace(name, kind, object: object)
  }
}

extension APIFailure {
  /// An object that an admission plugin does not let through.
  ///
  /// k8s.io/apimachinery pkg/api/errors/errors.go, NewForbidden.
  static func forbidden(
    _ kind: ResourceKind, name: String, _ reason: String, causes: [FailureCause] = []
  ) -> APIFailure {
    APIFailure(
      code: 403, reason: "Forbidden",
      message: "\(kind.qualifiedPlural) \(name.goQuoted) is forbidden: \(reason)",
      details: details(name: name, group: kind.group, kind: kind.plural, causes: causes))
  }

  /// Something new in a namespace that is being deleted.
  static func terminatingNamespace(
    _ namespace: String, _ kind: ResourceKind, object: String
  ) -> APIFailure {
    forbidden(
      kind, name: object,
      "unable to create new content in namespace \(namespace) because it is being terminated",
      causes: [
        FailureCause(
          reason: "NamespaceTerminating", message: "namespace \(namespace) is being terminated",
          field: "metadata.namespace")
      ])
  }
}

extension GenericObject {
  /// Whether a namespace's phase says that it is being deleted.
  var isTerminating: Bool { rest["status"]?["phase"] == "Terminating" }

  /// Whether the namespace controller, or somebody else, still holds a namespace by its
  /// specification's finalizers.
  var holdsNamespace: Bool { rest["spec"]?["finalizers"]?.array?.isEmpty == false }
}
