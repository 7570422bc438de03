/// Swift source with everything blanked that is not code, so that rules about code can be plain
/// searches. Lines and columns stay where they are.
struct SwiftMask {
  private let source: [UInt8]
  private var masked: [UInt8]
  private var index = 0

  /// `text` with comments and the contents of string literals as blanks; code in interpolations
  /// stays.
  static func masked(_ text: String) -> String {
    var mask = SwiftMask(source: Array(text.utf8), masked: Array(text.utf8))
    mask.code(until: nil)
    return String(decoding: mask.masked, as: UTF8.self)
  }

  private func has(_ text: StaticString, at position: Int) -> Bool {
    guard position + text.utf8CodeUnitCount <= source.count else { return false }
    return text.withUTF8Buffer { buffer in
      for (offset, byte) in buffer.enumerated() where source[position + offset] != byte {
        return false
      }
      return true
    }
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where index < source.count {
      if source[index] != UInt8(ascii: "\n") { masked[index] = UInt8(ascii: " ") }
      index += 1
    }
  }

  /// Passes code; inside an interpolation, up to the parenthesis that ends it.
  private mutating func code(until end: UInt8?) {
    var depth = 0
    while index < source.count {
      let byte = source[index]
      if has("//", at: index) {
        lineComment()
      } else if has("/*", at: index) {
        blockComment()
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#"), let hashes = opening() {
        string(hashes: hashes)
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          if depth == 0, end == byte { return }
          depth -= 1
        }
        index += 1
      }
    }
  }

  private mutating func lineComment() {
    while index < source.count, source[index] != UInt8(ascii: "\n") { blank(1) }
  }

  private mutating func blockComment() {
    while index < source.count, !has("*/", at: index) { blank(1) }
    blank(2)
  }

  /// The number of `#` before the quote that begins here; nil when no string begins here.
  private func opening() -> Int? {
    var hashes = 0
    while index + hashes < source.count, source[index + hashes] == UInt8(ascii: "#") {
      hashes += 1
    }
    return index + hashes < source.count && source[index + hashes] == UInt8(ascii: "\"")
      ? hashes : nil
  }

  private mutating func string(hashes: Int) {
    index += hashes
    let isMultiline = has("\"\"\"", at: index)
    let quotes = isMultiline ? 3 : 1
    index += quotes
    while index < source.count {
      if closes(quotes: quotes, hashes: hashes) {
        index += quotes + hashes
        return
      }
      if source[index] == UInt8(ascii: "\\"), isEscape(hashes) {
        let after = index + 1 + hashes
        if after < source.count, source[after] == UInt8(ascii: "(") {
          blank(2 + hashes)
          code(until: UInt8(ascii: ")"))
          blank(1)
        } else {
          blank(2 + hashes)
        }
      } else {
        blank(1)
      }
    }
  }

  private func closes(quotes: Int, hashes: Int) -> Bool {
    guard index + quotes + hashes <= source.count else { return false }
    for offset in 0..<quotes where source[index + offset] != UInt8(ascii: "\"") { return false }
    for offset in 0..<hashes where source[index + quotes + offset] != UInt8(ascii: "#") {
      return false
    }
    return true
  }

  private func isEscape(_ hashes: Int) -> Bool {
    for offset in 0..<hashes
    where index + 1 + offset >= source.count || source[index + 1 + offset] != UInt8(ascii: "#") {
      return false
    }
    return true
  }
}
