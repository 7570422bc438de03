/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// Byte offset of the first bad byte.
  package let offset: Int
  package let reason: String
}

extension JSONValue {
  /// Reads one JSON text. Nesting is limited to 512 levels; duplicate keys keep the last value.
  package init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Reads one JSON text from UTF-8 bytes. Nesting is limited to 512 levels.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader(bytes: bytes)
    self = try reader.readDocument()
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private static let maximumDepth = 512
  /// From how many members on an object's keys are kept in a set too.
  private static let largeObject = 32

  mutating func readDocument() throws(JSONError) -> JSONValue {
    let value = try readValue(depth: 0)
    skipBlanks()
    if position < bytes.count { throw error("unexpected text after the value") }
    return value
  }

  private func error(_ reason: String) -> JSONError { JSONError(offset: position, reason: reason) }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return .object(try readObject(depth: depth))
    case UInt8(ascii: "["): return .array(try readArray(depth: depth))
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return try readNumber()
    case nil: throw error("unexpected end of text")
    default: throw error("unexpected character")
    }
  }

  private mutating func readWord(
    _ word: String, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    for byte in word.utf8 {
      guard current == byte else { throw error("unexpected character") }
      position += 1
    }
    return value
  }

  private mutating func readNumber() throws(JSONError) -> JSONValue {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") {
      position += 1
    } else {
      try readDigits()
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try readDigits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try readDigits()
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func readDigits() throws(JSONError) {
    let start = position
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
    }
    if position == start { throw error("a digit is missing") }
  }

  private mutating func readArray(depth: Int) throws(JSONError) -> [JSONValue] {
    if depth >= Self.maximumDepth { throw error("nested too deeply") }
    position += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if current == UInt8(ascii: "]") {
      position += 1
      return elements
    }
    while true {
      elements.append(try readValue(depth: depth + 1))
      skipBlanks()
      if current == UInt8(ascii: ",") {
        position += 1
      } else if current == UInt8(ascii: "]") {
        position += 1
        return elements
      } else {
        throw error("expected ',' or ']'")
      }
    }
  }

  private mutating func readObject(depth: Int) throws(JSONError) -> JSONObject {
    if depth >= Self.maximumDepth { throw error("nested too deeply") }
    position += 1
    var object = JSONObject()
    // Only for large objects: looking through the members would then take quadratic time.
    var keys: Set<String> = []
    skipBlanks()
    if current == UInt8(ascii: "}") {
      position += 1
      return object
    }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
      let key = try readString()
      skipBlanks()
      guard current == UInt8(ascii: ":") else { throw error("expected ':'") }
      position += 1
      let value = try readValue(depth: depth + 1)
      if object.count == Self.largeObject { keys.formUnion(object.keys) }
      if object.count >= Self.largeObject, keys.insert(key).inserted {
        object.append(key, value)
      } else {
        object[key] = value
      }
      skipBlanks()
      if current == UInt8(ascii: ",") {
        position += 1
      } else if current == UInt8(ascii: "}") {
        position += 1
        return object
      } else {
        throw error("expected ',' or '}'")
      }
    }
  }

  private mutating func readString() throws(JSONError) -> String {
    position += 1
    let start = position
    skipPlainText()
    if current == UInt8(ascii: "\"") {
      defer { position += 1 }
      return try string(bytes[start..<position])
    }
    var text = Array(bytes[start..<position])
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try string(text[...])
      case UInt8(ascii: "\\"):
        position += 1
        try readEscape(into: &text)
      case 0..<0x20: throw error("control character in a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw error("unterminated string")
  }

  /// Goes on to what ends a string or needs a closer look.
  private mutating func skipPlainText() {
    bytes.withUnsafeBufferPointer { bytes in
      var index = position
      while index < bytes.count, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
        bytes[index] != UInt8(ascii: "\\")
      {
        index += 1
      }
      position = index
    }
  }

  private func string(_ text: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw error("text is not UTF-8")
    }
    return string
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) {
    guard let byte = current else { throw error("unterminated string") }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): try readUnicodeEscape(into: &text)
    default: throw error("unknown escape")
    }
  }

  private mutating func readUnicodeEscape(into text: inout [UInt8]) throws(JSONError) {
    var code = try readHexadecimal()
    if (0xD800..<0xDC00).contains(code), current == UInt8(ascii: "\\") {
      position += 1
      guard current == UInt8(ascii: "u") else { throw error("half of a surrogate pair") }
      position += 1
      let low = try readHexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw error("half of a surrogate pair") }
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw error("half of a surrogate pair") }
    text.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func readHexadecimal() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("expected four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}
