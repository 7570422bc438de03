import GodwitModel

/// Takes apart one message of protocol buffers.
struct ProtobufReader {
  /// What a field holds: a number, or bytes that are a text, a message or a packed list.
  enum Value {
    case number(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field; nil at the end, and when the message is broken off or of an unknown form.
  mutating func next() -> (number: Int, value: Value)? {
    if rest.isEmpty { return nil }
    let field = field()
    if field == nil { isWhole = false }
    return field
  }

  private mutating func field() -> (number: Int, value: Value)? {
    guard let tag = varint(), let number = Int(exactly: tag >> 3), number > 0 else { return nil }
    switch tag & 7 {
    case 0: return varint().map { (number, .number($0)) }
    case 1: return take(8).map { (number, .bytes($0)) }
    case 2:
      guard let length = varint().flatMap({ Int(exactly: $0) }) else { return nil }
      return take(length).map { (number, .bytes($0)) }
    case 5: return take(4).map { (number, .bytes($0)) }
    default: return nil
    }
  }

  /// Whether nothing was broken off or of an unknown form so far.
  private(set) var isWhole = true

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.popFirst() {
      guard shift < 64 else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
