import GodwitModel

/// Checks nodes against the descriptions of the format, and reports all that does not fit.
///
/// Values with a grammar of their own, and values of Kubernetes types, are left to those who
/// decode them.
struct ShapeChecker {
  let problems: DiagnosticCollector

  /// Checks an object: its keys, their values, and that none is missing.
  func check(_ node: Node, _ object: ObjectShape) {
    guard let entries = node.entries else {
      expected("a map", in: object.place, node)
      return
    }
    for entry in entries {
      if let key = object.key(entry.key) {
        check(entry.value, key.shape, name: entry.key)
      } else if !isField(entry.key, of: object) {
        unknownKey(entry, in: object)
      }
    }
    for key in object.keys where key.isRequired && node[key.name] == nil {
      problems.error("\(key.name) is missing in \(object.place)", at: node.range)
    }
  }

  private func isField(_ key: String, of object: ObjectShape) -> Bool {
    guard let type = object.kubernetesType else { return false }
    return KindSchema.field(key, ofType: type) != nil
  }

  private func unknownKey(_ entry: Node.Entry, in object: ObjectShape) {
    let fields = object.kubernetesType.flatMap { KindSchema.fields(ofType: $0) } ?? []
    let candidates = object.keys.map(\.name) + fields.map(\.name)
    problems.unknownKey(entry, in: object.place, candidates: candidates)
  }

  /// Checks one value; `name` is the key it stands at, and `hintForMap` what to do where a map
  /// stands instead of text.
  func check(_ node: Node, _ shape: ValueShape, name: String, hintForMap: String? = nil) {
    if node.isInvalid { return }
    switch shape {
    case .text(let rule): checkText(node, rule, name: name, hintForMap)
    case .boolean: checkBoolean(node, name: name)
    case .integer(let range): checkInteger(node, range, name: name)
    case .duration(let allowsZero): checkDuration(node, allowsZero: allowsZero, name: name)
    case .quantity: checkQuantity(node, name: name)
    case .words(let words): checkWord(node, words, name: name)
    case .list(let element, let isEmptyAllowed):
      guard let elements = node.elements else { return expected("a list", in: name, node) }
      if elements.isEmpty, !isEmptyAllowed { problems.error("\(name) is empty", at: node.range) }
      for value in elements { check(value, element, name: "an element of \(name)") }
    case .map(let value):
      guard let entries = node.entries else { return expected("a map", in: name, node) }
      for entry in entries { check(entry.value, value, name: "\(name).\(entry.key)") }
    case .labels(let rule): LabelChecker(problems: problems, rule: rule).check(node, name: name)
    case .object(let object): check(node, object)
    case .either(let alternatives): checkAlternatives(node, alternatives, name: name)
    case .kubernetes, .manifest, .special: break
    }
  }

  private func checkAlternatives(_ node: Node, _ alternatives: [ValueShape], name: String) {
    for shape in alternatives where shape.fits(node) { return check(node, shape, name: name) }
    expected(alternatives.map(\.kindText).joinedWithOr, in: name, node)
  }

  private func checkText(
    _ node: Node, _ rule: TextRule, name: String, _ hintForMap: String?
  ) {
    guard let scalar = node.scalar, !scalar.isNull else {
      return expected("text", in: name, node, hint: node.entries == nil ? nil : hintForMap)
    }
    guard let fault = rule.fault(of: scalar.text) else { return }
    problems.error("\(name) \(fault)", at: node.range, hint: rule.hint(for: scalar.text))
  }

  private func checkBoolean(_ node: Node, name: String) {
    guard node.scalar?.boolean == nil else { return }
    let likely = node.scalar?.likelyBoolean.map { "write \($0) without quotes" }
    expected("true or false", in: name, node, hint: likely)
  }

  private func checkInteger(_ node: Node, _ range: ClosedRange<Int>, name: String) {
    guard let scalar = node.scalar, scalar.isInteger else {
      return expected("a whole number", in: name, node)
    }
    if scalar.integer.map({ range.contains($0) }) != true {
      expected("from \(range.lowerBound) to \(range.upperBound)", in: name, node)
    }
  }

  private func checkDuration(_ node: Node, allowsZero: Bool, name: String) {
    guard let text = node.text, let span = Span(parsing: text) else {
      let hint = node.scalar?.isInteger == true ? "write \(node.text ?? "")s for seconds" : nil
      return expected("a duration such as 30s or 1m30s", in: name, node, hint: hint)
    }
    if !allowsZero, span == .zero { problems.error("\(name) is 0", at: node.range) }
  }

  private func checkQuantity(_ node: Node, name: String) {
    guard let text = node.text, let quantity = Quantity(parsing: text) else {
      return expected("a quantity such as 1Gi or 500m", in: name, node)
    }
    if quantity < Quantity(0) { expected("at least 0", in: name, node) }
  }

  private func checkWord(_ node: Node, _ words: [String], name: String) {
    guard let text = node.text else { return expected(words.joinedWithOr, in: name, node) }
    if words.contains(text) { return }
    problems.error(
      "\(name) is \(words.joinedWithOr), not \(text.quotedForMessage)", at: node.range,
      suggestion: words.count > 1 ? Spelling.nearest(to: text, in: words) : nil)
  }

  private func expected(_ what: String, in name: String, _ node: Node, hint: String? = nil) {
    if node.isInvalid { return }
    problems.error("\(name) must be \(what), not \(node.kindText)", at: node.range, hint: hint)
  }
}

extension DiagnosticCollector {
  /// Reports a key that is not known, with the nearest of those that are.
  func unknownKey(_ entry: Node.Entry, in place: String, candidates: some Sequence<String>) {
    error(
      "unknown key \(entry.key.quotedForMessage) in \(place)", at: entry.keyRange,
      suggestion: Spelling.nearest(to: entry.key, in: candidates))
  }
}

extension ValueShape {
  /// Whether the node is a scalar, map or list as this shape wants.
  fileprivate func fits(_ node: Node) -> Bool {
    switch node.content {
    case .mapping: kindText == "a map"
    case .sequence: kindText == "a list"
    case .scalar: kindText != "a map" && kindText != "a list" && !node.isNull
    case .invalid: true
    }
  }

  fileprivate var kindText: String {
    switch self {
    case .text: "text"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .duration: "a duration"
    case .quantity: "a quantity"
    case .words(let words): words.joinedWithOr
    case .list: "a list"
    case .map, .labels, .object, .kubernetes, .manifest: "a map"
    case .either, .special: "a value"
    }
  }
}
