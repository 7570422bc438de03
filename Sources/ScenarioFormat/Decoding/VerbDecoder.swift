import GodwitModel

/// Decodes the verb of a `when` and what it acts on.
struct VerbDecoder {
  let names: NameResolver
  /// The whole `when`.
  let node: Node
  let surface: When.Surface
  let outcome: AnswerDecoder.Outcome

  private var problems: DiagnosticCollector { names.scope.problems }

  /// The verb; nil if something is wrong with it.
  func verb(_ shape: Format.VerbShape, _ entry: Node.Entry) -> Verb? {
    let value = entry.value
    if value.isInvalid { return nil }
    switch shape.name {
    case "create": return manifests(value, shape.name).map { .create($0) }
    case "apply": return manifests(value, shape.name).map { .apply($0) }
    case "patch", "label", "annotate", "taint", "untaint":
      return EditDecoder(names: names).edits(value, verb: shape.name).map { edits in
        switch shape.name {
        case "patch": .patch(edits)
        case "label": .label(edits)
        case "annotate": .annotate(edits)
        case "taint": .taint(edits)
        default: .untaint(edits)
        }
      }
    default: break
    }
    let before = problems.errorCount
    ShapeChecker(problems: problems).check(
      value, shape.target, name: shape.name,
      hintForMap: "what belongs to it stands beside it: { \(shape.name): NAME, as: … }")
    guard problems.errorCount == before else { return nil }
    if shape.name == "oc" || shape.name == "virtctl" { return client(shape.name, value) }
    guard let text = value.text else { return nil }
    return onTarget(shape.name, text, at: value.range)
  }

  private func onTarget(_ verb: String, _ text: String, at range: SourceRange) -> Verb? {
    switch verb {
    case "migrate": return migrate(text, at: range)
    case "cancel": return cancel(text, at: range).map { .cancel($0) }
    case "delete":
      let isForced = node["force"]?.scalar?.boolean ?? false
      return names.target(text, at: range).map { .delete($0, force: isForced) }
    case "drain": return names.node(text, at: range).map { .drain(node: $0) }
    case "cordon": return names.node(text, at: range).map { .cordon(node: $0) }
    case "uncordon": return names.node(text, at: range).map { .uncordon(node: $0) }
    case "evict": return evict(text, at: range)
    case "start": return names.machine(text, at: range).map { .start(virtualMachine: $0) }
    case "stop": return names.machine(text, at: range).map { .stop(virtualMachine: $0) }
    case "restart": return names.machine(text, at: range).map { .restart(virtualMachine: $0) }
    case "pause": return names.machine(text, at: range).map { .pause(virtualMachine: $0) }
    case "unpause": return names.machine(text, at: range).map { .unpause(virtualMachine: $0) }
    case "kill": return faultTarget(text, at: range).map { .kill($0) }
    case "heal": return faultTarget(text, at: range).map { .heal($0) }
    case "fail":
      let message = node["message"]?.text ?? ""
      return copy(text, at: range).map { .failCopy(migration: $0, message: message) }
    case "stall": return copy(text, at: range).map { .stallCopy(migration: $0) }
    case "resume": return copy(text, at: range).map { .resumeCopy(migration: $0) }
    case "wait": return Span(parsing: text).map { .wait($0) }
    default: return nil
    }
  }

  private func migrate(_ text: String, at range: SourceRange) -> Verb? {
    for key in ["labels", "annotations"] where surface != .cli {
      guard let written = node[key] else { continue }
      problems.error(
        "\(surface.rawValue) gives a migration no \(key)", at: written.range,
        hint: "only via: cli does")
    }
    var destination: MigrationDestination?
    if let to = node["to"] {
      if let name = to.text {
        destination = names.node(name, at: to.range).map { .node($0) }
      } else if to.entries != nil {
        if surface == .console {
          problems.error("the console sends a VM to a node, not to labels", at: to.range)
        }
        if to.entries?.isEmpty == true { problems.error("to is empty", at: to.range) }
        destination = .labels(GivenDecoder.stringMap(to))
      }
    }
    return names.machine(text, at: range).map { .migrate(virtualMachine: $0, to: destination) }
  }

  private func cancel(_ text: String, at range: SourceRange) -> CancelTarget? {
    let migrations = ResourceKind.virtualMachineInstanceMigration
    if let parts = NameResolver.parts(of: text) {
      guard let kind = names.kind(parts.kind, at: range) else { return nil }
      if kind == migrations {
        return names.migration(parts.name, at: range).map { .migration($0) }
      }
      return names.machine(text, at: range).map { .virtualMachine($0) }
    }
    let scope = names.scope
    if scope.has(.virtualMachine, names.namespace, text), !scope.isBound(text, to: migrations),
      !scope.has(migrations, names.namespace, text)
    {
      problems.error(
        "\(text.quotedForMessage) is a virtual machine, not a migration", at: range,
        hint: "write vm/\(text) for its open migration")
      return nil
    }
    return names.migration(text, at: range).map { .migration($0) }
  }

  /// A bare name is a machine; an instance is evicted by its pod.
  private func evict(_ text: String, at range: SourceRange) -> Verb? {
    guard let parts = NameResolver.parts(of: text) else {
      return names.machine(text, at: range).map { .evict(.activePod(virtualMachine: $0)) }
    }
    guard let kind = names.kind(parts.kind, at: range) else { return nil }
    switch kind {
    case .pod: return names.target(text, at: range).map { .evict($0) }
    case .virtualMachine, .virtualMachineInstance:
      return names.machine(text, at: range).map { .evict(.activePod(virtualMachine: $0)) }
    default:
      problems.error("\(text.quotedForMessage) cannot be evicted", at: range)
      return nil
    }
  }

  private func faultTarget(_ text: String, at range: SourceRange) -> FaultTarget? {
    guard let parts = NameResolver.parts(of: text) else {
      return names.node(text, at: range).map { .node($0) }
    }
    switch parts.kind {
    case "virt-handler":
      return names.node(parts.name, at: range).map { .virtHandler(node: $0) }
    case "node": return names.node(parts.name, at: range).map { .node($0) }
    case "pod": return names.target(text, at: range).map { .pod($0) }
    default:
      let known = ["node", "virt-handler", "pod"]
      let suggestion = Spelling.nearest(to: parts.kind, in: known)
      problems.error(
        "\(parts.kind.quotedForMessage) cannot be killed or healed", at: range,
        suggestion: suggestion,
        hint: suggestion == nil ? "write \(known.map { $0 + "/NAME" }.joinedWithOr)" : nil)
      return nil
    }
  }

  /// `copy/job`, or the bare name of a migration.
  private func copy(_ text: String, at range: SourceRange) -> String? {
    guard let parts = NameResolver.parts(of: text) else {
      return names.migration(text, at: range)
    }
    guard parts.kind == "copy" else {
      problems.error(
        "\(text.quotedForMessage) is no copy", at: range, hint: "write copy/MIGRATION")
      return nil
    }
    return names.migration(parts.name, at: range)
  }

  private func manifests(_ value: Node, _ name: String) -> [JSONValue]? {
    let before = problems.errorCount
    var decoder = ManifestDecoder(scope: names.scope, namespace: names.namespace)
    decoder.notesNames = outcome != .refused
    let manifests = decoder.manifests(value, name: name)
    if manifests.isEmpty, problems.errorCount == before {
      problems.error("\(name) is empty", at: value.range)
    }
    return problems.errorCount == before ? manifests : nil
  }

  private func client(_ name: String, _ value: Node) -> Verb? {
    let arguments = value.elements?.compactMap(\.text) ?? []
    if name == "virtctl" { return .virtctl(arguments) }
    let makers: Set<String> = ["create", "apply", "run", "new-project", "replace"]
    if arguments.contains(where: { makers.contains($0) }) { names.scope.hasUnknownObjects = true }
    return .oc(arguments)
  }
}
