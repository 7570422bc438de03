import GodwitModel

/// Matches lists: scalars exactly in any order, objects by merge key, others by position.
enum ListMatching {
  static func matches(
    _ elements: [Matcher], _ kind: Matcher.ListKind, _ value: JSONValue?,
    in context: MatchContext, path: [String], mismatches: inout [Mismatch]
  ) -> Bool {
    guard let actual = (value ?? .array([])).array else {
      append(.list(elements, kind: kind), value, context, path, &mismatches)
      return false
    }
    switch kind {
    case .exactly:
      if isPermutation(elements, actual, in: context) { return true }
      append(.list(elements, kind: kind), value, context, path, &mismatches)
      return false
    case .byPosition:
      var holds = true
      for (index, element) in elements.enumerated() {
        let inner = MatchValue.json(actual.indices.contains(index) ? actual[index] : nil)
        let place = path + [String(index)]
        if element.matches(inner, in: context, path: place, mismatches: &mismatches) { continue }
        holds = false
        if context.isQuick { break }
      }
      return holds
    case .merged(let keys):
      var holds = true
      for element in elements {
        if matchesMerged(element, keys, actual, context, path, &mismatches) { continue }
        holds = false
        if context.isQuick { break }
      }
      return holds
    }
  }

  private static func matchesMerged(
    _ element: Matcher, _ keys: [String], _ actual: [JSONValue], _ context: MatchContext,
    _ path: [String], _ mismatches: inout [Mismatch]
  ) -> Bool {
    guard case .members(let members) = element else { return false }
    let identity = members.filter { $0.path.count == 1 && keys.contains($0.path[0]) }
    let label = identity.map { member -> String in
      guard case .equal(let value, _) = member.matcher else { return "" }
      return member.path[0] + "=" + (value.scalarText ?? value.text)
    }.joined(separator: ",")
    let found = actual.first { candidate in
      identity.allSatisfy { member in
        guard case .equal(let expected, let shape) = member.matcher,
          let value = candidate.value(at: member.path)
        else { return false }
        return ScalarComparison.areEqual(expected, value, shape: shape)
      }
    }
    let place = path.dropLast() + [(path.last ?? "") + "[" + label + "]"]
    guard let found else {
      append(element, nil, context, Array(place), &mismatches)
      return false
    }
    return element.matches(
      .json(found), in: context, path: Array(place), mismatches: &mismatches)
  }

  /// Whether every element can be given a matcher of its own, none being left over.
  private static func isPermutation(
    _ matchers: [Matcher], _ values: [JSONValue], in context: MatchContext
  ) -> Bool {
    guard matchers.count == values.count else { return false }
    var quick = context
    quick.isQuick = true
    var ownerOfValue: [Int?] = Array(repeating: nil, count: values.count)
    // Augmenting paths, because a matcher such as `$matches` may fit several elements.
    func assign(_ matcher: Int, _ visited: inout [Bool]) -> Bool {
      for index in values.indices where !visited[index] {
        var ignored: [Mismatch] = []
        guard
          matchers[matcher].matches(.json(values[index]), in: quick, mismatches: &ignored)
        else { continue }
        visited[index] = true
        if let owner = ownerOfValue[index], !assign(owner, &visited) { continue }
        ownerOfValue[index] = matcher
        return true
      }
      return false
    }
    for index in matchers.indices {
      var visited = Array(repeating: false, count: values.count)
      if !assign(index, &visited) { return false }
    }
    return true
  }

  private static func append(
    _ matcher: Matcher, _ value: JSONValue?, _ context: MatchContext, _ path: [String],
    _ mismatches: inout [Mismatch]
  ) {
    guard !context.isQuick else { return }
    mismatches.append(
      Mismatch(
        path: path, expected: matcher.expectation(in: context), actual: matcher.actual(value)))
  }
}
