import GodwitModel

/// Nobody grants rights that they do not have themselves.
///
/// k8s.io/kubernetes/pkg/registry/rbac/validation/rule.go, ConfirmNoEscalation, and
/// pkg/registry/rbac/escalation_check.go.
extension Authorizer {
  /// Refuses a new or changed role or binding by which `user` would grant more than they have.
  func checkEscalation(
    _ object: APIObject, _ user: UserInfo, store: ObjectStore
  ) throws(APIFailure) {
    guard case .generic(let kind, let snapshot) = object, !user.groups.contains("system:masters")
    else { return }
    switch kind {
    case .role, .clusterRole:
      let rules = snapshot.object.rest["rules"]?.array ?? []
      try confirm(rules, of: object, user, verb: "escalate", role: kind, store: store)
    case .roleBinding, .clusterRoleBinding:
      let role = snapshot.object.rest["roleRef"] ?? .null
      let name = role["name"]?.string ?? ""
      let roleKind: ResourceKind = role["kind"] == "Role" ? .role : .clusterRole
      guard
        let rules = rules(
          of: roleKind.kind, name, namespace: object.metadata.namespace, store: store)
      else { throw .notFound(roleKind, name: name) }
      try confirm(
        rules, of: object, user, verb: "bind", role: roleKind, name: name, store: store)
    default: return
    }
  }

  private func confirm(
    _ rules: [JSONValue], of object: APIObject, _ user: UserInfo, verb: String,
    role: ResourceKind, name: String? = nil, store: ObjectStore
  ) throws(APIFailure) {
    let namespace = object.metadata.namespace
    let exemption = AccessAttributes(
      verb: verb, group: role.group, resource: role.plural, namespace: namespace,
      name: name ?? object.metadata.name)
    if decide(user, exemption, store: store).isAllowed { return }
    let held = self.rules(of: user, namespace: namespace, store: store)
    var missing = MissingRules()
    for rule in rules { missing.add(rule, held: held) }
    if missing.isEmpty { return }
    let kind = object.kind
    let groups = user.groups.map(\.goQuoted).joined(separator: " ")
    throw APIFailure(
      code: 403, reason: "Forbidden",
      message: "\(kind.qualifiedPlural) \(object.metadata.name.goQuoted) is forbidden: user "
        + "\(user.name.goQuoted) (groups=[\(groups)]) is attempting to grant RBAC permissions not "
        + "currently held:\n" + missing.text,
      details: APIFailure.details(
        name: object.metadata.name, group: kind.group, kind: kind.plural))
  }
}

/// The rules that somebody lacks, with the verbs of one resource put together.
private struct MissingRules {
  private struct Entry {
    /// Everything but the verbs, as Go prints it.
    let subject: String
    var verbs: [String]
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  /// One line a rule, in the order of the lines.
  var text: String {
    entries
      .map { "{\($0.subject), Verbs:[\($0.verbs.map(\.goQuoted).joined(separator: " "))]}" }
      .sorted().joined(separator: "\n")
  }

  /// Adds what of `rule` no rule of `held` allows, broken down to single rights.
  mutating func add(_ rule: JSONValue, held: [JSONValue]) {
    func list(_ key: String) -> [String] { (rule[key]?.array ?? []).compactMap(\.string) }
    for path in list("nonResourceURLs") {
      for verb in list("verbs") {
        let access = AccessAttributes(verb: verb, nonResourcePath: path)
        if !held.contains(where: { PolicyRule.allows($0, access) }) {
          add(verb, to: "NonResourceURLs:[\(path.goQuoted)]")
        }
      }
    }
    let names = list("resourceNames")
    for group in list("apiGroups") {
      for resource in list("resources") {
        for name in names.isEmpty ? [""] : names {
          for verb in list("verbs") {
            let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
            let access = AccessAttributes(
              verb: verb, group: group, resource: parts.first ?? "",
              subresource: parts.count > 1 ? parts[1] : "", name: name)
            if held.contains(where: { PolicyRule.allows($0, access) }) { continue }
            let suffix = name.isEmpty ? "" : ", ResourceNames:[\(name.goQuoted)]"
            add(
              verb,
              to: "APIGroups:[\(group.goQuoted)], Resources:[\(resource.goQuoted)]" + suffix)
          }
        }
      }
    }
  }

  private mutating func add(_ verb: String, to subject: String) {
    if let index = entries.firstIndex(where: { $0.subject == subject }) {
      entries[index].verbs.append(verb)
    } else {
      entries.append(Entry(subject: subject, verbs: [verb]))
    }
  }
}
