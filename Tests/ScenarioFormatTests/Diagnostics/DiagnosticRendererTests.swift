import GodwitModel
import ScenarioFormat
import Testing

@Suite("Diagnostic renderer")
struct DiagnosticRendererTests {
  private func diagnostics(_ steps: String) -> [Diagnostic] {
    ScenarioLoader.load(text: document("  steps:\n" + steps), path: "a/b.yaml").diagnostics
  }

  @Test func putsCaretsUnderThePiece() {
    let text = DiagnosticRenderer.text(diagnostics("    - when: { wait: 1s, az: mia }\n"))
    #expect(
      text == """
        a/b.yaml:8:25: unknown key "az" in a when; did you mean "as"?
            - when: { wait: 1s, az: mia }
                                ^~

        """)
  }

  @Test func marksWarnings() {
    let text = document("  matrix: { a: [1] }\n  steps: [{ when: { wait: 1s } }]")
    let result = ScenarioLoader.load(text: text, path: "x.yaml")
    #expect(!result.hasErrors)
    #expect(result.scenarios.count == 1)
    #expect(
      DiagnosticRenderer.text(result.diagnostics)
        .hasPrefix("x.yaml:7:13: warning: \"a\" of the matrix is used nowhere\n"))
  }

  @Test func writesJSON() throws {
    let first = try #require(diagnostics("    - when: { wait: 1s, az: mia }\n").first)
    #expect(
      DiagnosticRenderer.json(first) == [
        "file": "a/b.yaml", "line": 8, "column": 25, "endLine": 8, "endColumn": 27,
        "severity": "error", "message": "unknown key \"az\" in a when; did you mean \"as\"?",
        "suggestion": "as",
      ])
  }

  @Test func showsNoControlCharacters() {
    let text = DiagnosticRenderer.text(
      diagnostics("    - title: \"a\u{200E}b ${x}\"\n      when: { wait: \"\\e[31m\" }\n"))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.unicodeScalars.contains("\u{200E}"))
    #expect(text.contains("wait must be a duration such as 30s or 1m30s, not \"\u{FFFD}[31m\""))
  }

  @Test func limitsTheNumberOfProblems() {
    let steps = (1...2000).map { "    - when: { wait: x\($0) }\n" }.joined()
    let found = diagnostics(steps)
    #expect(found.count == ReadingLimits.diagnostics + 1)
    #expect(found.contains { $0.message == "more problems follow, which are not shown" })
  }
}
