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
    for grant in grants(user, namespace: access.namespace, store: store) {
      guard let rules = grant.rules else {
        problems.append(grant.missingRole)
        continue
      }
      if rules.contains(where: { PolicyRule.allows($0, access) }) {
        return Decision(isAllowed: true, reason: "RBAC: allowed by " + grant.text)
      }
    }
    guard let first = problems.first else { return Decision(isAllowed: false, reason: "") }
    let list = problems.count == 1 ? first : "[" + problems.joined(separator: ", ") + "]"
    return Decision(isAllowed: false, reason: "RBAC: " + list)
  }

  /// A binding that names a user, and the rules of its role; nil when there is no such role.
  struct Grant {
    let rules: [JSONValue]?
    /// `ClusterRoleBinding "a" of ClusterRole "b" to User "c"`.
    let text: String
    let missingRole: String
  }

  /// The bindings that name a user: those of the cluster, then those of the namespace.
  func grants(_ user: UserInfo, namespace: String, store: ObjectStore) -> [Grant] {
    var grants: [Grant] = []
    for binding in store.table(.clusterRoleBinding)?.all ?? [] {
      grants += grant(binding.object, user, namespace: "", store: store)
    }
    if namespace.isEmpty { return grants }
    for binding in store.table(.roleBinding)?.all ?? []
    where binding.object.metadata.namespace == namespace {
      grants += grant(binding.object, user, namespace: namespace, store: store)
    }
    return grants
  }

  private func grant(
    _ binding: GenericObject, _ user: UserInfo, namespace: String, store: ObjectStore
  ) -> [Grant] {
    let subjects = binding.rest["subjects"]?.array ?? []
    guard let subject = subjects.first(where: { Self.names($0, user, namespace: namespace) })
    else { return [] }
    let role = binding.rest["roleRef"] ?? .null
    let kind = role["kind"]?.string ?? ""
    let name = role["name"]?.string ?? ""
    let place = namespace.isEmpty ? "" : "/" + namespace
    let type = namespace.isEmpty ? "ClusterRoleBinding" : "RoleBinding"
    return [
      Grant(
        rules: rules(of: kind, name, namespace: namespace, store: store),
        text: "\(type) \((binding.metadata.name + place).goQuoted) of \(kind) \(name.goQuoted) to "
          + Self.text(of: subject, namespace: namespace),
        missingRole: "\(kind.lowercased()).rbac.authorization.k8s.io \(name.goQuoted) not found")
    ]
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

  /// The rules of a role by name; nil when there is no such role.
  func rules(
    of kind: String, _ name: String, namespace: String, store: ObjectStore
  ) -> [JSONValue]? {
    if kind == "Role" {
      return store.table(.role)?[namespace, name]?.object.rest["rules"]?.array
    }
    guard let role = store.table(.clusterRole)?["", name]?.object else { return nil }
    return rules(of: role, store: store, depth: 0)
  }

  /// The rules of a ClusterRole, with those that it aggregates.
  private func rules(of role: GenericObject, store: ObjectStore, depth: Int) -> [JSONValue] {
    let own = role.rest["rules"]?.array ?? []
    // Built-in roles aggregate two levels deep; the bound only guards against circles.
    guard let selectors = role.rest["aggregationRule"]?["clusterRoleSelectors"]?.array, depth < 5
    else { return own }
    let labels = selectors.compactMap { LabelSelector(json: $0) }
    var rules: [JSONValue] = []
    for other in store.table(.clusterRole)?.all ?? []
    where other.object.metadata.name != role.metadata.name {
      guard labels.contains(where: { $0.matches(other.object.metadata.labels) }) else { continue }
      rules += self.rules(of: other.object, store: store, depth: depth + 1)
    }
    return rules
  }

  // MARK: Refusal

  /// k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go.
  static func forbidden(
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
