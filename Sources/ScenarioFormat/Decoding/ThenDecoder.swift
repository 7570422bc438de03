import GodwitModel

/// Decodes a `then`.
struct ThenDecoder {
  let scope: DecodingScope

  private var problems: DiagnosticCollector { scope.problems }

  /// The expectation; nil if something is wrong with it.
  func then(_ node: Node) -> Then? {
    if node.isInvalid { return nil }
    guard let entries = node.entries else {
      problems.error("then must be a map, not \(node.kindText)", at: node.range)
      return nil
    }
    let before = problems.errorCount
    guard let form = form(of: entries, at: node.range) else {
      checkKeys(entries, of: nil)
      return nil
    }
    checkKeys(entries, of: form.shape)
    var names = NameResolver(scope: scope)
    if let namespace = node["namespace"], let name = namespace.text,
      names.isNamespace(name, at: namespace.range), name != scope.ownNamespace
    {
      names.namespace = name
    }
    guard let decoded = decode(form, node, names) else { return nil }
    var then = Then(decoded, location: scope.location(node.range))
    then.namespace = names.namespace
    if let user = node["as"], let name = user.text {
      then.user = names.user(name, at: user.range)
    }
    if let name = node["name"], let text = name.text, case .expect(let expectation, _) = decoded {
      bind(text, at: name.range, expectation, names.namespace)
      then.name = text
    }
    return problems.errorCount == before ? then : nil
  }

  private typealias Form = (shape: Format.FormShape, entry: Node.Entry)

  private func form(of entries: [Node.Entry], at range: SourceRange) -> Form? {
    var found: Form?
    for entry in entries {
      guard let shape = Format.forms.first(where: { $0.name == entry.key }) else { continue }
      if let first = found {
        problems.error(
          "a then has one form, and \(first.entry.key) and \(entry.key) are two",
          at: entry.keyRange)
      } else {
        found = (shape, entry)
      }
    }
    let isKnown = entries.allSatisfy { entry in
      Format.thenKeys.contains { $0.name == entry.key }
    }
    if found == nil, isKnown {
      let forms = Format.forms.map(\.name).joinedWithOr
      problems.error("a then needs one of \(forms)", at: range)
    }
    return found
  }

  private func checkKeys(_ entries: [Node.Entry], of form: Format.FormShape?) {
    let checker = ShapeChecker(problems: problems)
    for entry in entries where !Format.forms.contains(where: { $0.name == entry.key }) {
      guard let key = Format.thenKeys.first(where: { $0.name == entry.key }) else {
        let candidates = Format.forms.map(\.name) + Format.thenKeys.map(\.name)
        problems.unknownKey(entry, in: "then", candidates: candidates)
        continue
      }
      if let form, !form.times.contains(key.name), !Format.commonThenKeys.contains(key.name) {
        problems.error("\(key.name) does not belong to \(form.name)", at: entry.keyRange)
      }
      checker.check(entry.value, key.shape, name: key.name)
    }
  }

  private func decode(_ form: Form, _ node: Node, _ names: NameResolver) -> Then.Form? {
    let expectations = ExpectationDecoder(names: names)
    let selections = SelectionDecoder(names: names)
    let value = form.entry.value
    switch form.shape.name {
    case "expect":
      let timing = timing(node)
      return expectations.expectation(value, name: "expect").map { .expect($0, timing) }
    case "always":
      let window = window(node, form)
      let expectation = expectations.expectation(value, name: "always")
      guard let window, let expectation else { return nil }
      return .always(expectation, window)
    case "never":
      let window = window(node, form)
      let clauses = expectations.clauses(value, name: "never")
      guard let window, let clauses else { return nil }
      return .never(
        clauses.map { Expectation(clauses: [$0], location: $0.location) }, window)
    case "order": return order(value, names)
    case "unchanged":
      let window = window(node, form)
      guard let fields = selections.selections(value, name: "unchanged"), let window else {
        return nil
      }
      return .unchanged(fields, window)
    default:
      let window = window(node, form)
      guard let fields = selections.selections(value, name: "changed"), let window else {
        return nil
      }
      return .changed(fields, window)
    }
  }

  private func span(_ node: Node?) -> Span? { node?.text.flatMap { Span(parsing: $0) } }

  private func timing(_ node: Node) -> ExpectTiming {
    let timing = ExpectTiming(
      within: span(node["within"]), after: span(node["after"]), holdFor: span(node["for"]))
    if let after = timing.after, let within = timing.within, after >= within {
      problems.error(
        "false until \(after) and true by \(within) cannot be",
        at: node["after"]?.range ?? node.range, hint: "after must be shorter than within")
    }
    return timing
  }

  /// The window; nil, and a report, where one is needed and there is none.
  private func window(_ node: Node, _ form: Form) -> Window? {
    if let over = node["over"] {
      if node["for"] != nil {
        problems.error("for and over exclude each other", at: over.range)
      }
      return .run
    }
    if let length = node["for"] { return .next(span(length) ?? .zero) }
    if form.shape.name == "unchanged" || form.shape.name == "changed" { return .sinceLastWhen }
    problems.error(
      "\(form.shape.name) needs a window", at: form.entry.keyRange,
      hint: "for: 10m from here on, or over: run")
    return nil
  }

  private func order(_ node: Node, _ names: NameResolver) -> Then.Form? {
    if node.isInvalid { return nil }
    if let elements = node.elements {
      let decoder = ExpectationDecoder(names: names)
      if elements.count < 2 {
        problems.error("an order needs at least two matches", at: node.range)
      }
      let matches = elements.compactMap { decoder.expectation($0, name: "order") }
      return matches.count == elements.count ? .order([.matches(matches)]) : nil
    }
    return SelectionDecoder(names: names).orders(node).map { .order($0) }
  }

  /// Binds the name to the kind of the collection that is expected.
  private func bind(
    _ name: String, at range: SourceRange, _ expectation: Expectation, _ namespace: String
  ) {
    for clause in expectation.clauses {
      guard case .collection(let kind) = clause.subject else { continue }
      scope.bind(name, to: kind, in: namespace, isCertain: true, at: range)
      return
    }
    problems.error(
      "name binds a match of a collection, and none is expected", at: range,
      hint: "expect for example vmim: { … }")
  }
}
