import GodwitModel

/// Decodes what must hold of a collection.
struct CollectionDecoder {
  let patterns: PatternDecoder
  let kind: ResourceKind

  /// The keys that only collections have.
  static let names = ["$where", "$of", "$any", "$all", "$none", "$count"]
  private static let quantifiers = ["$any", "$all", "$none", "$count"]

  private var problems: DiagnosticCollector { patterns.names.scope.problems }
  private var shape: PatternShape { .field(KindSchema.shape(ofKind: kind.kind)) }

  /// The condition; nil if something is wrong with it.
  func condition(_ node: Node) -> CollectionCondition? {
    if node.isInvalid { return nil }
    guard let entries = node.entries else {
      guard let word = word(node, name: kind.singular) else { return nil }
      return CollectionCondition(quantifier: .any(.word(word)))
    }
    let before = problems.errorCount
    let used = entries.filter { Self.quantifiers.contains($0.key) }
    if used.count > 1 {
      problems.error("\(used[0].key) and \(used[1].key) exclude each other", at: used[1].keyRange)
    }
    for entry in entries
    where entry.key.utf8.first == UInt8(ascii: "$") && !Self.names.contains(entry.key) {
      problems.error(
        "unknown key \(entry.key.quotedForMessage) of a collection", at: entry.keyRange,
        suggestion: Spelling.nearest(to: entry.key, in: Self.names))
    }
    let condition = CollectionCondition(
      filter: filter(node, entries), owner: node["$of"].flatMap(owner),
      quantifier: used.first.flatMap(quantifier) ?? .any(nil))
    return problems.errorCount == before ? condition : nil
  }

  /// `$where` and the fields beside the quantifier, in one.
  private func filter(_ node: Node, _ entries: [Node.Entry]) -> Pattern? {
    let fields = fields(of: entries, in: node)
    guard let condition = node["$where"] else { return fields }
    guard condition.entries != nil else {
      problems.error("$where must be a map, not \(condition.kindText)", at: condition.range)
      return nil
    }
    let pattern = patterns.pattern(condition, shape, name: "$where")
    guard let fields, let pattern else { return fields ?? pattern }
    return .all([pattern, fields])
  }

  private func fields(of entries: [Node.Entry], in node: Node) -> Pattern? {
    let fields = entries.filter { $0.key.utf8.first != UInt8(ascii: "$") }
    if fields.isEmpty { return nil }
    return patterns.map(fields, shape, name: kind.kind, at: node.range)
  }

  private func owner(_ node: Node) -> Target? {
    guard let text = node.text else {
      problems.error("$of must be an object, not \(node.kindText)", at: node.range)
      return nil
    }
    return patterns.names.target(text, at: node.range)
  }

  private func quantifier(_ entry: Node.Entry) -> CollectionCondition.Quantifier? {
    switch entry.key {
    case "$any": return .any(element(entry))
    case "$none": return .none(element(entry))
    case "$all":
      if let element = element(entry) { return .all(element) }
      if entry.value.entries?.isEmpty == true {
        problems.error("$all is empty", at: entry.value.range)
      }
      return nil
    default: return count(entry.value)
    }
  }

  private func element(_ entry: Node.Entry) -> CollectionCondition.Element? {
    guard let entries = entry.value.entries else {
      return word(entry.value, name: entry.key).map { .word($0) }
    }
    if entries.isEmpty { return nil }
    for entry in entries
    where entry.key.utf8.first == UInt8(ascii: "$") && entry.key != "$of" {
      problems.error(
        "\(entry.key) does not stand in a quantifier", at: entry.keyRange,
        hint: entry.key == "$where" ? "it stands beside it" : nil)
    }
    let pattern = fields(of: entries, in: entry.value)
    guard let owner = entry.value["$of"] else { return pattern.map { .pattern($0) } }
    return self.owner(owner).map { .owned(by: $0, pattern) }
  }

  private func count(_ node: Node) -> CollectionCondition.Quantifier? {
    if let scalar = node.scalar {
      if let number = scalar.integer, number >= 0 { return .count(min: number, max: number) }
    } else if let entries = node.entries, !entries.isEmpty {
      for entry in entries where entry.key != "min" && entry.key != "max" {
        problems.unknownKey(entry, in: "$count", candidates: ["min", "max"])
      }
      let low = bound(node["min"], "min")
      let high = bound(node["max"], "max")
      if let low, let high, low > high {
        problems.error("$count: no number is at least \(low) and at most \(high)", at: node.range)
      }
      return .count(min: low, max: high)
    }
    problems.error(
      "$count must be a number or a map of min and max, not \(node.kindText)", at: node.range)
    return nil
  }

  private func bound(_ node: Node?, _ name: String) -> Int? {
    guard let node else { return nil }
    if let number = node.scalar?.integer, number >= 0 { return number }
    problems.error(
      "\(name) must be a whole number of at least 0, not \(node.kindText)", at: node.range)
    return nil
  }

  /// A word about the newest migration of each machine.
  private func word(_ node: Node, name: String) -> Clause.Word? {
    guard let word = WordDecoder(problems: problems).word(node, of: kind, name: name) else {
      return nil
    }
    if word == .absent {
      problems.error("absent is for one object", at: node.range, hint: "write { $count: 0 }")
      return nil
    }
    return word
  }
}

/// Decodes the words of the format.
struct WordDecoder {
  let problems: DiagnosticCollector

  /// The word of a scalar; reports unknown ones, and those that do not go with the kind.
  func word(_ node: Node, of kind: ResourceKind, name: String) -> Clause.Word? {
    if node.isInvalid { return nil }
    guard let text = node.text else {
      problems.error(
        "\(name) must be a map of fields or a word, not \(node.kindText)", at: node.range)
      return nil
    }
    guard let word = Clause.Word(rawValue: text) else {
      let words = Clause.Word.allCases.map(\.rawValue)
      let suggestion = Spelling.nearest(to: text, in: words)
      problems.error(
        "unknown word \(text.quotedForMessage)", at: node.range, suggestion: suggestion,
        hint: suggestion == nil ? "there are \(words.joined(separator: ", "))" : nil)
      return nil
    }
    if word != .absent, kind != .virtualMachine, kind != .virtualMachineInstance {
      problems.error(
        "\(text) is said of virtual machines", at: node.range, hint: "write vm/NAME: \(text)")
      return nil
    }
    return word
  }
}
