import GodwitModel

/// What controllers own of the objects that they write.
enum ControllerFields {
  /// The object with `managedFields` that tell of a controller's write; `before` is nil for a new
  /// object.
  static func tracked(_ object: APIObject, before: APIObject?, at now: Instant) -> APIObject {
    let kind = object.kind
    let json = object.json
    var managed = ManagedFields(before?.metadata ?? object.metadata)
    var subresources = [""]
    if kind.hasStatusSubresource { subresources.append("status") }
    for subresource in subresources {
      let manager = FieldManager(
        kind, manager: name(kind, isNew: before == nil), operation: "Update",
        subresource: subresource, at: now)
      managed = manager.updated(from: before?.json, to: json, managed)
    }
    var metadata = object.metadata
    metadata.rest["managedFields"] = managed.json
    return object.with(metadata)
  }

  /// Which component writes a kind; the user agents of the recordings, but for the virt-handler and
  /// kubelet that they had stand-ins for.
  private static func name(_ kind: ResourceKind, isNew: Bool) -> String {
    switch kind {
    case .pod: isNew ? "virt-controller" : "kubelet"
    case .node: "kubelet"
    case .resourceQuota, .namespace, .persistentVolumeClaim, .serviceAccount:
      "kube-controller-manager"
    default: "virt-controller"
    }
  }
}
