/// A condition on a scenario's tags: `rbac and not (slow or console)`.
///
/// `not` binds closest, then `and`, then `or`. A tag may hold anything but blanks and parentheses.
package indirect enum TagExpression: Hashable, Sendable {
  case tag(String)
  case not(TagExpression)
  case and(TagExpression, TagExpression)
  case or(TagExpression, TagExpression)

  /// Why a text is not a tag expression.
  package struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// Whether the condition holds of `tags`.
  package func matches(_ tags: [String]) -> Bool {
    switch self {
    case .tag(let tag): tags.contains(tag)
    case .not(let operand): !operand.matches(tags)
    case .and(let left, let right): left.matches(tags) && right.matches(tags)
    case .or(let left, let right): left.matches(tags) || right.matches(tags)
    }
  }

  package init(parsing text: String) throws(ParseError) {
    var parser = Parser(tokens: Self.tokens(of: text))
    self = try parser.disjunction()
    if let token = parser.next {
      throw ParseError(
        description: token == ")"
          ? "there is a ) without its (" : "expected 'and' or 'or' before '\(token)'")
    }
  }

  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    func flush() {
      if !word.isEmpty { tokens.append(word) }
      word = ""
    }
    for character in text {
      if character.isWhitespace {
        flush()
      } else if character == "(" || character == ")" {
        flush()
        tokens.append(String(character))
      } else {
        word.append(character)
      }
    }
    flush()
    return tokens
  }

  /// Recursive descent; the depth is bounded so that no input can exhaust the stack.
  private struct Parser {
    let tokens: [String]
    var position = 0
    var depth = 0

    init(tokens: [String]) { self.tokens = tokens }

    var next: String? { position < tokens.count ? tokens[position] : nil }

    mutating func accept(_ token: String) -> Bool {
      guard next == token else { return false }
      position += 1
      return true
    }

    mutating func disjunction() throws(ParseError) -> TagExpression {
      var result = try conjunction()
      while accept("or") { result = .or(result, try conjunction()) }
      return result
    }

    mutating func conjunction() throws(ParseError) -> TagExpression {
      var result = try operand()
      while accept("and") { result = .and(result, try operand()) }
      return result
    }

    mutating func operand() throws(ParseError) -> TagExpression {
      depth += 1
      defer { depth -= 1 }
      guard depth <= 64 else { throw ParseError(description: "nested deeper than 64") }
      if accept("not") { return .not(try operand()) }
      if accept("(") {
        let inner = try disjunction()
        guard accept(")") else { throw ParseError(description: "a ( is not closed") }
        return inner
      }
      guard let token = next else { throw ParseError(description: "a tag is missing at the end") }
      guard token != ")", token != "and", token != "or" else {
        throw ParseError(description: "expected a tag before '\(token)'")
      }
      position += 1
      return .tag(token)
    }
  }
}
