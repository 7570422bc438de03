/// Writes the fields of a message in the wire form of protocol buffers.
struct ProtobufWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int, _ text: String) {
    addBytes(number, Array(text.utf8))
  }

  /// A message within this one.
  mutating func add(_ number: Int, _ message: ProtobufWriter) { addBytes(number, message.bytes) }

  private mutating func addBytes(_ number: Int, _ content: [UInt8]) {
    varint(UInt64(number << 3 | 2))
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
