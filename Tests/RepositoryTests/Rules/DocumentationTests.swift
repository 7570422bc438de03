import GodwitModel
import Testing

/// What other modules use says what it is.
///
/// Types, functions and subscripts need a comment, but not types within a type nor functions of
/// one or two lines, whose place or body tells. Properties, cases and initialisers need one where
/// their name and type do not say it all, which only a reader can judge.
@Suite struct DocumentationTests {
  /// What a protocol asks for is explained there.
  private static let requirements = [
    "appendChanges", "appendJSON", "close", "hash", "inject", "next", "open", "openSession",
    "reasonToSkip", "send", "value",
  ]

  @Test func declarationsForOtherModulesAreExplained() {
    let violations = Repository.sources.flatMap { file in
      file.code.indices.compactMap { index -> Violation? in
        guard let name = Self.declaration(file.code[index]), !Self.requirements.contains(name),
          !Self.isTold(by: index, in: file), !Self.hasComment(above: index, in: file)
        else { return nil }
        return Violation(
          path: file.path, line: index + 1, text: "\(name) has no comment (///)")
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  /// The name of the type, function or subscript that is declared for other modules on this line.
  static func declaration(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard words.contains("package") || words.contains("public") else { return nil }
    for keyword in ["struct", "class", "enum", "protocol", "actor", "typealias", "func"] {
      guard let place = words.firstIndex(of: Substring(keyword)), place + 1 < words.count else {
        continue
      }
      let name = words[place + 1].prefix { SourceFile.isLetter($0.utf8.first ?? 0) }
      return name.isEmpty ? nil : String(name)
    }
    return words.contains { $0.hasPrefix("subscript") } ? "subscript" : nil
  }

  private static func isTold(by index: Int, in file: SourceFile) -> Bool {
    let line = file.code[index]
    let isFunction = SourceFile.containsWord("func", in: line) || line.contains("subscript")
    if !isFunction { return line.hasPrefix(" ") }
    return FunctionFinder.bodyLength(file.code, from: index).map { $0 <= 4 } ?? false
  }

  private static func hasComment(above index: Int, in file: SourceFile) -> Bool {
    var line = index - 1
    while line >= 0, let first = file.lines[line].drop(while: { $0 == " " }).first, first == "@" {
      line -= 1
    }
    guard line >= 0 else { return false }
    let above = file.lines[line].drop { $0 == " " }
    return above.hasPrefix("//")
  }

  @Test func theReadmeExplainsEveryExitCode() {
    guard let readme = Repository.text("README.md") else { return }
    let cells = readme.split(separator: "\n").filter { $0.hasPrefix("|") }.compactMap {
      $0.split(separator: "|").first?.filter { $0 != " " && $0 != "`" }
    }
    let missing = ExitStatus.allCases.filter { !cells.contains("\($0.rawValue)") }
    #expect(missing.isEmpty, "README.md has no table row for \(missing.map(\.rawValue))")
  }
}
