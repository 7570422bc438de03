import Testing

/// Words that have no place in the repository.
@Suite struct WordingTests {
  /// Written in pieces, so that this file does not hold them.
  private static let unfinished = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]

  /// Folders of one machine.
  private static let places = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Use" + "rs/"]

  private static func violations(_ words: [String], _ text: String) -> [Violation] {
    Repository.texts.flatMap { file in
      file.lines.indices.flatMap { index in
        words.filter { SourceFile.containsWord($0, in: file.lines[index]) }.map {
          Violation(path: file.path, line: index + 1, text: "\($0): \(text)")
        }
      }
    }
  }

  @Test func nothingIsLeftForLater() {
    let violations = Self.violations(Self.unfinished, "finish it, or refuse it with an error")
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  @Test func noPathOfOneMachine() {
    let violations = Self.violations(Self.places, "a folder of one machine")
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }
}
