import GodwitModel

/// Finds what the names of a scenario stand for, and reports those that stand for nothing.
struct NameResolver {
  let scope: DecodingScope
  /// The namespace of the step; empty is the scenario's own.
  var namespace = ""

  /// The names by which people call kinds; looked up, never iterated.
  private static let kinds: [String: ResourceKind] = {
    var kinds: [String: ResourceKind] = [:]
    for kind in ResourceKind.all {
      for name in [kind.singular, kind.plural] + kind.shortNames { kinds[name] = kind }
    }
    return kinds
  }()

  /// The kind called `name`; nil if there is none.
  static func kind(_ name: String) -> ResourceKind? { kinds[name] ?? ResourceKind.named(name) }

  /// Words for suggestions, the usual ones first.
  static let kindNames: [String] = ResourceKind.all.flatMap {
    $0.shortNames.prefix(1) + [$0.singular, $0.plural]
  }

  /// The parts of `kind/name`; nil if there is no slash.
  static func parts(of text: String) -> (kind: String, name: String)? {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    return (String(text[..<slash]), String(text[text.index(after: slash)...]))
  }

  /// The object `kind/name`, or `name` where the kind goes without saying.
  func target(_ text: String, at range: SourceRange, bareKind: ResourceKind? = nil) -> Target? {
    guard let parts = Self.parts(of: text) else {
      if let bareKind { return target(bareKind, text, at: range) }
      scope.problems.error(
        "\(text.quotedForMessage) names no object", at: range,
        hint: "write kind/name, such as \(example(of: text))")
      return nil
    }
    guard let kind = kind(parts.kind, at: range) else { return nil }
    return target(kind, parts.name, at: range)
  }

  /// What a text without a kind may have been meant to be.
  private func example(of text: String) -> String {
    if Self.kind(text) != nil { return text + "/NAME" }
    if scope.nodes.contains(text) { return "node/" + text }
    let isMigration = scope.isBound(text, to: .virtualMachineInstanceMigration)
    return (isMigration ? "vmim/" : "vmi/") + text
  }

  /// The kind called `name`; reports an unknown one.
  func kind(_ name: String, at range: SourceRange) -> ResourceKind? {
    if let kind = Self.kind(name) { return kind }
    scope.problems.error(
      "unknown kind \(name.quotedForMessage)", at: range,
      suggestion: Spelling.nearest(to: name, in: Self.kindNames))
    return nil
  }

  private func target(_ kind: ResourceKind, _ name: String, at range: SourceRange) -> Target? {
    if name.isEmpty {
      scope.problems.error("a name is missing after \(kind.singular)/", at: range)
      return nil
    }
    switch kind {
    case .virtualMachine, .virtualMachineInstance:
      return machine(kind, name, at: range).map { .object(kind, $0) }
    case .virtualMachineInstanceMigration:
      return migration(name, at: range).map { .object(kind, $0) }
    case .pod: return pod(name, at: range)
    case .node: return node(name, at: range).map { .object(kind, $0) }
    case .namespace: return isNamespace(name, at: range) ? .object(kind, name) : nil
    default: return .object(kind, name)
    }
  }

  /// The machine called `fedora`, `vm/fedora` or `vmi/fedora`.
  func machine(_ text: String, at range: SourceRange) -> String? {
    guard let parts = Self.parts(of: text) else {
      return machine(.virtualMachine, text, at: range)
    }
    guard let kind = kind(parts.kind, at: range) else { return nil }
    if kind == .virtualMachine || kind == .virtualMachineInstance {
      return machine(kind, parts.name, at: range)
    }
    scope.problems.error("\(text.quotedForMessage) is no virtual machine", at: range)
    return nil
  }

  private func machine(_ kind: ResourceKind, _ name: String, at range: SourceRange) -> String? {
    if scope.has(kind, namespace, name) || scope.isBound(name, to: kind)
      || scope.hasUnknownObjects
    {
      return name
    }
    missing("virtual machine", kind, name, at: range)
    return nil
  }

  /// The migration with this handle or name.
  func migration(_ name: String, at range: SourceRange) -> String? {
    let kind = ResourceKind.virtualMachineInstanceMigration
    if scope.isBound(name, to: kind) || scope.has(kind, namespace, name)
      || scope.hasUnknownObjects
    {
      return name
    }
    missing("migration", kind, name, at: range)
    return nil
  }

  private func missing(
    _ what: String, _ kind: ResourceKind, _ name: String, at range: SourceRange
  ) {
    let suggestion = Spelling.nearest(to: name, in: scope.names(of: kind, in: namespace))
    var hint: String?
    if suggestion == nil, let other = scope.namespace(of: kind, named: name) {
      hint = "it is in namespace \(other.quotedForMessage)"
    } else if suggestion == nil, what == "migration" {
      hint = "no earlier step binds this name"
    }
    scope.problems.error(
      "there is no \(what) \(name.quotedForMessage)", at: range, suggestion: suggestion,
      hint: hint)
  }

  /// `pod/fedora`, `pod/job.source`, `pod/job.target`, or a pod that was made or bound.
  private func pod(_ name: String, at range: SourceRange) -> Target? {
    if scope.has(.virtualMachine, namespace, name)
      || scope.has(.virtualMachineInstance, namespace, name)
    {
      return .activePod(virtualMachine: name)
    }
    if scope.has(.pod, namespace, name) || scope.isBound(name, to: .pod) {
      return .object(.pod, name)
    }
    if name.hasSuffix(".source") {
      return migration(String(name.dropLast(7)), at: range).map { .sourcePod(migration: $0) }
    }
    if name.hasSuffix(".target") {
      return migration(String(name.dropLast(7)), at: range).map { .targetPod(migration: $0) }
    }
    if scope.hasUnknownObjects { return .object(.pod, name) }
    let machines = scope.names(of: .virtualMachine, in: namespace)
    let isMigration = scope.isBound(name, to: .virtualMachineInstanceMigration)
    scope.problems.error(
      "there is no pod \(name.quotedForMessage)", at: range,
      suggestion: isMigration ? nil : Spelling.nearest(to: name, in: machines),
      hint: isMigration ? "a migration has pod/\(name).source and pod/\(name).target" : nil)
    return nil
  }

  /// The node called `node1` or `node/node1`.
  func node(_ text: String, at range: SourceRange) -> String? {
    var name = text
    if let parts = Self.parts(of: text) {
      guard kind(parts.kind, at: range) == .node else {
        scope.problems.error("\(text.quotedForMessage) is no node", at: range)
        return nil
      }
      name = parts.name
    }
    if scope.nodes.contains(name) { return name }
    scope.problems.error(
      "there is no node \(name.quotedForMessage)", at: range,
      suggestion: Spelling.nearest(to: name, in: scope.nodes.list))
    return nil
  }

  /// Whether the namespace is one of the scenario's; reports one that is not.
  @discardableResult
  func isNamespace(_ name: String, at range: SourceRange) -> Bool {
    if scope.namespaces.contains(name) || scope.hasUnknownObjects { return true }
    scope.problems.error(
      "there is no namespace \(name.quotedForMessage)", at: range,
      suggestion: Spelling.nearest(to: name, in: scope.namespaces.list))
    return false
  }

  /// The user of that name; reports an unknown one. Names of the system are taken as they are.
  func user(_ name: String, at range: SourceRange) -> String {
    if !scope.users.contains(name), !name.hasPrefix("system:") {
      scope.problems.error(
        "there is no user \(name.quotedForMessage)", at: range,
        suggestion: Spelling.nearest(to: name, in: scope.users.list))
    }
    return name
  }

  /// The client run of that name.
  func run(_ name: String, at range: SourceRange) -> String? {
    if scope.runs.contains(name) { return name }
    let suggestion = Spelling.nearest(to: name, in: scope.runs.list)
    scope.problems.error(
      "there is no run \(name.quotedForMessage)", at: range, suggestion: suggestion,
      hint: suggestion == nil ? "no earlier step starts a client with this name" : nil)
    return nil
  }

  /// A key of an expectation: an object, a collection, the console or a client run.
  func subject(_ text: String, at range: SourceRange) -> Subject? {
    guard let parts = Self.parts(of: text) else {
      if text == "console" || text == "run" {
        scope.problems.error(
          "a name is missing after \(text)", at: range,
          hint: text == "run" ? "write run/NAME" : "write console/VM")
        return nil
      }
      if let kind = Self.kind(text) { return .collection(kind) }
      scope.problems.error(
        "unknown kind \(text.quotedForMessage)", at: range,
        suggestion: Spelling.nearest(to: text, in: Self.kindNames + ["console", "run"]))
      return nil
    }
    switch parts.kind {
    case "console":
      return machine(parts.name, at: range).map { .console(virtualMachine: $0) }
    case "run": return run(parts.name, at: range).map { .clientRun($0) }
    default:
      guard Self.kind(parts.kind) != nil else {
        scope.problems.error(
          "unknown kind \(parts.kind.quotedForMessage)", at: range,
          suggestion: Spelling.nearest(
            to: parts.kind, in: Self.kindNames + ["console", "run"]))
        return nil
      }
      return target(text, at: range).map { .object($0) }
    }
  }
}

extension Target {
  /// The kind of the object.
  var kind: ResourceKind {
    switch self {
    case .object(let kind, _): kind
    case .activePod, .sourcePod, .targetPod: .pod
    }
  }
}
