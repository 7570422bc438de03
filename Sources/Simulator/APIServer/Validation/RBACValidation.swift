import GodwitModel

/// The validation of roles and bindings.
///
/// k8s.io/kubernetes/pkg/apis/rbac/validation/validation.go.
enum RBACValidation {
  static func validate(_ object: APIObject) throws(APIFailure) {
    guard case .generic(let kind, let snapshot) = object else { return }
    switch kind {
    case .roleBinding, .clusterRoleBinding: try validate(binding: snapshot.object, kind)
    case .role, .clusterRole: try validate(role: snapshot.object, kind)
    default: return
    }
  }

  static func validateChange(_ object: APIObject, old: APIObject) throws(APIFailure) {
    try validate(object)
    guard case .generic(let kind, let new) = object, case .generic(_, let old) = old,
      kind == .roleBinding || kind == .clusterRoleBinding,
      let role = new.object.rest["roleRef"], role != old.object.rest["roleRef"]
    else { return }
    throw .invalid(
      kind, name: new.object.metadata.name,
      [.invalid("roleRef", value: role.text, "cannot change roleRef")])
  }

  private static func validate(
    binding: GenericObject, _ kind: ResourceKind
  ) throws(APIFailure) {
    var problems: [FieldProblem] = []
    let role = binding.rest["roleRef"] ?? .null
    let kinds = kind == .roleBinding ? ["ClusterRole", "Role"] : ["ClusterRole"]
    let name = role["kind"]?.string ?? ""
    if !kinds.contains(name) {
      problems.append(
        .notSupported("roleRef.kind", value: name.goQuoted, supported: kinds))
    }
    if (role["name"]?.string ?? "").isEmpty { problems.append(.required("roleRef.name", "")) }
    for (index, subject) in (binding.rest["subjects"]?.array ?? []).enumerated() {
      let field = "subjects[\(index)]"
      if (subject["name"]?.string ?? "").isEmpty { problems.append(.required(field + ".name", "")) }
      let known = ["ServiceAccount", "User", "Group"]
      let kind = subject["kind"]?.string ?? ""
      if !known.contains(kind) {
        problems.append(
          .notSupported(
            field + ".kind", value: kind.goQuoted, supported: ["Group", "ServiceAccount", "User"]))
      }
      if kind == "ServiceAccount", (subject["namespace"]?.string ?? "").isEmpty {
        problems.append(.required(field + ".namespace", ""))
      }
    }
    if !problems.isEmpty { throw .invalid(kind, name: binding.metadata.name, problems) }
  }

  private static func validate(role: GenericObject, _ kind: ResourceKind) throws(APIFailure) {
    var problems: [FieldProblem] = []
    for (index, rule) in (role.rest["rules"]?.array ?? []).enumerated() {
      let field = "rules[\(index)]"
      if (rule["verbs"]?.array ?? []).isEmpty {
        problems.append(.required(field + ".verbs", "verbs must contain at least one value"))
      }
      if rule["nonResourceURLs"] != nil { continue }
      if (rule["apiGroups"]?.array ?? []).isEmpty {
        problems.append(
          .required(
            field + ".apiGroups", "resource rules must supply at least one api group"))
      }
      if (rule["resources"]?.array ?? []).isEmpty {
        problems.append(
          .required(field + ".resources", "resource rules must supply at least one resource"))
      }
    }
    if !problems.isEmpty { throw .invalid(kind, name: role.metadata.name, problems) }
  }
}
