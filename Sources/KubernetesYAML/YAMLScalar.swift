import GodwitModel

/// What a plain scalar means in YAML 1.1, as sigs.k8s.io/yaml (go-yaml v2) resolves it: `y`, `on`
/// and `no` are booleans.
package enum YAMLScalar {
  private static let yes: Set<String> = [
    "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
  ]
  private static let no: Set<String> = [
    "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF",
  ]
  private static let null: Set<String> = ["", "~", "null", "Null", "NULL"]

  package static func value(ofPlain text: String) -> JSONValue {
    if null.contains(text) { return .null }
    if yes.contains(text) { return .bool(true) }
    if no.contains(text) { return .bool(false) }
    return number(text) ?? .string(text)
  }

  /// Whether a plain text would be read as a date or time, so that text of that form needs quotes:
  /// `2026-1-2`, with a time after `T`, `t` or a blank.
  package static func isTimestamp(_ text: String) -> Bool {
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[0].allSatisfy(isDigit),
      (1...2).contains(parts[1].utf8.count), parts[1].allSatisfy(isDigit)
    else { return false }
    let day = parts[2].prefix(while: isDigit)
    guard (1...2).contains(day.utf8.count) else { return false }
    let rest = parts[2][day.endIndex...]
    guard let separator = rest.first else { return true }
    let time = rest.dropFirst()
    return "Tt ".contains(separator) && time.split(separator: ":").count >= 3
      && time.first.map(isDigit) == true
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func number(_ text: String) -> JSONValue? {
    guard let first = text.utf8.first,
      (0x30...0x39).contains(first) || [0x2B, 0x2D, 0x2E].contains(first)
    else { return nil }
    let plain = text.filter { $0 != "_" }
    let isNegative = plain.hasPrefix("-")
    let digits = isNegative || plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
    let sign = isNegative ? "-" : ""
    for (prefix, radix) in [("0x", 16), ("0b", 2), ("0o", 8)] where digits.hasPrefix(prefix) {
      return UInt64(digits.dropFirst(2), radix: radix).map { .number(sign + String($0)) }
    }
    if digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !digits.isEmpty {
      if digits.count > 1, digits.hasPrefix("0") {
        if let value = UInt64(digits, radix: 8) { return .number(sign + String(value)) }
      } else if let value = UInt64(digits) {
        return .number(sign + String(value))
      }
    }
    guard isFloat(digits) else { return nil }
    return .number(sign + normalised(digits))
  }

  /// `[0-9]*(\.[0-9]*)?([eE][-+]?[0-9]+)?` with at least one digit.
  private static func isFloat(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
    var count = 0
    while isDigit(rest.first) {
      rest.removeFirst()
      count += 1
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      while isDigit(rest.first) {
        rest.removeFirst()
        count += 1
      }
    }
    guard count > 0 else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard isDigit(rest.first) else { return false }
      while isDigit(rest.first) { rest.removeFirst() }
    }
    return rest.isEmpty
  }

  /// As JSON wants a number: a digit on both sides of the point.
  private static func normalised(_ text: String) -> String {
    var result = text.hasPrefix(".") ? "0" + text : text
    while result.count > 1, result.hasPrefix("0"),
      result.utf8.dropFirst().first.map({ (0x30...0x39).contains($0) }) ?? false
    {
      result.removeFirst()
    }
    guard let point = result.firstIndex(of: ".") else { return result }
    let after = result[result.index(after: point)...]
    if after.isEmpty { return String(result[..<point]) }
    if after.first == "e" || after.first == "E" { return String(result[..<point]) + after }
    return result
  }
}
