/// Collects the problems of one file. Cases of a matrix report the same problem once.
final class DiagnosticCollector {
  private let file: String
  private var seen: Set<Key> = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var errorCount = 0

  private struct Key: Hashable {
    var line: Int32
    var column: Int32
    var message: String
  }

  init(file: String) { self.file = file }

  /// Reports something because of which the scenario cannot run.
  func error(
    _ message: String, at range: SourceRange, suggestion: String? = nil, hint: String? = nil
  ) {
    errorCount += 1
    add(.error, message, range, suggestion, hint)
  }

  /// Reports something that has no effect.
  func warning(_ message: String, at range: SourceRange, hint: String? = nil) {
    add(.warning, message, range, nil, hint)
  }

  private func add(
    _ severity: Diagnostic.Severity, _ message: String, _ range: SourceRange,
    _ suggestion: String?, _ hint: String?
  ) {
    guard diagnostics.count <= ReadingLimits.diagnostics else { return }
    let key = Key(line: range.startLine, column: range.startColumn, message: message)
    guard seen.insert(key).inserted else { return }
    let isOver = diagnostics.count == ReadingLimits.diagnostics
    diagnostics.append(
      Diagnostic(
        severity: severity, file: file, line: Int(range.startLine),
        column: Int(range.startColumn), endLine: Int(range.endLine),
        endColumn: Int(range.endColumn),
        message: isOver ? "more problems follow, which are not shown" : message,
        suggestion: isOver ? nil : suggestion, hint: isOver ? nil : hint))
  }

  /// The problems in the order of the file, each with its source line.
  func located(in source: SourceText?) -> [Diagnostic] {
    var sorted = diagnostics.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }.map(\.element)
    guard let source, !sorted.isEmpty else { return sorted }
    let lines = source.lines(sorted.map(\.line))
    for index in sorted.indices { sorted[index].sourceLine = lines[index] }
    return sorted
  }
}
