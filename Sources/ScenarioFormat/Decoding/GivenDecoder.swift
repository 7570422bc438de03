import GodwitModel

/// Decodes `given`. The shapes of its values have been checked; what does not fit is passed over.
struct GivenDecoder {
  let scope: DecodingScope

  private var problems: DiagnosticCollector { scope.problems }
  private var names: NameResolver { NameResolver(scope: scope) }

  /// What is given; without a node, the defaults.
  func given(_ node: Node?) -> Given {
    var given = Given()
    given.cluster = ClusterDecoder(scope: scope).cluster(node?["cluster"])
    scope.consoleMinor = Versions.minor(ofConsole: given.cluster.consoleVersion)
    given.namespaces = namespaces(node)
    if let manifests = node?["manifests"] {
      given.manifests = ManifestDecoder(scope: scope).manifests(manifests, name: "manifests")
    }
    given.migrationPolicies = migrationPolicies(node?["migrationPolicies"])
    for group in node?["groups"]?.elements ?? [] {
      guard let name = newName(group, "group", &scope.groups) else { continue }
      var layout = GroupLayout(name: name)
      layout.rights = rights(group)
      given.groups.append(layout)
    }
    for user in node?["users"]?.elements ?? [] {
      if let layout = self.user(user) { given.users.append(layout) }
    }
    for machine in node?["virtualMachines"]?.elements ?? [] {
      if let layout = VirtualMachineDecoder(scope: scope).machine(machine) {
        given.virtualMachines.append(layout)
      }
    }
    return given
  }

  private func namespaces(_ node: Node?) -> [NamespaceLayout] {
    var own = NamespaceLayout(name: scope.ownNamespace)
    own.labels = Self.stringMap(node?["namespace"]?["labels"])
    own.annotations = Self.stringMap(node?["namespace"]?["annotations"])
    var layouts = [own]
    for namespace in node?["namespaces"]?.elements ?? [] {
      guard let name = newName(namespace, "namespace", &scope.namespaces) else { continue }
      var layout = NamespaceLayout(name: name)
      layout.labels = Self.stringMap(namespace["labels"])
      layout.annotations = Self.stringMap(namespace["annotations"])
      layouts.append(layout)
    }
    return layouts
  }

  /// The name of an element, if no other has it.
  private func newName(_ node: Node, _ what: String, _ known: inout NameSet) -> String? {
    guard let written = node["name"], let name = written.text else { return nil }
    if known.insert(name) { return name }
    problems.error("there are two \(what)s \(name.quotedForMessage)", at: written.range)
    return nil
  }

  private func user(_ node: Node) -> UserLayout? {
    guard let name = newName(node, "user", &scope.users) else { return nil }
    var layout = UserLayout(name: name)
    layout.rights = rights(node)
    for group in node["groups"]?.elements ?? [] {
      guard let name = group.text else { continue }
      layout.groups.append(name)
      if scope.groups.contains(name) || name.hasPrefix("system:") { continue }
      problems.error(
        "there is no group \(name.quotedForMessage)", at: group.range,
        suggestion: Spelling.nearest(to: name, in: scope.groups.list))
    }
    return layout
  }

  private func rights(_ node: Node) -> Rights {
    var rights = Rights()
    rights.roles = Self.texts(node["roles"])
    rights.rules = rules(node["rules"])
    rights.clusterRoles = Self.texts(node["clusterRoles"])
    rights.clusterRules = rules(node["clusterRules"])
    for namespace in node["namespaces"]?.elements ?? [] {
      guard let name = namespace.text else { continue }
      if names.isNamespace(name, at: namespace.range) { rights.namespaces.append(name) }
    }
    return rights
  }

  private func rules(_ node: Node?) -> [JSONValue] {
    let decoder = KubernetesValueDecoder(problems: problems)
    return (node?.elements ?? []).compactMap {
      decoder.value($0, .object("rbac.PolicyRule"), name: "rule")
    }
  }

  private func migrationPolicies(_ node: Node?) -> [JSONValue] {
    guard let node, !node.isInvalid else { return [] }
    guard let elements = node.elements else {
      problems.error(
        "migrationPolicies must be a list, not \(node.kindText)", at: node.range)
      return []
    }
    return elements.compactMap { migrationPolicy($0) }
  }

  /// A whole object, or a name and the fields of the spec, as a whole object.
  private func migrationPolicy(_ node: Node) -> JSONValue? {
    if node["kind"] != nil || node["metadata"] != nil {
      return ManifestDecoder(scope: scope).manifest(node, kind: .migrationPolicy)
    }
    ShapeChecker(problems: problems).check(node, Format.migrationPolicy)
    guard let entries = node.entries, let written = node["name"], let name = written.text else {
      return nil
    }
    if !scope.add(.migrationPolicy, "", name) {
      problems.error(
        "there are two migration policies \(name.quotedForMessage)", at: written.range)
    }
    var metadata: JSONObject = ["name": .string(name)]
    metadata["labels"] = Self.stringMap(node["labels"]).json
    metadata["annotations"] = Self.stringMap(node["annotations"]).json
    let own = Format.migrationPolicy
    let fields = entries.filter {
      own.key($0.key) == nil
        && KindSchema.field($0.key, ofType: "migrations.MigrationPolicySpec") != nil
    }
    let spec = KubernetesValueDecoder(problems: problems).object(
      fields, .object("migrations.MigrationPolicySpec"), name: name, at: node.range)
    return [
      "apiVersion": .string(ResourceKind.migrationPolicy.apiVersion),
      "kind": .string(ResourceKind.migrationPolicy.kind),
      "metadata": .object(metadata),
      "spec": .object(spec ?? JSONObject()),
    ]
  }

  /// The texts of a list.
  static func texts(_ node: Node?) -> [String] { node?.elements?.compactMap(\.text) ?? [] }

  /// The texts of a map; null values are left out.
  static func stringMap(_ node: Node?) -> StringMap {
    var map = StringMap()
    for entry in node?.entries ?? [] { map[entry.key] = entry.value.text }
    return map
  }
}
