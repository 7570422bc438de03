import GodwitModel

/// How parts of a text are set off on a terminal.
package struct TextStyle: Sendable {
  /// What a part is; a style says how that looks.
  package enum Role: Sendable {
    case passed
    case failed
    case inconclusive
    case skipped
    /// What the eye should find first.
    case strong
    /// What may be passed over.
    case faint
    case expected
    case actual
  }

  private let isColoured: Bool

  /// No escape codes at all.
  package static let plain = TextStyle(isColoured: false)
  /// ANSI colours, readable on dark and light backgrounds.
  package static let coloured = TextStyle(isColoured: true)

  /// `text` as it is shown in `role`. The text must be clean of escape codes.
  package func show(_ text: String, _ role: Role) -> String {
    if !isColoured || text.isEmpty { return text }
    let code =
      switch role {
      case .passed, .expected: "32"
      case .failed: "1;31"
      case .actual: "31"
      case .inconclusive: "35"
      case .skipped: "33"
      case .strong: "1"
      case .faint: "2"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// `text` in the colour of `verdict`.
  package func show(_ text: String, of verdict: Verdict) -> String {
    let role: Role =
      switch verdict {
      case .passed: .passed
      case .failed: .failed
      case .inconclusive: .inconclusive
      case .skipped: .skipped
      }
    return show(text, role)
  }
}
