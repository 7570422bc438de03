/// What matrix, `count` and `${…}` may still add to a file.
final class ExpansionBudget {
  fileprivate var nodes = ReadingLimits.expandedNodes
  fileprivate var text = ReadingLimits.substitutedText
  fileprivate(set) var isExhausted = false
}

/// Puts values in for `${key}`: in texts, keys, and whole values.
final class Substitution {
  /// The names that are known at a place, with their values.
  struct Environment {
    private(set) var values: [(name: String, node: Node)]

    init(_ values: [(name: String, node: Node)]) { self.values = values }

    func value(of name: String) -> Node? {
      for value in values where value.name == name { return value.node }
      return nil
    }

    /// The same with one name more.
    func adding(_ name: String, _ node: Node) -> Environment {
      Environment(values + [(name, node)])
    }
  }

  private let problems: DiagnosticCollector
  /// Names that were used, for finding keys of a matrix that are not.
  private(set) var usedNames: Set<String> = []
  private let budget: ExpansionBudget

  init(problems: DiagnosticCollector, budget: ExpansionBudget) {
    self.problems = problems
    self.budget = budget
  }

  /// Whether the file has become too large; nothing more is put in then.
  var isExhausted: Bool { budget.isExhausted }

  /// Notes that a name has an effect.
  func markUsed(_ name: String) { usedNames.insert(name) }

  /// Takes `count` nodes from the budget of the file; reports once when it is spent.
  func spend(nodes count: Int, at range: SourceRange) {
    budget.nodes -= count
    if budget.nodes < 0 { exhaust(range) }
  }

  private func exhaust(_ range: SourceRange) {
    guard !isExhausted else { return }
    budget.isExhausted = true
    problems.error("matrix, count and ${…} make the file too large", at: range)
  }

  /// The node with everything put in; with `escaping`, texts are escaped for a `$matches`.
  func apply(_ node: Node, _ environment: Environment, escaping: Bool = false) -> Node {
    guard node.hasReferences, !isExhausted else { return node }
    var result = node
    result.hasReferences = false
    switch node.content {
    case .invalid: break
    case .scalar(let scalar):
      return substitute(scalar, node.range, environment, escaping: escaping)
    case .sequence(let elements):
      result.content = .sequence(
        elements.map { apply($0, environment, escaping: escaping) })
    case .mapping(let entries):
      let members = apply(entries, environment, escaping: escaping)
      result.content = members.map { .mapping($0) } ?? .invalid
    }
    return result
  }

  /// The entries; nil if a key cannot be made.
  private func apply(
    _ entries: [Node.Entry], _ environment: Environment, escaping: Bool
  ) -> [Node.Entry]? {
    var result: [Node.Entry] = []
    result.reserveCapacity(entries.count)
    var keys: Set<String> = []
    let checksKeys = entries.contains { $0.key.utf8.contains(UInt8(ascii: "$")) }
    for entry in entries {
      var entry = entry
      if checksKeys {
        guard let key = text(of: entry.key, entry.keyRange, environment) else { return nil }
        entry.key = key
        if !keys.insert(entry.key).inserted {
          problems.error("duplicate key \(entry.key.quotedForMessage)", at: entry.keyRange)
          continue
        }
      }
      entry.value = apply(
        entry.value, environment, escaping: escaping || entry.key == "$matches")
      result.append(entry)
    }
    return result
  }

  private func text(
    of key: String, _ range: SourceRange, _ environment: Environment
  ) -> String? {
    let node = substitute(
      Node.Scalar(text: key, style: .plain), range, environment, escaping: false)
    if let text = node.text { return text }
    if !node.isInvalid {
      problems.error("a key must be text, not \(node.kindText)", at: range)
    }
    return nil
  }

  private func substitute(
    _ scalar: Node.Scalar, _ range: SourceRange, _ environment: Environment, escaping: Bool
  ) -> Node {
    let pieces = ReferenceParser.pieces(of: scalar.text)
    if case .reference(let name, _) = pieces.first, pieces.count == 1 {
      guard let value = lookUp(name, 0, scalar, range, environment) else { return invalid(range) }
      spend(nodes: value.size, at: range)
      var result = value
      result.range = range
      if escaping, let text = value.text {
        result.content = .scalar(
          Node.Scalar(text: RegularExpressionSyntax.escape(text), style: .doubleQuoted))
      }
      return result
    }
    var text = ""
    var isSubstituted = false
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .unclosed(let offset):
        problems.error(
          "\"${\" without \"}\"", at: place(offset, 2, scalar, range),
          hint: "write \"$${\" for these characters")
        return invalid(range)
      case .reference(let name, let offset):
        guard let value = lookUp(name, offset, scalar, range, environment) else {
          return invalid(range)
        }
        guard let part = value.scalar?.text else {
          if !value.isInvalid {
            problems.error(
              "${\(name)} is \(value.kindText)",
              at: place(offset, name.utf8.count + 3, scalar, range),
              hint: "it can only be the whole value")
          }
          return invalid(range)
        }
        isSubstituted = true
        text += escaping ? RegularExpressionSyntax.escape(part) : part
        budget.text -= part.utf8.count
        if budget.text < 0 { exhaust(range) }
        if isExhausted { return invalid(range) }
      }
    }
    return Node(text: text, style: isSubstituted ? .doubleQuoted : scalar.style, range: range)
  }

  private func lookUp(
    _ name: String, _ offset: Int, _ scalar: Node.Scalar, _ range: SourceRange,
    _ environment: Environment
  ) -> Node? {
    if let value = environment.value(of: name) {
      usedNames.insert(name)
      return value
    }
    let hint = name == "n" ? "${n} counts where count stands" : nil
    problems.error(
      "unknown name ${\(name)}", at: place(offset, name.unicodeScalars.count + 3, scalar, range),
      suggestion: hint == nil
        ? Spelling.nearest(to: name, in: environment.values.map(\.name)).map { "${\($0)}" } : nil,
      hint: hint)
    return nil
  }

  /// The range of a part of a scalar, where it is written as it reads; else all of the scalar.
  private func place(
    _ offset: Int, _ length: Int, _ scalar: Node.Scalar, _ range: SourceRange
  ) -> SourceRange {
    let quote = scalar.isPlain ? 0 : 1
    let width = scalar.text.unicodeScalars.count + 2 * quote
    guard range.startLine == range.endLine,
      Int(range.endColumn - range.startColumn) == width
    else { return range }
    let start = range.startColumn + Int32(clamping: offset + quote)
    return SourceRange(
      startLine: range.startLine, startColumn: start, endLine: range.endLine,
      endColumn: start + Int32(clamping: length))
  }

  private func invalid(_ range: SourceRange) -> Node {
    Node(content: .invalid, range: range, hasReferences: false)
  }

  /// Whether the text may be the name in a `${…}`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, TextRule.isAlphanumeric(first), first > 0x39 else {
      return false
    }
    return text.utf8.allSatisfy {
      TextRule.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
  }
}
