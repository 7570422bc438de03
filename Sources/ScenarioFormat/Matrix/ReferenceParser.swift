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
    let scalars = Array(text.unicodeScalars)
    var pieces: [Piece] = []
    var plain = String.UnicodeScalarView()
    var index = 0
    func flush() {
      if !plain.isEmpty { pieces.append(.text(String(plain))) }
      plain = String.UnicodeScalarView()
    }
    while index < scalars.count {
      if scalars[index...].starts(with: ["$", "$", "{"]) {
        plain.append("$")
        plain.append("{")
        index += 3
      } else if scalars[index...].starts(with: ["$", "{"]) {
        flush()
        guard let end = scalars[index...].firstIndex(of: "}") else {
          pieces.append(.unclosed(offset: index))
          return pieces
        }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars[(index + 2)..<end])
        pieces.append(.reference(String(name), offset: index))
        index = end + 1
      } else {
        plain.append(scalars[index])
        index += 1
      }
    }
    flush()
    return pieces
  }
}
