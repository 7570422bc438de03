import GodwitModel

extension Matcher {
  /// Whether the value matches; differences are appended unless the context asks only for that.
  package func matches(
    _ value: MatchValue, in context: MatchContext, path: [String] = [],
    mismatches: inout [Mismatch]
  ) -> Bool {
    switch self {
    case .members(let members):
      var holds = true
      for member in members {
        let inner = MatchValue.json(value.value(at: member.path))
        if member.matcher.matches(
          inner, in: context, path: path + member.path, mismatches: &mismatches)
        {
          continue
        }
        holds = false
        if context.isQuick { return false }
      }
      return holds
    case .all(let matchers):
      var holds = true
      for matcher in matchers {
        if matcher.matches(value, in: context, path: path, mismatches: &mismatches) { continue }
        holds = false
        if context.isQuick { return false }
      }
      return holds
    case .list(let elements, let kind):
      return ListMatching.matches(
        elements, kind, value.whole, in: context, path: path, mismatches: &mismatches)
    case .not(let inner):
      var ignored: [Mismatch] = []
      var quick = context
      quick.isQuick = true
      if !inner.matches(value, in: quick, mismatches: &ignored) { return true }
    default:
      if holds(for: value.whole, in: context) { return true }
    }
    if !context.isQuick {
      mismatches.append(
        Mismatch(
          path: path, expected: expectation(in: context), actual: actual(value.whole)))
    }
    return false
  }

  private func holds(for value: JSONValue?, in context: MatchContext) -> Bool {
    switch self {
    case .equal(let expected, let shape): return Self.isEqual(expected, value, shape)
    case .exists(let expected): return (value.map { !$0.isNull } ?? false) == expected
    case .oneOf(let values, let shape):
      return values.contains { Self.isEqual($0, value, shape) }
    case .contains(let part): return value.map { ScalarComparison.contains($0, part) } ?? false
    case .matches(let pattern):
      return value?.scalarText.map { pattern.occurs(in: $0) } ?? false
    case .lines(let lines):
      return value?.string.map { TextLines.firstMissing(lines, in: $0) == nil } ?? false
    case .compare(let comparison, let bound, let shape):
      return Self.compares(value, comparison, bound, shape)
    case .compareReference(let comparison, let target, let path, let shape):
      return Self.compares(value, comparison, context.value(target, path), shape)
    case .reference(let target, let path, let shape):
      guard let expected = context.value(target, path) else { return false }
      return Self.isEqual(expected, value, shape)
    case .anyMap: return value?.object != nil
    case .members, .list, .not, .all: return false
    }
  }

  /// Kubernetes leaves out what is false or null, so these equal a field that is not there.
  private static func isEqual(
    _ expected: JSONValue, _ actual: JSONValue?, _ shape: FieldShape?
  ) -> Bool {
    guard let actual else { return expected.isNull || expected == .bool(false) }
    return ScalarComparison.areEqual(expected, actual, shape: shape)
  }

  private static func compares(
    _ value: JSONValue?, _ comparison: Pattern.Comparison, _ bound: JSONValue?,
    _ shape: FieldShape?
  ) -> Bool {
    guard let value, let bound,
      let order = ScalarComparison.order(value, bound, shape: shape)
    else { return false }
    return ScalarComparison.satisfies(comparison, order: order)
  }
}
