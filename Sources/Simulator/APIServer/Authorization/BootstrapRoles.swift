import GivenObjects
import GodwitModel

/// The roles and bindings that a cluster with KubeVirt has before anyone adds some.
package enum BootstrapRoles {
  /// Adds the built-in ClusterRoles and bindings of a version of KubeVirt to a store.
  ///
  /// This takes some twenty writes, so a store with them should be made once and copied.
  package static func add(to store: inout ObjectStore, _ profile: KubeVirtProfile, at now: Instant)
  {
    for role in read(minor: profile.minor) {
      store.create(.generic(.clusterRole, Snapshot(role)), at: now)
    }
    for binding in bindings {
      let subjects = binding.groups.map { RightsManifests.subject("Group", $0) }
      let object = RightsManifests.binding(
        name: binding.name, namespace: "", role: ("ClusterRole", binding.role),
        subjects: subjects)
      store.create(object, at: now)
    }
  }

  // MARK: Reading the table

  private static func read(minor: Int) -> [GenericObject] {
    var roles: [GenericObject] = []
    var rules: [JSONValue] = []
    var role: GenericObject?
    func finish() {
      guard var finished = role else { return }
      finished.rest["rules"] = .array(rules)
      roles.append(finished)
    }
    for line in table.split(separator: "\n") {
      var words = line.split(separator: " ")[...]
      let isServed = isServed(&words, minor: minor)
      if line.hasPrefix(" ") {
        if isServed, role != nil { rules.append(rule(Array(words), minor: minor)) }
      } else {
        finish()
        rules = []
        role = isServed ? self.role(Array(words)) : nil
      }
    }
    finish()
    return roles
  }

  /// Takes `<5` or `>=5` off the front: whether it holds.
  private static func isServed(_ words: inout ArraySlice<Substring>, minor: Int) -> Bool {
    guard let first = words.first else { return false }
    if first.hasPrefix(">="), let bound = Int(first.dropFirst(2)) {
      words = words.dropFirst()
      return minor >= bound
    }
    if first.hasPrefix("<"), let bound = Int(first.dropFirst()) {
      words = words.dropFirst()
      return minor < bound
    }
    return true
  }

  private static func role(_ words: [Substring]) -> GenericObject {
    var role = GenericObject()
    role.metadata.name = String(words.first ?? "")
    for word in words.dropFirst() {
      if word.hasPrefix("@") {
        role.rest["aggregationRule"] = [
          "clusterRoleSelectors": [
            ["matchLabels": .object(JSONObject([(String(word.dropFirst()), .string("true"))]))]
          ]
        ]
        continue
      }
      let parts = word.split(separator: "=", omittingEmptySubsequences: false)
      role.metadata.labels[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return role
  }

  private static func rule(_ words: [Substring], minor: Int) -> JSONValue {
    guard words.count >= 3 else { return [:] }
    let verbs = verbs(words[2])
    if words[0] == "url" { return ["nonResourceURLs": list(words[1]), "verbs": verbs] }
    let groups: JSONValue = words[0] == "core" ? [""] : list(words[0])
    let resources = words[1].split(separator: ",").compactMap { word -> JSONValue? in
      let parts = word.split(separator: "@")
      if parts.count == 2, let bound = Int(parts[1]), minor < bound { return nil }
      return .string(String(parts[0]))
    }
    return ["apiGroups": groups, "resources": .array(resources), "verbs": verbs]
  }

  private static func verbs(_ text: Substring) -> JSONValue {
    var verbs: [JSONValue] = []
    for word in text.split(separator: ",") {
      switch word {
      case "all": verbs += ["get", "delete", "create", "update", "patch", "list", "watch"]
      case "write": verbs += ["create", "delete", "deletecollection", "patch", "update"]
      default: verbs.append(.string(String(word)))
      }
    }
    return .array(verbs)
  }

  private static func list(_ text: Substring) -> JSONValue {
    .array(text.split(separator: ",").map { .string(String($0)) })
  }
}
