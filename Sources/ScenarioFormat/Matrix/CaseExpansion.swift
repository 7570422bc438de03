/// Makes the spec of one case: values put in, `count` multiplied out, steps without their `if`
/// left out.
struct CaseExpansion {
  let substitution: Substitution
  let problems: DiagnosticCollector
  let matrix: Matrix
  let row: [Node]
  let environment: Substitution.Environment

  /// The spec of the case, without `matrix`.
  func expand(_ spec: Node) -> Node {
    replacing(spec) { entry in
      switch entry.key {
      case "matrix": nil
      case "given": expandGiven(entry.value)
      case "steps": expandSteps(entry.value)
      default: substitution.apply(entry.value, environment)
      }
    }
  }

  private func expandGiven(_ given: Node) -> Node {
    replacing(given) { entry in
      switch entry.key {
      case "virtualMachines": expandList(entry.value)
      case "cluster":
        replacing(entry.value) { entry in
          entry.key == "nodes"
            ? expandList(entry.value) : substitution.apply(entry.value, environment)
        }
      default: substitution.apply(entry.value, environment)
      }
    }
  }

  private func expandSteps(_ steps: Node) -> Node {
    guard case .sequence(let elements) = steps.content else {
      return substitution.apply(steps, environment)
    }
    var result = steps
    result.hasReferences = false
    result.content = .sequence(
      elements.compactMap { step in
        guard isPart(step["if"]), isPart(step["then"]?["if"]) else { return nil }
        return replacing(step) { entry in
          switch entry.key {
          case "when": expandWhens(entry.value)
          case "if": entry.value
          default: substitution.apply(entry.value, environment)
          }
        }
      })
    return result
  }

  private func expandWhens(_ node: Node) -> Node {
    if case .sequence = node.content { return expandList(node) }
    let whens = expandCounted(node)
    if whens.count == 1 { return whens[0] }
    return Node(content: .sequence(whens), range: node.range, hasReferences: false)
  }

  private func expandList(_ node: Node) -> Node {
    guard case .sequence(let elements) = node.content else {
      return substitution.apply(node, environment)
    }
    if !node.hasReferences, !elements.contains(where: { $0["count"] != nil }) { return node }
    var result = node
    result.hasReferences = false
    result.content = .sequence(elements.flatMap(expandCounted))
    return result
  }

  /// The element once, or as often as its `count` says.
  private func expandCounted(_ node: Node) -> [Node] {
    guard case .mapping(let entries) = node.content, let written = node["count"] else {
      return [substitution.apply(node, environment)]
    }
    let count = substitution.apply(written, environment)
    guard let number = count.scalar?.integer, (1...ReadingLimits.count).contains(number) else {
      // The shape's own check says what is wrong with it.
      let first = Node(text: "1", range: node.range)
      return [substitution.apply(node, environment.adding("n", first))]
    }
    if number > 1, let name = node["name"], let text = name.text, !text.contains("${n}") {
      problems.error(
        "count makes \(number) of the name \(text.quotedForMessage)", at: name.range,
        hint: "let it contain ${n}")
      return [substitution.apply(node, environment)]
    }
    var template = node
    template.content = .mapping(entries.filter { $0.key != "count" })
    substitution.spend(nodes: number * template.size, at: node.range)
    if substitution.isExhausted { return [] }
    return (1...number).map { index in
      let n = Node(text: String(index), range: node.range)
      return substitution.apply(template, environment.adding("n", n))
    }
  }

  /// Whether the values of the case are those of a step's `if`. What is wrong with it is reported.
  private func isPart(_ condition: Node?) -> Bool {
    guard let condition, !condition.isInvalid else { return true }
    guard let entries = condition.entries, !entries.isEmpty else {
      problems.error(
        "if must be a map of matrix keys and values, not \(condition.kindText)",
        at: condition.range)
      return true
    }
    var isPart = true
    for entry in entries where !isMet(entry) { isPart = false }
    return isPart
  }

  private func isMet(_ entry: Node.Entry) -> Bool {
    guard let key = matrix.keys.firstIndex(where: { $0.name == entry.key }) else {
      let names = matrix.keys.map(\.name)
      problems.error(
        "if: the matrix has no key \(entry.key.quotedForMessage)", at: entry.keyRange,
        suggestion: Spelling.nearest(to: entry.key, in: names))
      return true
    }
    substitution.markUsed(entry.key)
    guard let wanted = entry.value.scalar else {
      if !entry.value.isInvalid {
        problems.error(
          "if.\(entry.key) must be one value, not \(entry.value.kindText)", at: entry.value.range)
      }
      return true
    }
    let value = row[key]
    if value.scalar?.text == wanted.text || value.isInvalid { return value.scalar != nil }
    let values = matrix.values(of: key).compactMap { $0.scalar?.text }
    if !values.contains(wanted.text) {
      problems.error(
        "if: \(entry.key) is never \(wanted.text.quotedForMessage) in the matrix",
        at: entry.value.range, suggestion: Spelling.nearest(to: wanted.text, in: values))
    }
    return false
  }

  /// A map with each value replaced, or left out where `value` is nil; other nodes as they are
  /// with everything put in.
  private func replacing(_ node: Node, _ value: (Node.Entry) -> Node?) -> Node {
    guard case .mapping(let entries) = node.content else {
      return substitution.apply(node, environment)
    }
    if node.hasReferences, entries.contains(where: { $0.key.utf8.contains(UInt8(ascii: "$")) }) {
      return substitution.apply(node, environment)
    }
    var result = node
    result.hasReferences = false
    result.content = .mapping(
      entries.compactMap { entry in
        guard let replaced = value(entry) else { return nil }
        return Node.Entry(key: entry.key, keyRange: entry.keyRange, value: replaced)
      })
    return result
  }
}
