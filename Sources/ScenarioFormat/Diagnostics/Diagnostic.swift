/// A problem of a scenario file, where it stands, and what may be meant.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    /// The scenario cannot run.
    case error
    /// It can, but something in it has no effect.
    case warning
  }

  package var severity: Severity
  /// The path as it was given.
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, counted in Unicode scalars.
  package var column: Int
  /// The line on which the piece ends.
  package var endLine: Int
  /// The column after its last character.
  package var endColumn: Int
  /// What is wrong, without the suggestion.
  package var message: String
  /// What the text at this place may have been meant to be.
  package var suggestion: String?
  /// What to do about it, as the end of a sentence.
  package var hint: String?
  /// The line as it stands in the file; nil for problems of whole files.
  package var sourceLine: String?
}

extension Diagnostic {
  /// A problem of a whole file, for example that it cannot be read.
  package static func ofFile(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      severity: .error, file: path, line: 1, column: 1, endLine: 1, endColumn: 1,
      message: message)
  }

  /// The message with the suggestion and the hint.
  package var fullMessage: String {
    var text = message
    if let suggestion { text += "; did you mean \(suggestion.quotedForMessage)?" }
    if let hint { text += "; " + hint }
    return text
  }
}

extension String {
  /// The text in double quotes, shortened, without characters that a terminal would act on.
  var quotedForMessage: String {
    var text = "\""
    for (index, scalar) in unicodeScalars.enumerated() {
      if index == 80 {
        text += "…"
        break
      }
      switch scalar {
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\"": text += "\\\""
      default: text.unicodeScalars.append(scalar.isControl ? "\u{FFFD}" : scalar)
      }
    }
    return text + "\""
  }
}

extension Unicode.Scalar {
  /// Whether a terminal might act on it instead of showing it.
  var isControl: Bool {
    if value >= 0x20, value < 0x7F { return false }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
