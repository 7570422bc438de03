import GodwitModel

/// Reads dotted paths such as `status.migrationState.completed` by the known fields of a kind.
struct FieldPath {
  let problems: DiagnosticCollector

  /// The keys of the path and the shape of its value; nil if there is no such field. In a map of
  /// free keys the rest of the path is one key: `metadata.labels.kubevirt.io/nodeName`.
  func parse(
    _ text: String, of kind: ResourceKind, at range: SourceRange
  ) -> (keys: [String], shape: FieldShape?)? {
    var keys: [String] = []
    var shape = KindSchema.shape(ofKind: kind.kind)
    var rest = text[...]
    while !rest.isEmpty {
      var isLast = false
      if case .map = shape { isLast = true }
      let end = isLast ? rest.endIndex : rest.firstIndex(of: ".") ?? rest.endIndex
      let key = String(rest[..<end])
      guard let next = step(key, shape, text, at: range) else { return nil }
      keys.append(key)
      shape = next == .any ? nil : next
      if end == rest.endIndex { return (keys, shape) }
      rest = rest[rest.index(after: end)...]
    }
    problems.error("\(text.quotedForMessage) is no path of a field", at: range)
    return nil
  }

  private func step(
    _ key: String, _ shape: FieldShape?, _ text: String, at range: SourceRange
  ) -> FieldShape? {
    switch shape {
    case nil, .any: return .any
    case .map(let value): return value
    case .object(let type):
      if let field = KindSchema.field(key, ofType: type) { return field }
      let names = (KindSchema.fields(ofType: type) ?? []).map(\.name)
      problems.error(
        "unknown field \(key.quotedForMessage) in \(KubernetesValueDecoder.shortName(type))",
        at: range, suggestion: Spelling.nearest(to: key, in: names))
    case .list:
      problems.error("\(text.quotedForMessage) goes through a list", at: range)
    default:
      problems.error(
        "\(text.quotedForMessage) goes on after \(shape?.kindText ?? "a value")", at: range)
    }
    return nil
  }
}
