/// Reads label selectors as Kubernetes does, with its words for what is wrong.
///
/// k8s.io/apimachinery/pkg/labels/selector.go.
struct LabelSelectorParser {
  enum Comparison: Hashable, Sendable {
    case exists, isAbsent, isOneOf, isNoneOf, isGreater, isLess
  }

  struct Requirement: Hashable, Sendable {
    var key: String
    var comparison: Comparison
    var values: [String]
  }

  struct Failure: Error, Hashable, Sendable {
    let message: String
  }

  private enum Token: Hashable, Sendable {
    case identifier, comma, open, close, not, equal, unequal, isIn, isNotIn, greater, less, end
    case error
  }

  private var tokens: [(token: Token, text: String)] = []
  private var position = 0

  static func requirements(of text: String) throws(Failure) -> [Requirement] {
    var parser = LabelSelectorParser(text)
    return try parser.requirements()
  }

  // MARK: Tokens

  private init(_ text: String) {
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if Self.isBlank(byte) {
        rest.removeFirst()
      } else if Self.isSpecial(byte) {
        tokens.append(Self.special(&rest))
      } else {
        let word = rest.prefix { !Self.isBlank($0) && !Self.isSpecial($0) }
        rest = rest[word.endIndex...]
        let text = String(decoding: word, as: UTF8.self)
        tokens.append((text == "in" ? .isIn : text == "notin" ? .isNotIn : .identifier, text))
      }
    }
    tokens.append((.end, ""))
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { "=!(),><".utf8.contains(byte) }

  private static let specials: [(String, Token)] = [
    ("==", .equal), ("!=", .unequal), (")", .close), (",", .comma), ("!", .not), ("=", .equal),
    (">", .greater), ("<", .less), ("(", .open),
  ]

  private static func special(_ rest: inout ArraySlice<UInt8>) -> (token: Token, text: String) {
    for (text, token) in specials where rest.starts(with: text.utf8) {
      rest.removeFirst(text.utf8.count)
      return (token, text)
    }
    return (.error, "")
  }

  /// Words are values where a value may stand.
  private func look(asValue: Bool) -> (token: Token, text: String) {
    let next = tokens[min(position, tokens.count - 1)]
    if asValue, next.token == .isIn || next.token == .isNotIn { return (.identifier, next.text) }
    return next
  }

  private mutating func take(asValue: Bool) -> (token: Token, text: String) {
    defer { position += 1 }
    return look(asValue: asValue)
  }

  // MARK: Requirements

  private mutating func requirements() throws(Failure) -> [Requirement] {
    var found: [Requirement] = []
    while true {
      let next = look(asValue: true)
      switch next.token {
      case .identifier, .not:
        do {
          found.append(try requirement())
        } catch {
          throw Failure(message: "unable to parse requirement: " + error.message)
        }
        let after = take(asValue: true)
        if after.token == .end { return found }
        guard after.token == .comma else {
          throw Failure(message: "found '\(after.text)', expected: ',' or 'end of string'")
        }
        let following = look(asValue: true)
        guard following.token == .identifier || following.token == .not else {
          throw Failure(message: "found '\(following.text)', expected: identifier after ','")
        }
      case .end: return found
      default:
        throw Failure(
          message: "found '\(next.text)', expected: !, identifier, or 'end of string'")
      }
    }
  }

  private mutating func requirement() throws(Failure) -> Requirement {
    var next = take(asValue: true)
    let isNegated = next.token == .not
    if isNegated { next = take(asValue: true) }
    guard next.token == .identifier else {
      throw Failure(message: "found '\(next.text)', expected: identifier")
    }
    let key = next.text
    if let problem = NameRules.qualifiedNameProblems(key).first {
      throw Failure(message: "key: Invalid value: \(key.goQuoted): \(problem)")
    }
    if isNegated { return Requirement(key: key, comparison: .isAbsent, values: []) }
    let after = look(asValue: true).token
    if after == .end || after == .comma {
      return Requirement(key: key, comparison: .exists, values: [])
    }
    let comparison = try comparison()
    let isList = look(asValue: false).token == .open
    let values =
      tokens[position - 1].token == .isIn || tokens[position - 1].token == .isNotIn
      ? try list(isOpen: isList) : [try exactValue()]
    try check(values, comparison, key)
    return Requirement(key: key, comparison: comparison, values: values)
  }

  private mutating func comparison() throws(Failure) -> Comparison {
    let next = take(asValue: false)
    switch next.token {
    case .isIn, .equal: return .isOneOf
    case .isNotIn, .unequal: return .isNoneOf
    case .greater: return .isGreater
    case .less: return .isLess
    default:
      throw Failure(message: "found '\(next.text)', expected: in, notin, =, ==, !=, gt, lt")
    }
  }

  private mutating func exactValue() throws(Failure) -> String {
    let next = look(asValue: true)
    if next.token == .end || next.token == .comma { return "" }
    position += 1
    guard next.token == .identifier else {
      throw Failure(message: "found '\(next.text)', expected: identifier")
    }
    return next.text
  }

  private mutating func list(isOpen: Bool) throws(Failure) -> [String] {
    let first = take(asValue: true)
    guard isOpen else { throw Failure(message: "found '\(first.text)' expected: '('") }
    var values: [String] = []
    while true {
      let next = take(asValue: true)
      switch next.token {
      case .identifier:
        values.append(next.text)
        let after = look(asValue: true)
        if after.token == .comma {
          position += 1
          if look(asValue: true).token == .close { values.append("") }
        } else if after.token != .close {
          throw Failure(message: "found '\(after.text)', expected: ',' or ')'")
        }
      case .comma: values.append("")
      case .close: return Set(values).sorted()
      default:
        throw Failure(message: "found '\(next.text)', expected: ',', ')' or identifier")
      }
    }
  }

  private func check(
    _ values: [String], _ comparison: Comparison, _ key: String
  ) throws(Failure) {
    if values.isEmpty {
      throw Failure(
        message: "values: Required value: for 'in', 'notin' operators, values set can't be empty")
    }
    if comparison == .isGreater || comparison == .isLess, Int(values[0]) == nil {
      throw Failure(
        message: "values[0]: Invalid value: \(values[0].goQuoted): for 'Gt', 'Lt' operators, the "
          + "value must be an integer")
    }
    for (index, value) in values.enumerated() {
      guard let problem = NameRules.labelValueProblems(value).first else { continue }
      throw Failure(
        message: "values[\(index)][\(key)]: Invalid value: \(value.goQuoted): \(problem)")
    }
  }
}
