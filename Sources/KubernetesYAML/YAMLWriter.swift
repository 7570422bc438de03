import GodwitModel

/// Writes YAML as sigs.k8s.io/yaml does: block style, keys in byte order, two blanks a level.
package enum YAMLWriter {
  /// The value as a YAML document.
  package static func bytes(_ value: JSONValue) -> [UInt8] {
    var text = ""
    write(value.sortedByKey, indent: 0, to: &text)
    return Array(text.utf8)
  }

  private static func write(_ value: JSONValue, indent: Int, to text: inout String) {
    switch value {
    case .object(let object) where !object.isEmpty:
      for member in object.members { write(member, indent: indent, to: &text) }
    case .array(let elements) where !elements.isEmpty:
      for element in elements { write(element: element, indent: indent, to: &text) }
    default: text += scalar(value, indent: indent) + "\n"
    }
  }

  private static func write(
    _ member: JSONObject.Member, indent: Int, to text: inout String
  ) {
    text += String(repeating: " ", count: indent) + string(member.key, indent: indent) + ":"
    switch member.value {
    case .object(let object) where !object.isEmpty:
      text += "\n"
      write(member.value, indent: indent + 2, to: &text)
    case .array(let elements) where !elements.isEmpty:
      text += "\n"
      // Sequences stand at the depth of their key.
      write(member.value, indent: indent, to: &text)
    default: text += " " + scalar(member.value, indent: indent) + "\n"
    }
  }

  private static func write(element: JSONValue, indent: Int, to text: inout String) {
    let dash = String(repeating: " ", count: indent) + "- "
    switch element {
    case .object(let object) where !object.isEmpty:
      var inner = ""
      write(element, indent: indent + 2, to: &inner)
      text += dash + inner.dropFirst(indent + 2)
    case .array(let elements) where !elements.isEmpty:
      var inner = ""
      write(element, indent: indent + 2, to: &inner)
      text += dash + inner.dropFirst(indent + 2)
    default: text += dash + scalar(element, indent: indent) + "\n"
    }
  }

  private static func scalar(_ value: JSONValue, indent: Int) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): string(text, indent: indent)
    case .array: "[]"
    case .object: "{}"
    }
  }

  /// Plain where that is read back as the same text, quoted or as a block otherwise.
  private static func string(_ text: String, indent: Int) -> String {
    if text.isEmpty { return "\"\"" }
    if text.utf8.contains(UInt8(ascii: "\n")), !text.hasPrefix(" "), !text.hasPrefix("\n"),
      text.utf8.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") })
    {
      return block(text, indent: indent)
    }
    if isResolved(text) || !isPlain(text) { return quoted(text) }
    return text
  }

  /// Whether a plain text would be read as something else than text.
  private static func isResolved(_ text: String) -> Bool {
    YAMLScalar.value(ofPlain: text) != .string(text) || YAMLScalar.isTimestamp(text)
  }

  private static func block(_ text: String, indent: Int) -> String {
    let trailing = text.reversed().prefix { $0 == "\n" }.count
    let mark = trailing == 0 ? "|-" : trailing == 1 ? "|" : "|+"
    let blanks = String(repeating: " ", count: indent + 2)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if trailing > 0 { lines.removeLast() }
    return mark + "\n" + lines.map { $0.isEmpty ? "" : blanks + $0 }.joined(separator: "\n")
  }

  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let first = bytes[0]
    let indicators = Array("-?:,[]{}#&*!|>'\"%@` ".utf8)
    if indicators.contains(first) {
      let isLeadingWord =
        (first == UInt8(ascii: "-") || first == UInt8(ascii: "?") || first == UInt8(ascii: ":"))
        && bytes.count > 1 && bytes[1] != UInt8(ascii: " ")
      if !isLeadingWord { return false }
    }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    if bytes.last == UInt8(ascii: " ") || bytes.last == UInt8(ascii: ":") { return false }
    for (index, byte) in bytes.enumerated() {
      if byte < 0x20 || byte == 0x7F { return false }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: ":"), next == UInt8(ascii: " ") { return false }
      if byte == UInt8(ascii: " "), next == UInt8(ascii: "#") { return false }
    }
    return true
  }

  /// Single quotes where they do, double quotes else: libyaml's choice for what has been resolved
  /// to text is double quotes.
  private static func quoted(_ text: String) -> String {
    if !isResolved(text), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
      return "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }
    var bytes: [UInt8] = []
    JSONValue.writeString(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
