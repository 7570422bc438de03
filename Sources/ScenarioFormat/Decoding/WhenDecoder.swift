import GodwitModel

/// Decodes a `when`: its verb, what belongs to it, and the names that it brings about.
struct WhenDecoder {
  let scope: DecodingScope

  private var problems: DiagnosticCollector { scope.problems }

  /// One when, or several that are sent together.
  func whens(_ node: Node) -> [When]? {
    if node.isInvalid { return nil }
    guard let elements = node.elements else { return when(node).map { [$0] } }
    if elements.isEmpty { problems.error("when is empty", at: node.range) }
    let whens = elements.compactMap { when($0) }
    return whens.count == elements.count && !whens.isEmpty ? whens : nil
  }

  private func when(_ node: Node) -> When? {
    if node.isInvalid { return nil }
    guard let entries = node.entries else {
      problems.error("a when must be a map, not \(node.kindText)", at: node.range)
      return nil
    }
    let before = problems.errorCount
    let verb = verb(of: entries, at: node.range)
    checkKeys(entries, of: verb?.shape)
    guard let verb else { return nil }
    var names = NameResolver(scope: scope)
    if let namespace = node["namespace"], let name = namespace.text,
      names.isNamespace(name, at: namespace.range), name != scope.ownNamespace
    {
      names.namespace = name
    }
    let surface = node["via"]?.text.flatMap { When.Surface(rawValue: $0) } ?? .cli
    let answers = AnswerDecoder(names: names)
    let answer = node["answer"].flatMap {
      answers.answer($0, verb: verb.shape.name, surface: surface)
    }
    let outcome = AnswerDecoder.Outcome(answer, isWritten: node["answer"] != nil)
    let targets = VerbDecoder(names: names, node: node, surface: surface, outcome: outcome)
    let decoded = targets.verb(verb.shape, verb.entry)
    if !Self.harmlessVerbs.contains(verb.shape.name) { scope.forgetCertainty() }
    bindName(node["name"], verb.shape.name, names, outcome)
    guard let decoded else { return nil }
    var when = When(decoded, location: scope.location(node.range))
    when.user = node["as"].flatMap { user in user.text.map { names.user($0, at: user.range) } }
    when.surface = surface
    when.name = node["name"]?.text
    when.namespace = names.namespace
    when.labels = GivenDecoder.stringMap(node["labels"])
    when.annotations = GivenDecoder.stringMap(node["annotations"])
    when.answer = answer
    when.condition = node["while"].flatMap {
      ExpectationDecoder(names: names).expectation($0, name: "while")
    }
    return problems.errorCount == before ? when : nil
  }

  /// Verbs after which every object is still there.
  private static let harmlessVerbs: Set<String> = [
    "migrate", "label", "annotate", "cordon", "uncordon", "pause", "unpause",
  ]

  private typealias Verb = (shape: Format.VerbShape, entry: Node.Entry)

  private func verb(of entries: [Node.Entry], at range: SourceRange) -> Verb? {
    var found: Verb?
    for entry in entries {
      guard let shape = Format.verbs.first(where: { $0.name == entry.key }) else { continue }
      if let first = found {
        problems.error(
          "a when has one verb, and \(first.entry.key) and \(entry.key) are two",
          at: entry.keyRange)
      } else {
        found = (shape, entry)
      }
    }
    let isKnown = entries.allSatisfy { entry in
      Format.modifiers.contains { $0.name == entry.key }
    }
    if found == nil, isKnown {
      problems.error(
        "a when needs a verb", at: range,
        hint: "such as migrate, cancel, create, delete, drain, stop or wait")
    }
    return found
  }

  private func checkKeys(_ entries: [Node.Entry], of verb: Format.VerbShape?) {
    let checker = ShapeChecker(problems: problems)
    for entry in entries {
      if Format.verbs.contains(where: { $0.name == entry.key }) { continue }
      guard let key = Format.modifiers.first(where: { $0.name == entry.key }) else {
        let candidates = Format.verbs.map(\.name) + Format.modifiers.map(\.name)
        problems.unknownKey(entry, in: "a when", candidates: candidates)
        continue
      }
      if let verb, !verb.modifiers.contains(key.name) {
        problems.error("\(key.name) does not belong to \(verb.name)", at: entry.keyRange)
      }
      checker.check(entry.value, key.shape, name: key.name)
    }
  }

  private func bindName(
    _ node: Node?, _ verb: String, _ names: NameResolver, _ outcome: AnswerDecoder.Outcome
  ) {
    guard let node, let name = node.text else { return }
    if verb == "migrate" {
      if outcome == .refused { return }
      scope.bind(
        name, to: .virtualMachineInstanceMigration, in: names.namespace,
        isCertain: outcome == .accepted, at: node.range)
    } else if !scope.runs.insert(name), !scope.isConditional {
      problems.error("a run \(name.quotedForMessage) was started before", at: node.range)
    }
  }
}
