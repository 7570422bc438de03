import GodwitModel
import Simulator

/// Looks at JSON as Go's `encoding/json` does, for what it says of bad text and for keys that an
/// object has twice.
///
/// go/src/encoding/json/scanner.go; sigs.k8s.io/json for the duplicate fields.
struct GoJSONScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var path: [String] = []
  private(set) var duplicates: [String] = []
  private var problem: String?
  /// Where the text is bad: how many bytes were read, the bad one included.
  private(set) var offset = 0

  private static let endOfInput = "unexpected end of JSON input"
  /// As deep as the reader of values goes.
  private static let maximumDepth = 512

  /// What Go says of a text that is no JSON; nil when it is.
  private(set) var error: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    scanValue(depth: 0)
    if problem == nil {
      skipBlanks()
      if position < bytes.count { fail("after top-level value") }
    }
    error = problem
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func fail(_ context: String) {
    guard problem == nil else { return }
    offset = min(position + 1, bytes.count)
    guard let byte = current else {
      problem = Self.endOfInput
      return
    }
    problem = "invalid character \(Self.quoted(byte)) \(context)"
  }

  private static func quoted(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"): "'\\''"
    case UInt8(ascii: "\""): "'\"'"
    case UInt8(ascii: "\\"): "'\\\\'"
    case 0x0A: "'\\n'"
    case 0x0D: "'\\r'"
    case 0x09: "'\\t'"
    case 0x20..<0x7F: "'\(String(UnicodeScalar(byte)))'"
    case 0x80...: "'\(String(UnicodeScalar(byte)))'"
    default: "'\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16) + "'"
    }
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func scanValue(depth: Int) {
    skipBlanks()
    if depth > Self.maximumDepth {
      problem = "exceeded max depth"
      return
    }
    switch current {
    case UInt8(ascii: "{"): scanObject(depth: depth)
    case UInt8(ascii: "["): scanArray(depth: depth)
    case UInt8(ascii: "\""): _ = scanString()
    case UInt8(ascii: "t"): scanWord("true")
    case UInt8(ascii: "f"): scanWord("false")
    case UInt8(ascii: "n"): scanWord("null")
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): scanNumber()
    default: fail("looking for beginning of value")
    }
  }

  private mutating func scanWord(_ word: String) {
    position += 1
    for expected in word.utf8.dropFirst() {
      guard current == expected else {
        fail("in literal \(word) (expecting \(Self.quoted(expected)))")
        return
      }
      position += 1
    }
  }

  private mutating func skipDigits() {
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
  }

  private mutating func scanNumber() {
    if current == UInt8(ascii: "-") {
      position += 1
      guard let byte = current, (0x30...0x39).contains(byte) else {
        fail("in numeric literal")
        return
      }
    }
    if current == UInt8(ascii: "0") { position += 1 } else { skipDigits() }
    if current == UInt8(ascii: ".") {
      position += 1
      guard let byte = current, (0x30...0x39).contains(byte) else {
        fail("after decimal point in numeric literal")
        return
      }
      skipDigits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard let byte = current, (0x30...0x39).contains(byte) else {
        fail("in exponent of numeric literal")
        return
      }
      skipDigits()
    }
  }

  private mutating func scanString() -> String {
    let start = position
    position += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        let text = try? JSONValue(parsing: Array(bytes[start..<position]))
        return text?.string ?? ""
      case UInt8(ascii: "\\"):
        position += 1
        scanEscape()
        if problem != nil { return "" }
      case 0..<0x20:
        fail("in string literal")
        return ""
      default: position += 1
      }
    }
    fail("in string literal")
    return ""
  }

  private mutating func scanEscape() {
    guard let byte = current else { return fail("in string escape code") }
    if byte == UInt8(ascii: "u") {
      position += 1
      for _ in 0..<4 {
        guard let digit = current, Character(UnicodeScalar(digit)).isHexDigit else {
          return fail("in \\u hexadecimal character escape")
        }
        position += 1
      }
      return
    }
    guard "bfnrt\\/\"".utf8.contains(byte) else { return fail("in string escape code") }
    position += 1
  }

  private mutating func scanArray(depth: Int) {
    position += 1
    skipBlanks()
    if current == UInt8(ascii: "]") {
      position += 1
      return
    }
    var index = 0
    while problem == nil {
      path.append("[\(index)]")
      scanValue(depth: depth + 1)
      path.removeLast()
      if problem != nil { return }
      skipBlanks()
      if current == UInt8(ascii: "]") {
        position += 1
        return
      }
      guard current == UInt8(ascii: ",") else { return fail("after array element") }
      position += 1
      index += 1
    }
  }

  private mutating func scanObject(depth: Int) {
    position += 1
    skipBlanks()
    if current == UInt8(ascii: "}") {
      position += 1
      return
    }
    var keys: Set<String> = []
    while problem == nil {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else {
        return fail("looking for beginning of object key string")
      }
      let key = scanString()
      if problem != nil { return }
      path.append(key)
      if !keys.insert(key).inserted { reportDuplicate() }
      skipBlanks()
      guard current == UInt8(ascii: ":") else { return fail("after object key") }
      position += 1
      scanValue(depth: depth + 1)
      path.removeLast()
      if problem != nil { return }
      skipBlanks()
      if current == UInt8(ascii: "}") {
        position += 1
        return
      }
      guard current == UInt8(ascii: ",") else { return fail("after object key:value pair") }
      position += 1
    }
  }

  private mutating func reportDuplicate() {
    var text = ""
    for part in path {
      if !text.isEmpty, !part.hasPrefix("[") { text += "." }
      text += part
    }
    if !duplicates.contains(text) { duplicates.append(text) }
  }
}
