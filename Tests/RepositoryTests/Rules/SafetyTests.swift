import Testing

/// What may end the process, or lets the compiler look away.
@Suite struct SafetyTests {
  private static let files = Repository.sources + Repository.tests

  private static func violations(
    _ files: [SourceFile], _ text: String, _ find: (SourceFile, Int) -> Bool
  ) -> [Violation] {
    files.flatMap { file in
      file.code.indices.filter { find(file, $0) }.map {
        Violation(path: file.path, line: $0 + 1, text: text)
      }
    }
  }

  @Test func nothingIsForced() {
    let violations = Self.violations(Self.files, "handle the error or the nil") { file, index in
      ["try!", "as!"].contains { SourceFile.containsWord($0, in: file.code[index]) }
        || Self.unwraps(file.code[index])
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  /// An exclamation mark behind a name or a bracket that is not the start of `!=`.
  static func unwraps(_ line: Substring) -> Bool {
    let bytes = Array(line.utf8)
    for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "!") {
      let before = bytes[index - 1]
      let isValue =
        SourceFile.isLetter(before) || before == UInt8(ascii: ")") || before == UInt8(ascii: "]")
      let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
      if isValue, next != UInt8(ascii: "=") { return true }
    }
    return false
  }

  @Test func nothingEndsTheProcessOnPurpose() {
    let violations = Self.violations(
      Repository.sources, "return an error, or state a precondition"
    ) { file, index in
      SourceFile.containsWord("fatalError(", in: file.code[index])
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  @Test func whatTheCompilerDoesNotCheckIsExplained() {
    let text = "say in a comment why it holds"
    let violations = Self.violations(Self.files, text) { file, index in
      let line = file.code[index]
      guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") else {
        return false
      }
      let around = file.lines[max(index - 3, 0)...min(index + 1, file.lines.count - 1)]
      return !around.contains { $0.contains("//") && !$0.contains("///") }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  @Test func onlyCommandsPrint() {
    let sources = Repository.sources.filter { $0.module != "GodwitCommands" }
    let violations = Self.violations(sources, "return text instead of printing") { file, index in
      ["print(", "debugPrint(", "dump("].contains {
        SourceFile.containsWord($0, in: file.code[index])
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  @Test func noTestIsSwitchedOff() {
    let violations = Self.violations(Repository.tests, "repair it or remove it") { file, index in
      [".disabled(", "withKnownIssue", "XCTSkip"].contains {
        SourceFile.containsWord($0, in: file.code[index])
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  @Test func testsDoNotSleep() {
    let violations = Self.violations(Repository.tests, "wait for what happens") { file, index in
      ["Task.sleep", "usleep(", "sleep(", "Thread.sleep"].contains {
        SourceFile.containsWord($0, in: file.code[index])
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }
}
