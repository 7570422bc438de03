import GodwitModel

/// Writes diagnostics for people and for programs.
package enum DiagnosticRenderer {
  /// One diagnostic: `file:line:column: message`, the source line, and carets under the piece.
  ///
  /// The text ends without a newline.
  package static func text(_ diagnostic: Diagnostic) -> String {
    let place = "\(diagnostic.file):\(diagnostic.line):\(diagnostic.column)"
    let severity = diagnostic.severity == .warning ? "warning: " : ""
    let head = "\(place): \(severity)\(diagnostic.fullMessage)"
    guard let line = diagnostic.sourceLine else { return head }
    let excerpt = SourceExcerpt(
      line: line, column: diagnostic.column,
      endColumn: diagnostic.endLine == diagnostic.line ? diagnostic.endColumn : nil)
    return head + "\n" + excerpt.line + "\n" + excerpt.carets
  }

  /// All diagnostics, one after the other, each with a newline at its end.
  package static func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { text($0) + "\n" }.joined()
  }

  /// The diagnostic as an object with `file`, `line`, `column`, `endLine`, `endColumn`,
  /// `severity`, `message` and, where there is one, `suggestion`.
  package static func json(_ diagnostic: Diagnostic) -> JSONValue {
    var object: JSONObject = [
      "file": .string(diagnostic.file),
      "line": .int(diagnostic.line),
      "column": .int(diagnostic.column),
      "endLine": .int(diagnostic.endLine),
      "endColumn": .int(diagnostic.endColumn),
      "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.fullMessage),
    ]
    object["suggestion"] = diagnostic.suggestion.map { .string($0) }
    return .object(object)
  }

  /// All diagnostics as an array.
  package static func json(_ diagnostics: [Diagnostic]) -> JSONValue {
    .array(diagnostics.map { json($0) })
  }
}
