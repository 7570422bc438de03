/// Makes text from outside (titles, messages of servers, guests) fit to be shown and embedded.
package enum TextHygiene {
  /// `text` without terminal escape sequences, with `\n` as the only line break, and with every
  /// character that XML 1.0 does not allow, or that a terminal would obey, shown as `\u{1B}`.
  package static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return text }
    let scalars = Array(text.unicodeScalars)
    var cleaned = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\u{1B}", let end = endOfEscapeSequence(scalars, from: index) {
        index = end
        continue
      }
      index += 1
      if scalar == "\r" {
        if index == scalars.count || scalars[index] != "\n" { cleaned.append("\n") }
      } else if isAllowed(scalar) {
        cleaned.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        cleaned.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      }
    }
    return String(cleaned)
  }

  /// `text` cleaned and on one line: every run of blanks and line breaks is one blank.
  package static func oneLine(_ text: String) -> String {
    if isTidy(text) { return text }
    return clean(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether `text` is plain ASCII on one line without superfluous blanks, as nearly all is.
  private static func isTidy(_ text: String) -> Bool {
    var afterBlank = true
    for byte in text.utf8 {
      let isBlank = byte == 0x20
      if isBlank ? afterBlank : byte < 0x21 || byte > 0x7E { return false }
      afterBlank = isBlank
    }
    return !afterBlank || text.isEmpty
  }

  /// `text` without blank lines at its ends.
  package static func trimmed(_ text: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    return lines.joined(separator: "\n")
  }

  /// The first `length` characters, the last of them an ellipsis when something is cut off.
  package static func shortened(_ text: String, to length: Int) -> String {
    // Never more characters than bytes, which are quicker to count.
    text.utf8.count <= length || text.count <= length
      ? text : text.prefix(length - 1) + "…"
  }

  /// The whole lines of `text` that fit `bytes` of UTF-8, with a note when some do not.
  package static func shortened(_ text: String, toBytes bytes: Int) -> String {
    if text.utf8.count <= bytes { return text }
    var kept = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if kept.utf8.count + line.utf8.count + 1 > bytes { break }
      kept += line + "\n"
    }
    return kept + "… (\(text.utf8.count - kept.utf8.count) more bytes)"
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20..<0x7F, 0xA0..<0xD800, 0xE000..<0xFFFE, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// The index after the escape sequence at `start`; nil when there is none.
  private static func endOfEscapeSequence(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard start + 1 < scalars.count else { return nil }
    var index = start + 2
    switch scalars[start + 1] {
    case "[":
      while index < scalars.count, (0x20..<0x40).contains(scalars[index].value) { index += 1 }
      let isFinal = index < scalars.count && (0x40..<0x7F).contains(scalars[index].value)
      return isFinal ? index + 1 : nil
    case "]":
      while index < scalars.count, scalars[index] != "\u{07}", scalars[index] != "\u{1B}" {
        index += 1
      }
      guard index < scalars.count else { return nil }
      if scalars[index] == "\u{07}" { return index + 1 }
      return index + 1 < scalars.count && scalars[index + 1] == "\\" ? index + 2 : nil
    default: return nil
    }
  }
}
