import GodwitModel

/// Decodes the matchers `$exists`, `$not`, `$oneOf` and their kin.
struct MatcherDecoder {
  let patterns: PatternDecoder

  static let names = [
    "$exists", "$not", "$oneOf", "$contains", "$matches", "$lines", "$gt", "$gte", "$lt", "$lte",
    "$ref",
  ]

  private var problems: DiagnosticCollector { patterns.names.scope.problems }

  /// Several matchers on one value must all hold.
  func matchers(_ entries: [Node.Entry], _ shape: PatternShape, name: String) -> Pattern? {
    let decoded = entries.compactMap { matcher($0, shape, name: name) }
    guard decoded.count == entries.count else { return nil }
    return decoded.count == 1 ? decoded[0] : .all(decoded)
  }

  private func matcher(_ entry: Node.Entry, _ shape: PatternShape, name: String) -> Pattern? {
    let node = entry.value
    if node.isInvalid { return nil }
    switch entry.key {
    case "$exists":
      guard let value = node.scalar?.boolean else { return expected("true or false", entry) }
      return .exists(value)
    case "$not": return patterns.pattern(node, shape, name: name).map { .not($0) }
    case "$oneOf": return oneOf(entry, shape, name: name)
    case "$contains": return contains(entry, shape, name: name)
    case "$matches": return matches(entry)
    case "$lines": return lines(entry)
    case "$ref": return reference(entry).map { .reference($0.target, path: $0.path) }
    default: break
    }
    if let comparison = Pattern.Comparison(rawValue: entry.key) {
      return compare(comparison, entry, shape, name: name)
    }
    let isCollection = CollectionDecoder.names.contains(entry.key)
    problems.error(
      "unknown matcher \(entry.key.quotedForMessage)", at: entry.keyRange,
      suggestion: isCollection ? nil : Spelling.nearest(to: entry.key, in: Self.names),
      hint: isCollection ? "it is for collections such as vmim" : nil)
    return nil
  }

  private func expected(_ what: String, _ entry: Node.Entry) -> Pattern? {
    problems.error(
      "\(entry.key) must be \(what), not \(entry.value.kindText)", at: entry.value.range)
    return nil
  }

  private func oneOf(_ entry: Node.Entry, _ shape: PatternShape, name: String) -> Pattern? {
    guard let elements = entry.value.elements, !elements.isEmpty else {
      return expected("a list of values", entry)
    }
    let values = elements.compactMap { patterns.value($0, shape, name: name) }
    return values.count == elements.count ? .oneOf(values) : nil
  }

  private func contains(_ entry: Node.Entry, _ shape: PatternShape, name: String) -> Pattern? {
    // A part of a text need not be a value that the field may have.
    if let text = entry.value.text, shape.isText { return .contains(.string(text)) }
    let isList = entry.value.elements != nil
    let value = patterns.value(entry.value, isList ? shape : shape.element, name: name)
    return value.map { .contains($0) }
  }

  private func matches(_ entry: Node.Entry) -> Pattern? {
    guard let text = entry.value.text else { return expected("a regular expression", entry) }
    if let fault = RegularExpressionSyntax.fault(of: text) {
      problems.error(
        "\(text.quotedForMessage) is no regular expression: \(fault)", at: entry.value.range)
      return nil
    }
    return .matches(text)
  }

  private func lines(_ entry: Node.Entry) -> Pattern? {
    if let text = entry.value.text {
      return .lines(text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init))
    }
    guard let elements = entry.value.elements, !elements.isEmpty else {
      return expected("a list of lines", entry)
    }
    let texts = elements.compactMap(\.text)
    if texts.count < elements.count { return expected("a list of lines", entry) }
    return .lines(texts)
  }

  private func compare(
    _ comparison: Pattern.Comparison, _ entry: Node.Entry, _ shape: PatternShape, name: String
  ) -> Pattern? {
    if let entries = entry.value.entries, entries.count == 1, entries[0].key == "$ref" {
      return reference(entries[0])
        .map { .compareReference(comparison, $0.target, path: $0.path) }
    }
    guard let scalar = entry.value.scalar, !scalar.isNull else { return expected("a value", entry) }
    // A field that is text for the API may hold a number, a duration or a quantity.
    let field = shape.fieldShape == .boolean ? shape : .field(shape.fieldShape)
    return patterns.value(entry.value, field, name: name).map { .compare(comparison, $0) }
  }

  private func reference(_ entry: Node.Entry) -> (target: Target, path: [String])? {
    guard let entries = entry.value.entries, let only = entries.first, entries.count == 1,
      let path = only.value.text
    else {
      problems.error(
        "$ref must be an object and a path, not \(entry.value.kindText)", at: entry.value.range,
        hint: "as in { vmim/job: metadata.uid }")
      return nil
    }
    guard let target = patterns.names.target(only.key, at: only.keyRange) else { return nil }
    return FieldPath(problems: problems).parse(path, of: target.kind, at: only.value.range)
      .map { (target, $0.keys) }
  }
}
