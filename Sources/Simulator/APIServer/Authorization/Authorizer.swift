import GodwitModel

/// Role-based access control over the roles and bindings in the store.
///
/// k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac. Aggregated ClusterRoles are evaluated live
/// from the labels of the others, as if their controller took no time.
package struct Authorizer: Sendable {
  package init() {}

  /// The answer to a question of access.
  package struct Decision: Hashable, Sendable {
    package var isAllowed: Bool
    /// Which binding allows it, or which roles could not be found.
    package var reason: String
  }

  /// Refuses a request that its user may not make.
  func authorize(_ context: RequestContext, store: ObjectStore) throws(APIFailure) {
    if Self.isUnrestricted(context.user) { return }
    let access = AccessAttributes(context.target)
    let decision = decide(context.user, access, store: store)
    if !decision.isAllowed {
      throw Self.forbidden(context.user, access, reason: decision.reason)
    }
  }

  /// Members of `system:masters` are never asked.
  private static func isUnrestricted(_ user: UserInfo) -> Bool {
    user.groups.contains("system:masters")
  }

  /// Whether `user` may do what `access` describes.
  package func decide(
    _ user: UserInfo, _ access: AccessAttributes, store: ObjectStore
  ) -> Decision {
    if Self.isUnrestricted(user) { return Decision(isAllowed: true, reason: "") }
    var problems: [String] = []
    for binding in bindings(of: user, namespace: access.namespace, store: store) {
      let allows = roleRules(of: binding, store: store) { PolicyRule.allows($0, access) }
      switch allows {
      case true?: return Decision(isAllowed: true, reason: "RBAC: allowed by " + binding.text)
      case false?: continue
      case nil: problems.append(binding.missingRole)
      }
    }
    guard let first = problems.first else { return Decision(isAllowed: false, reason: "") }
    let list = problems.count == 1 ? first : "[" + problems.joined(separator: ", ") + "]"
    return Decision(isAllowed: false, reason: "RBAC: " + list)
  }

  /// A binding that names a user.
  private struct BoundRole {
    let binding: GenericObject
    let subject: JSONValue
    /// Empty for a binding of the whole cluster.
    let namespace: String
    let kind: String
    let name: String

    /// `ClusterRoleBinding "a" of ClusterRole "b" to User "c"`.
    var text: String {
      let type = namespace.isEmpty ? "ClusterRoleBinding" : "RoleBinding"
      let place = namespace.isEmpty ? "" : "/" + namespace
      return "\(type) \((binding.metadata.name + place).goQuoted) of \(kind) \(name.goQuoted) to "
        + Authorizer.text(of: subject, namespace: namespace)
    }

    var missingRole: String {
      "\(kind.lowercased()).rbac.authorization.k8s.io \(name.goQuoted) not found"
    }
  }

  /// The rules that a user has in a namespace, those of the whole cluster first.
  func rules(of user: UserInfo, namespace: String, store: ObjectStore) -> [JSONValue] {
    var rules: [JSONValue] = []
    for binding in bindings(of: user, namespace: namespace, store: store) {
      _ = roleRules(of: binding, store: store) {
        rules.append($0)
        return false
      }
    }
    return rules
  }

  /// The bindings that name a user: those of the cluster, then those of the namespace.
  private func bindings(
    of user: UserInfo, namespace: String, store: ObjectStore
  ) -> [BoundRole] {
    var bound: [BoundRole] = []
    for binding in store.table(.clusterRoleBinding)?.all ?? [] {
      if let role = boundRole(binding.object, user, namespace: "") { bound.append(role) }
    }
    if namespace.isEmpty { return bound }
    for binding in store.table(.roleBinding)?.all ?? []
    where binding.object.metadata.namespace == namespace {
      if let role = boundRole(binding.object, user, namespace: namespace) { bound.append(role) }
    }
    return bound
  }

  private func boundRole(
    _ binding: GenericObject, _ user: UserInfo, namespace: String
  ) -> BoundRole? {
    let subjects = binding.rest["subjects"]?.array ?? []
    guard let subject = subjects.first(where: { Self.names($0, user, namespace: namespace) })
    else { return nil }
    let role = binding.rest["roleRef"]
    return BoundRole(
      binding: binding, subject: subject, namespace: namespace,
      kind: role?["kind"]?.string ?? "", name: role?["name"]?.string ?? "")
  }

  private static func names(_ subject: JSONValue, _ user: UserInfo, namespace: String) -> Bool {
    let name = subject["name"]?.string ?? ""
    switch subject["kind"]?.string {
    case "User": return name == user.name
    case "Group": return user.groups.contains(name)
    case "ServiceAccount":
      let place = subject["namespace"]?.string ?? namespace
      return user.name == "system:serviceaccount:\(place):\(name)"
    default: return false
    }
  }

  private static func text(of subject: JSONValue, namespace: String) -> String {
    let kind = subject["kind"]?.string ?? ""
    var name = subject["name"]?.string ?? ""
    if kind == "ServiceAccount" { name += "/" + (subject["namespace"]?.string ?? namespace) }
    return kind + " " + name.goQuoted
  }

  // MARK: Roles

  /// Whether `accepts` takes one of the rules of a bound role; nil when there is no such role.
  private func roleRules(
    of bound: BoundRole, store: ObjectStore, _ accepts: (JSONValue) -> Bool
  ) -> Bool? {
    if bound.kind == "Role" {
      return store.table(.role)?[bound.namespace, bound.name].map {
        ($0.object.rest["rules"]?.array ?? []).contains(where: accepts)
      }
    }
    guard let roles = store.table(.clusterRole), let role = roles["", bound.name]?.object
    else { return nil }
    return Self.contains(role, in: roles.all, depth: 0, accepts)
  }

  /// The rules of a role by name; nil when there is no such role.
  func rules(
    of kind: String, _ name: String, namespace: String, store: ObjectStore
  ) -> [JSONValue]? {
    let bound = BoundRole(
      binding: GenericObject(), subject: .null, namespace: namespace, kind: kind, name: name)
    var rules: [JSONValue] = []
    let found = roleRules(of: bound, store: store) {
      rules.append($0)
      return false
    }
    if found == nil { return nil }
    return rules
  }

  /// Whether `accepts` takes one of the rules of a ClusterRole or of those that it aggregates.
  private static func contains(
    _ role: GenericObject, in roles: [Snapshot<GenericObject>], depth: Int,
    _ accepts: (JSONValue) -> Bool
  ) -> Bool {
    // Built-in roles aggregate two levels deep; the bound only guards against circles.
    guard let selectors = role.rest["aggregationRule"]?["clusterRoleSelectors"]?.array, depth < 5
    else { return (role.rest["rules"]?.array ?? []).contains(where: accepts) }
    let labels = selectors.compactMap { LabelSelector(json: $0) }
    for other in roles {
      let metadata = other.object.metadata
      guard !metadata.labels.isEmpty, metadata.name != role.metadata.name,
        labels.contains(where: { $0.matches(metadata.labels) })
      else { continue }
      if contains(other.object, in: roles, depth: depth + 1, accepts) { return true }
    }
    return false
  }

  // MARK: Refusal

  /// k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go.
  package static func forbidden(
    _ user: UserInfo, _ access: AccessAttributes, reason: String
  ) -> APIFailure {
    let who = "User \(user.name.goQuoted) cannot \(access.verb) "
    let why = reason.isEmpty ? "" : ": " + reason
    if let path = access.nonResourcePath {
      return APIFailure(
        code: 403, reason: "Forbidden",
        message: "forbidden: " + who + "path \(path.goQuoted)" + why, details: JSONObject())
    }
    let qualified = access.group.isEmpty ? access.resource : access.resource + "." + access.group
    let place =
      access.namespace.isEmpty
      ? "at the cluster scope" : "in the namespace \(access.namespace.goQuoted)"
    let name = access.name.isEmpty ? "" : " " + access.name.goQuoted
    return APIFailure(
      code: 403, reason: "Forbidden",
      message: "\(qualified)\(name) is forbidden: " + who
        + "resource \(access.resourceWithSubresource.goQuoted) in API group "
        + "\(access.group.goQuoted) " + place + why,
      details: APIFailure.details(
        name: access.name, group: access.group, kind: access.resource))
  }
}
