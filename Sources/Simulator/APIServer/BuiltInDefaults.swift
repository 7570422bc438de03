import GodwitModel

/// What kube-apiserver fills in of built-in kinds that clients send.
///
/// k8s.io/kubernetes/pkg/apis/core/v1/defaults.go, pkg/registry/core/namespace/strategy.go and
/// pkg/apis/rbac/v1/defaults.go.
enum BuiltInDefaults {
  static func apply(to object: APIObject) -> APIObject {
    guard case .generic(let kind, let snapshot) = object else { return object }
    var changed = snapshot.object
    switch kind {
    case .secret: fillSecret(&changed.rest)
    case .namespace:
      if changed.rest["spec"]?["finalizers"] == nil {
        changed.rest.set(["kubernetes"], at: ["spec", "finalizers"])
      }
    case .persistentVolumeClaim:
      if changed.rest["spec"]?["volumeMode"] == nil {
        changed.rest.set("Filesystem", at: ["spec", "volumeMode"])
      }
    case .roleBinding, .clusterRoleBinding: fillBinding(&changed.rest)
    default: return object
    }
    return .generic(kind, Snapshot(changed))
  }

  /// `stringData` becomes part of `data` and is never seen again.
  private static func fillSecret(_ secret: inout JSONObject) {
    if secret["type"] == nil { secret["type"] = "Opaque" }
    guard let texts = secret["stringData"]?.object else { return }
    var data = secret["data"]?.object ?? JSONObject()
    for text in texts.members {
      data[text.key] = .string(StandardBase64.encoded(Array((text.value.string ?? "").utf8)))
    }
    secret["stringData"] = nil
    secret["data"] = .object(data)
  }

  private static func fillBinding(_ binding: inout JSONObject) {
    let group = "rbac.authorization.k8s.io"
    if binding["roleRef"]?["apiGroup"] == nil, binding["roleRef"] != nil {
      binding.set(.string(group), at: ["roleRef", "apiGroup"])
    }
    guard let subjects = binding["subjects"]?.array else { return }
    binding["subjects"] = .array(
      subjects.map { subject in
        guard case .object(var members) = subject, members["apiGroup"] == nil,
          members["kind"] == "User" || members["kind"] == "Group"
        else { return subject }
        members["apiGroup"] = .string(group)
        return .object(members)
      })
  }
}
