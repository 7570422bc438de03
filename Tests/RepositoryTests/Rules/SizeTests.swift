import Testing

/// Small files, small functions, lines that fit beside each other.
@Suite struct SizeTests {
  private static let mostLinesOfFile = 300
  private static let mostLinesOfFunction = 70
  private static let mostColumns = 100

  @Test func filesAreShort() {
    let violations = (Repository.sources + Repository.tests)
      .filter { $0.lines.count - 1 > Self.mostLinesOfFile }
      .map {
        Violation(
          path: $0.path, line: $0.lines.count - 1,
          text: "more than \(Self.mostLinesOfFile) lines; split it by concern")
      }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  @Test func functionsAreShort() {
    let violations = (Repository.sources + Repository.tests).flatMap { file in
      FunctionFinder.functions(in: file).filter { $0.length > Self.mostLinesOfFunction }.map {
        Violation(
          path: file.path, line: $0.line,
          text: "\($0.name) has \($0.length) lines; at most \(Self.mostLinesOfFunction)")
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  /// Text in string literals cannot be broken everywhere and does not count, in comments it can.
  private static func isTooLong(_ index: Int, in file: SourceFile) -> Bool {
    let line = file.lines[index]
    guard line.utf8.count > mostColumns, line.count > mostColumns else { return false }
    let indentation = line.prefix { $0 == " " }
    if line.dropFirst(indentation.count).hasPrefix("//") { return true }
    return indentation.count + file.code[index].count { $0 != " " } > mostColumns
  }

  @Test func linesAreShort() {
    let violations = (Repository.sources + Repository.tests).flatMap { file in
      file.lines.indices.filter { Self.isTooLong($0, in: file) }.map {
        Violation(
          path: file.path, line: $0 + 1, text: "more than \(Self.mostColumns) columns")
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }
}
