/// The bytes of a scenario file as text, cut into lines as YAML cuts them.
struct SourceText {
  /// UTF-8 without a byte order mark.
  let bytes: [UInt8]

  /// Reads `bytes`; throws where they are too many or not UTF-8.
  init(_ bytes: [UInt8]) throws(ReadingProblem) {
    if bytes.count > ReadingLimits.fileSize {
      throw ReadingProblem(
        range: .start,
        message: "the file has \(bytes.count) bytes, more than \(ReadingLimits.fileSize)")
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw ReadingProblem(
        range: .start, message: "the file is UTF-16", hint: "scenarios are UTF-8")
    }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasMark ? Array(bytes.dropFirst(3)) : bytes
    if let offset = Self.firstInvalidByte(in: self.bytes) {
      let position = Self.position(of: offset, in: self.bytes)
      throw ReadingProblem(
        range: SourceRange(line: position.line, column: position.column),
        message: "not UTF-8 at byte offset \(offset + (hasMark ? 3 : 0))")
    }
  }

  /// The offset of the first byte that is not part of UTF-8; nil if all are.
  private static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var low = 0
    var position = 0
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar):
        position += scalar.count
        low = position
      case .error: return low
      case .emptyInput: return nil
      }
    }
  }

  /// The line and column of a byte, both from 1.
  static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    var index = 0
    while index < min(offset, bytes.count) {
      let length = lineBreakLength(in: bytes, at: index)
      if length > 0 {
        line += 1
        column = 1
        index += length
      } else {
        if bytes[index] & 0xC0 != 0x80 { column += 1 }
        index += 1
      }
    }
    return (line, column)
  }

  /// The texts of the given lines (from 1, ascending), without their line breaks.
  func lines(_ numbers: [Int]) -> [String] {
    var found: [String] = []
    var line = 1
    var start = 0
    var index = 0
    var next = 0
    while next < numbers.count {
      let length = index < bytes.count ? Self.lineBreakLength(in: bytes, at: index) : 0
      if index < bytes.count, length == 0 {
        index += 1
        continue
      }
      while next < numbers.count, numbers[next] <= line {
        found.append(
          numbers[next] == line ? String(decoding: bytes[start..<index], as: UTF8.self) : "")
        next += 1
      }
      if index >= bytes.count { break }
      index += length
      line += 1
      start = index
    }
    while found.count < numbers.count { found.append("") }
    return found
  }

  /// Bytes of the line break at `index`: CR, LF, CRLF, NEL, LS or PS, as libyaml has it; else 0.
  private static func lineBreakLength(in bytes: [UInt8], at index: Int) -> Int {
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
      return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}

/// Why a file cannot be read any further.
struct ReadingProblem: Error, Hashable {
  var range: SourceRange
  var message: String
  var hint: String?
}
