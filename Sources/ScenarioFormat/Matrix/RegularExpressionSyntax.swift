/// The syntax of regular expressions, as far as it must be known to check and to escape.
enum RegularExpressionSyntax {
  /// The text as an expression that matches exactly it.
  static func escape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ".", "+", "*", "?", "(", ")", "|", "[", "]", "{", "}", "^", "$":
        result.append("\\")
      default: break
      }
      result.append(scalar)
    }
    return String(result)
  }

  /// What is wrong with an expression; nil if nothing is.
  static func fault(of expression: String) -> String? {
    var parser = Parser(scalars: Array(expression.unicodeScalars))
    return parser.parse()
  }

  private struct Parser {
    let scalars: [Unicode.Scalar]
    var index = 0
    /// Of each open group, whether the whole of it can be repeated.
    var groups: [Bool] = []
    /// Whether something stands before that can be repeated.
    var isRepeatable = false

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    mutating func parse() -> String? {
      while let scalar = current {
        index += 1
        if let fault = fault(after: scalar) { return fault }
      }
      return !groups.isEmpty ? "a ( is not closed" : nil
    }

    private mutating func fault(after scalar: Unicode.Scalar) -> String? {
      switch scalar {
      case "(":
        groups.append(true)
        isRepeatable = false
        return skipGroupKind()
      case ")":
        guard let canRepeat = groups.popLast() else { return "a ) has no (" }
        isRepeatable = canRepeat
        return nil
      case "|", "^":
        isRepeatable = false
        return nil
      case "$":
        isRepeatable = false
        return nil
      case "*", "+", "?": return repeated(scalar)
      case "{": return bounds()
      case "[":
        isRepeatable = true
        return bracket()
      case "\\":
        isRepeatable = true
        return escape()
      default:
        isRepeatable = true
        return nil
      }
    }

    private mutating func repeated(_ scalar: Unicode.Scalar) -> String? {
      guard isRepeatable else { return "nothing stands before \(scalar) that it could repeat" }
      isRepeatable = false
      if current == "?" || current == "+" { index += 1 }
      return nil
    }

    private mutating func skipGroupKind() -> String? {
      guard current == "?" else { return nil }
      index += 1
      if let kind = current, ":=!i".unicodeScalars.contains(kind) {
        index += 1
        groups[groups.count - 1] = kind == ":" || (kind == "i" && current == ":")
        if kind == "i", current == ")" || current == ":" {
          if current == ":" { index += 1 }
          return nil
        }
        return kind == "i" ? "an unknown group (?i…" : nil
      }
      return "an unknown kind of group"
    }

    private mutating func bounds() -> String? {
      guard isRepeatable else { return "nothing stands before { that it could repeat" }
      guard let end = scalars[index...].firstIndex(of: "}") else { return "a { is not closed" }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[index..<end])
      index = end + 1
      let parts = String(text).split(separator: ",", omittingEmptySubsequences: false)
      let low = parts.first.flatMap { Int($0) }
      let high = parts.count == 2 ? (parts[1].isEmpty ? 1000 : Int(parts[1])) : low
      guard parts.count <= 2, let low, let high, low >= 0, low <= high, high <= 1000 else {
        return "{\(String(text))} is no number of repetitions"
      }
      return repeated("{")
    }

    private mutating func escape() -> String? {
      guard let scalar = current else { return "it ends with a \\" }
      index += 1
      if scalar == "b" || scalar == "B" { isRepeatable = false }
      let isLetter = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9") ~= scalar)
      if isLetter, !"dDwWsSbBntrf".unicodeScalars.contains(scalar) {
        return "\\\(scalar) has no meaning"
      }
      return nil
    }

    private mutating func bracket() -> String? {
      if current == "^" { index += 1 }
      if current == "]" { return "[ ] is empty, and a ] inside must be \\]" }
      var previous: Unicode.Scalar?
      while let scalar = current, scalar != "]" {
        index += 1
        if scalar == "[" { return "a [ inside [ ] must be \\[" }
        if scalar == current, "&-~".unicodeScalars.contains(scalar) {
          return "\(scalar)\(scalar) inside [ ] has another meaning"
        }
        if scalar == "\\" {
          if let fault = escape() { return fault }
          previous = nil
        } else if scalar == "-", let low = previous, let high = current, high != "]" {
          previous = nil
          if high == "\\" || high == "[" { continue }
          if low.value > high.value { return "the range \(low)-\(high) is empty" }
          index += 1
        } else {
          previous = scalar
        }
      }
      guard current == "]" else { return "a [ is not closed" }
      index += 1
      isRepeatable = true
      return nil
    }
  }
}
