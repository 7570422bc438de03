import GodwitModel

/// Decodes whole objects, as Kubernetes has them, and notes the names that they bring about.
struct ManifestDecoder {
  let scope: DecodingScope
  /// The namespace of an object that names none; empty is the scenario's own.
  var namespace = ""
  /// Whether the objects come about; not if the request is refused.
  var notesNames = true

  private static let kinds: [String: ResourceKind] = {
    var kinds: [String: ResourceKind] = [:]
    for kind in ResourceKind.all { kinds[kind.kind] = kind }
    return kinds
  }()

  /// A list of objects, or one object.
  func manifests(_ node: Node, name: String) -> [JSONValue] {
    if node.isInvalid { return [] }
    if node.entries != nil { return manifest(node).map { [$0] } ?? [] }
    guard let elements = node.elements else {
      scope.problems.error(
        "\(name) must be a list of objects, not \(node.kindText)", at: node.range)
      return []
    }
    return elements.compactMap { manifest($0) }
  }

  /// One object; nil if something is wrong with it.
  func manifest(_ node: Node, kind known: ResourceKind? = nil) -> JSONValue? {
    if node.isInvalid { return nil }
    guard let entries = node.entries else {
      scope.problems.error("an object must be a map, not \(node.kindText)", at: node.range)
      return nil
    }
    guard let kind = kind(of: node) else { return nil }
    if let known, kind != known {
      scope.problems.error(
        "kind is \(known.kind), not \(kind.kind)", at: node["kind"]?.range ?? node.range)
    }
    checkVersion(node, kind)
    let decoder = KubernetesValueDecoder(problems: scope.problems)
    let object = decoder.object(
      entries, KindSchema.shape(ofKind: kind.kind), name: kind.kind, at: node.range)
    noteName(node, kind)
    return object.map { .object($0) }
  }

  private func kind(of node: Node) -> ResourceKind? {
    guard let written = node["kind"] else {
      scope.problems.error("kind is missing in an object", at: node.range)
      return nil
    }
    guard let text = written.text else {
      scope.problems.error("kind must be text, not \(written.kindText)", at: written.range)
      return nil
    }
    if let kind = Self.kinds[text] { return kind }
    scope.problems.error(
      "unknown kind \(text.quotedForMessage)", at: written.range,
      suggestion: Spelling.nearest(to: text, in: ResourceKind.all.map(\.kind)))
    return nil
  }

  private func checkVersion(_ node: Node, _ kind: ResourceKind) {
    guard let version = node["apiVersion"] else {
      scope.problems.error(
        "apiVersion is missing in an object", at: node.range, hint: "it is \(kind.apiVersion)")
      return
    }
    guard let text = version.text, text != kind.apiVersion else { return }
    scope.problems.error(
      "apiVersion of \(kind.kind) is \(kind.apiVersion), not \(text.quotedForMessage)",
      at: version.range)
  }

  private func noteName(_ node: Node, _ kind: ResourceKind) {
    let metadata = node["metadata"]
    guard let written = metadata?["name"], let name = written.text, !name.isEmpty else {
      if metadata?["generateName"] == nil {
        scope.problems.error(
          "metadata.name is missing in an object", at: metadata?.range ?? node.range)
      }
      return
    }
    if !kind.allowsFreeNames, !TextRule.isObjectName(name) {
      scope.problems.error(
        "name \(TextRule.objectName.fault(of: name) ?? "")", at: written.range)
    }
    var place = namespace
    if let written = metadata?["namespace"], let text = written.text {
      if kind.isNamespaced {
        NameResolver(scope: scope).isNamespace(text, at: written.range)
        place = text
      } else {
        scope.problems.error("a \(kind.kind) has no namespace", at: written.range)
      }
    }
    if notesNames { note(kind, place, name) }
  }

  private func note(_ kind: ResourceKind, _ place: String, _ name: String) {
    scope.add(kind, place, name)
    switch kind {
    case .virtualMachine: scope.add(.virtualMachineInstance, place, name)
    case .namespace: scope.namespaces.insert(name)
    case .node: scope.nodes.insert(name)
    default: break
    }
  }
}

extension ResourceKind {
  /// Names of roles and their bindings may be any path segment.
  fileprivate var allowsFreeNames: Bool { group == "rbac.authorization.k8s.io" }
}
