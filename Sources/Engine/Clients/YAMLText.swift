import GodwitModel

/// JSON values as YAML, the way `kubectl get -o yaml` writes them.
///
/// Keys in byte order; strings bare unless a YAML 1.1 reader would take them for something else.
enum YAMLText {
  static func text(_ value: JSONValue) -> String {
    var text = ""
    append(value.sortedByKey, indent: 0, to: &text)
    return text
  }

  private static func append(_ value: JSONValue, indent: Int, to text: inout String) {
    let blanks = String(repeating: " ", count: indent)
    switch value {
    case .object(let object):
      for member in object.members {
        text += blanks + scalar(member.key, indent: indent) + ":"
        appendValue(member.value, indent: indent, isInList: false, to: &text)
      }
    case .array(let elements):
      for element in elements {
        text += blanks + "-"
        appendValue(element, indent: indent, isInList: true, to: &text)
      }
    case .null, .bool, .number, .string: text += blanks + scalar(value, indent: indent) + "\n"
    }
  }

  /// What stands after `key:` or `-`.
  private static func appendValue(
    _ value: JSONValue, indent: Int, isInList: Bool, to text: inout String
  ) {
    switch value {
    case .object(let object) where object.isEmpty: text += " {}\n"
    case .array(let elements) where elements.isEmpty: text += " []\n"
    case .object where isInList:
      var inner = ""
      append(value, indent: indent + 2, to: &inner)
      text += " " + inner.dropFirst(indent + 2)
    case .object:
      text += "\n"
      append(value, indent: indent + 2, to: &text)
    case .array where isInList:
      var inner = ""
      append(value, indent: indent + 2, to: &inner)
      text += " " + inner.dropFirst(indent + 2)
    case .array:
      text += "\n"
      append(value, indent: indent, to: &text)
    case .null, .bool, .number, .string: text += " " + scalar(value, indent: indent) + "\n"
    }
  }

  private static func scalar(_ value: JSONValue, indent: Int) -> String {
    switch value {
    case .null: "null"
    case .string(let text): scalar(text, indent: indent)
    default: value.scalarText ?? ""
    }
  }

  private static func scalar(_ text: String, indent: Int) -> String {
    if text.contains("\n") { return block(text, indent: indent + 2) }
    if resolvesToOther(text) { return JSONValue.string(text).text }
    if needsQuotes(text) {
      return "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    }
    return text
  }

  private static func block(_ text: String, indent: Int) -> String {
    let blanks = String(repeating: " ", count: indent)
    let endsWithBreak = text.hasSuffix("\n")
    let body = endsWithBreak ? text.dropLast() : Substring(text)
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.map { $0.isEmpty ? "" : blanks + $0 }
    return (endsWithBreak ? "|\n" : "|-\n") + shown.joined(separator: "\n")
  }

  /// Whether a bare word would be read as a number, a boolean, null or a time.
  private static func resolvesToOther(_ text: String) -> Bool {
    if text.isEmpty { return true }
    switch text.lowercased() {
    case "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ".nan", ".inf", "-.inf":
      return true
    default: break
    }
    if Instant(parsing: text) != nil { return true }
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : Substring(text)
    guard let first = digits.first, first.isNumber || first == "." else { return false }
    return digits.allSatisfy {
      ($0.isASCII && $0.isHexDigit) || ".eExX_+-".contains($0)
    } && isNumber(String(digits))
  }

  private static func isNumber(_ text: String) -> Bool {
    if text.lowercased().hasPrefix("0x") { return true }
    let mantissa = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let head = mantissa[0].filter { $0 != "_" }
    let points = head.filter { $0 == "." }.count
    guard points <= 1, head.contains(where: \.isNumber),
      head.allSatisfy({ $0.isNumber || $0 == "." })
    else { return false }
    guard mantissa.count == 2 else { return true }
    let exponent = mantissa[1].drop { $0 == "+" || $0 == "-" }
    return !exponent.isEmpty && exponent.allSatisfy(\.isNumber)
  }

  /// Whether a bare word would break YAML's syntax.
  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    if "!&*|>@`%{}[],#\"'".contains(first) || first == " " || last == " " || last == ":" {
      return true
    }
    if first == "-" || first == "?" || first == ":", text.count == 1 { return true }
    if text.hasPrefix("- ") || text.hasPrefix("? ") || text.hasPrefix(": ") { return true }
    return text.contains(": ") || text.contains(" #")
  }
}

extension JSONValue {
  /// The value as JSON indented by four blanks, as kubectl prints it.
  var indentedText: String {
    var text = ""
    for line in prettyText.split(separator: "\n", omittingEmptySubsequences: false) {
      let blanks = line.prefix { $0 == " " }.count
      text += (text.isEmpty ? "" : "\n") + String(repeating: " ", count: blanks) + line
    }
    return text
  }
}
