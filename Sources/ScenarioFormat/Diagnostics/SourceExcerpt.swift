/// A source line and a line of carets under a piece of it.
struct SourceExcerpt {
  let line: String
  let carets: String

  /// Longer lines are cut around the piece.
  private static let maximumWidth = 160
  private static let contextBefore = 60

  /// The piece goes from `column` to before `endColumn`, or to the end of the line.
  init(line: String, column: Int, endColumn: Int?) {
    let scalars = Array(line.unicodeScalars)
    let start = min(max(0, column - 1), scalars.count)
    let end = max(start, min(endColumn.map { $0 - 1 } ?? scalars.count, scalars.count))
    var from = 0
    var to = scalars.count
    if scalars.count > Self.maximumWidth {
      from = max(0, min(start - Self.contextBefore, scalars.count - Self.maximumWidth))
      to = from + Self.maximumWidth
    }
    var text = from > 0 ? "…" : ""
    var marks = from > 0 ? " " : ""
    for index in from..<to {
      let scalar = scalars[index]
      text.unicodeScalars.append(scalar.isControl && scalar != "\t" ? "\u{FFFD}" : scalar)
      if index < start {
        marks += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.columnWidth)
      } else if index < end {
        let width = scalar == "\t" ? 1 : scalar.columnWidth
        marks += String(repeating: "~", count: width)
      }
    }
    if to < scalars.count { text += "…" }
    do {
      let indent = marks.prefix { $0 == " " || $0 == "\t" }
      let span = marks.dropFirst(indent.count)
      self.carets = indent + "^" + span.dropFirst()
    }
    self.line = text
  }
}

extension Unicode.Scalar {
  /// Columns that a terminal gives the character: none to combining marks, two to wide ones.
  fileprivate var columnWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
