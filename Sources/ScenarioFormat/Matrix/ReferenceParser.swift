/// Finds the `${…}` of a text.
enum ReferenceParser {
  /// A piece of a text; offsets count Unicode scalars.
  enum Piece: Hashable {
    case text(String)
    case reference(String, offset: Int)
    /// A `${` that no `}` follows.
    case unclosed(offset: Int)
  }

  /// The pieces in order; `$${` is the text `${`.
  static func pieces(of text: String) -> [Piece] {
    var text = text
    return text.withUTF8 { pieces(of: $0) }
  }

  private static let dollar = UInt8(ascii: "$")
  private static let open = UInt8(ascii: "{")

  private static func pieces(of bytes: UnsafeBufferPointer<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var plain: [UInt8] = []
    var index = 0
    var offset = 0
    func isOpen(_ index: Int) -> Bool {
      index + 1 < bytes.count && bytes[index] == dollar && bytes[index + 1] == open
    }
    while index < bytes.count {
      if bytes[index] == dollar, isOpen(index + 1) {
        plain += [dollar, open]
        index += 3
        offset += 3
      } else if isOpen(index) {
        if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain.removeAll(keepingCapacity: true)
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
          pieces.append(.unclosed(offset: offset))
          return pieces
        }
        let name = String(
          decoding: UnsafeBufferPointer(rebasing: bytes[(index + 2)..<end]), as: UTF8.self)
        pieces.append(.reference(name, offset: offset))
        index = end + 1
        offset += name.unicodeScalars.count + 3
      } else {
        plain.append(bytes[index])
        if bytes[index] & 0xC0 != 0x80 { offset += 1 }
        index += 1
      }
    }
    if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
    return pieces
  }
}
