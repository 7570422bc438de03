import GodwitModel

/// The part of JSONPath that printer columns use: members, indices and one equality.
struct JSONPath: Sendable {
  private enum Step: Sendable {
    case member(String)
    case index(Int)
    /// The first element of which a member has a value.
    case element(member: String, value: String)
  }

  private var steps: [Step] = []

  /// Nil when the text is of another form.
  init?(_ text: String) {
    var rest = text[...]
    while let first = rest.first {
      if first == "." {
        rest.removeFirst()
        let name = rest.prefix { $0 != "." && $0 != "[" }
        rest = rest[name.endIndex...]
        if !name.isEmpty { steps.append(.member(String(name))) }
      } else if first == "[", let end = rest.firstIndex(of: "]") {
        guard let step = Self.step(rest[rest.index(after: rest.startIndex)..<end]) else {
          return nil
        }
        steps.append(step)
        rest = rest[rest.index(after: end)...]
      } else {
        return nil
      }
    }
  }

  /// `0`, or `?(@.type=='Ready')`.
  private static func step(_ text: Substring) -> Step? {
    if let index = Int(text) { return .index(index) }
    let prefix = "?(@."
    guard text.hasPrefix(prefix), text.hasSuffix(")") else { return nil }
    let halves = text.dropFirst(prefix.count).dropLast().split(separator: "=")
    guard halves.count == 2 else { return nil }
    let value = halves[1].filter { $0 != "'" && $0 != "\"" && $0 != " " }
    return .element(member: halves[0].trimmingBlanks, value: value)
  }

  /// The first value at the path.
  func first(in value: JSONValue) -> JSONValue? {
    var current = value
    for step in steps {
      let next: JSONValue? =
        switch step {
        case .member(let name): current[name]
        case .index(let index): current[index]
        case .element(let member, let value):
          current.array?.first { $0[member]?.scalarText == value }
        }
      guard let next, !next.isNull else { return nil }
      current = next
    }
    return current
  }
}
