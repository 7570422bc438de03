import GodwitModel

/// Decodes what is expected of objects, collections, client runs and the console.
struct ExpectationDecoder {
  let names: NameResolver

  private var scope: DecodingScope { names.scope }
  private var problems: DiagnosticCollector { names.scope.problems }
  private var patterns: PatternDecoder { PatternDecoder(names: names) }

  /// Clauses that must all hold at once: a map, or a list of maps.
  func expectation(_ node: Node, name: String) -> Expectation? {
    guard let clauses = clauses(node, name: name) else { return nil }
    return Expectation(clauses: clauses, location: scope.location(node.range))
  }

  /// The clauses of a map or of a list of maps, in order; nil if something is wrong with one.
  func clauses(_ node: Node, name: String) -> [Clause]? {
    if node.isInvalid { return nil }
    if let elements = node.elements {
      if elements.isEmpty { problems.error("\(name) is empty", at: node.range) }
      let lists = elements.map { element -> [Clause]? in
        guard element.elements != nil else { return self.clauses(element, name: name) }
        problems.error("\(name) must be a list of maps, not of lists", at: element.range)
        return nil
      }
      return lists.contains { $0 == nil } || lists.isEmpty ? nil : lists.flatMap { $0 ?? [] }
    }
    guard let entries = node.entries else {
      problems.error(
        "\(name) must be a map of objects and what they must be, not \(node.kindText)",
        at: node.range)
      return nil
    }
    if entries.isEmpty {
      problems.error("\(name) is empty", at: node.range)
      return nil
    }
    let clauses = entries.compactMap { clause($0) }
    return clauses.count == entries.count ? clauses : nil
  }

  private func clause(_ entry: Node.Entry) -> Clause? {
    guard let subject = names.subject(entry.key, at: entry.keyRange),
      let condition = condition(entry, subject)
    else { return nil }
    return Clause(
      subject: subject, condition: condition, location: scope.location(entry.keyRange))
  }

  private func condition(_ entry: Node.Entry, _ subject: Subject) -> Clause.Condition? {
    switch subject {
    case .collection(let kind):
      return CollectionDecoder(patterns: patterns, kind: kind).condition(entry.value)
        .map { .collection($0) }
    case .console:
      return ConsoleDecoder(patterns: patterns).pattern(entry.value).map { .pattern($0) }
    case .clientRun:
      return pattern(entry, .own(.object(Format.clientRun))).map { .pattern($0) }
    case .object(let target):
      if entry.value.entries == nil {
        return WordDecoder(problems: problems).word(entry.value, of: target.kind, name: entry.key)
          .map { .word($0) }
      }
      return pattern(entry, .field(KindSchema.shape(ofKind: target.kind.kind)))
        .map { .pattern($0) }
    }
  }

  private func pattern(_ entry: Node.Entry, _ shape: PatternShape) -> Pattern? {
    if entry.value.isInvalid { return nil }
    guard let entries = entry.value.entries, !entries.isEmpty else {
      let what = entry.value.entries == nil ? entry.value.kindText : "an empty one"
      problems.error(
        "\(entry.key) must be a map of fields, not \(what)", at: entry.value.range)
      return nil
    }
    if let field = entries.first(where: { CollectionDecoder.names.contains($0.key) }) {
      problems.error(
        "\(field.key) is for collections, and \(entry.key) is one object", at: field.keyRange)
      return nil
    }
    return patterns.pattern(entry.value, shape, name: entry.key)
  }
}
