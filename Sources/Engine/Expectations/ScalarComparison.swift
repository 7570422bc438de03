import GodwitModel

/// Compares scalars by what they mean: numbers, quantities, durations and times by value.
enum ScalarComparison {
  /// Whether two values are the same; maps and lists member by member.
  static func areEqual(_ expected: JSONValue, _ actual: JSONValue, shape: FieldShape?) -> Bool {
    if expected == actual { return true }
    guard let left = expected.scalarText, let right = actual.scalarText else { return false }
    if left == right { return true }
    switch shape {
    case .string, .boolean, .enumeration: return false
    default: return order(left, right, shape: shape) == 0
    }
  }

  /// -1, 0 or 1 as the left value is less, equal or greater; nil where they cannot be compared.
  static func order(_ left: JSONValue, _ right: JSONValue, shape: FieldShape?) -> Int? {
    guard let left = left.scalarText, let right = right.scalarText else { return nil }
    return order(left, right, shape: shape)
  }

  private static func order(_ left: String, _ right: String, shape: FieldShape?) -> Int? {
    if case .time = shape { return compared(Instant(parsing: left), Instant(parsing: right)) }
    if let order = compared(Quantity(parsing: left), Quantity(parsing: right)) { return order }
    if let order = compared(Instant(parsing: left), Instant(parsing: right)) { return order }
    return compared(Span(parsing: left), Span(parsing: right))
  }

  private static func compared<Value: Comparable>(_ left: Value?, _ right: Value?) -> Int? {
    guard let left, let right else { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// Whether `order` of the actual value against the expected one is what is asked for.
  static func satisfies(_ comparison: Pattern.Comparison, order: Int) -> Bool {
    switch comparison {
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    }
  }

  /// Whether the value holds the other: text its text, a list all elements, a map all members.
  static func contains(_ value: JSONValue, _ part: JSONValue) -> Bool {
    switch (value, part) {
    case (.string, .array(let parts)): return parts.allSatisfy { contains(value, $0) }
    case (.string(let text), _):
      guard let wanted = part.scalarText else { return false }
      return occurs(wanted, in: text)
    case (.array(let elements), .array(let parts)):
      return parts.allSatisfy { part in elements.contains { includes($0, part) } }
    case (.array(let elements), _): return elements.contains { includes($0, part) }
    case (.object, .object): return includes(value, part)
    default: return areEqual(part, value, shape: nil)
    }
  }

  /// Whether every member of the part is in the value; scalars must be equal.
  private static func includes(_ value: JSONValue, _ part: JSONValue) -> Bool {
    guard case .object(let members) = part else { return areEqual(part, value, shape: nil) }
    return members.members.allSatisfy { member in
      value[member.key].map { includes($0, member.value) } ?? false
    }
  }

  private static func occurs(_ part: String, in text: String) -> Bool {
    let needle = Array(part.utf8)
    let bytes = Array(text.utf8)
    guard !needle.isEmpty else { return true }
    guard bytes.count >= needle.count else { return false }
    for start in 0...(bytes.count - needle.count)
    where bytes[start] == needle[0]
      && bytes[start..<(start + needle.count)].elementsEqual(needle)
    {
      return true
    }
    return false
  }
}
