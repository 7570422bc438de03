import GodwitModel
import Testing

@testable import ScenarioFormat

@Suite("Regular expressions and Swift")
struct RegularExpressionAgreementTests {
  private static let pieces = [
    "a", "b", "1", " ", "-", ".", ":", "^", "$", "|", "(", ")", "(?:", "(?=", "(?!", "[", "]",
    "[^", "[a-z]", "*", "+", "?", "{2}", "{2,}", "{1,3}", "{", "}", ",", "\\d", "\\w", "\\s", "\\b",
    "\\.", "\\[", "\\]", "\\\\", "\\n", "\\-", "/", "#", "&", "~", "é", "(?i)", "(?i:",
  ]

  /// What is accepted here must be an expression for those who match it.
  @Test func whatIsAcceptedIsAnExpression() {
    var generator = SeededGenerator(state: 42)
    var accepted = 0
    for _ in 0..<20_000 {
      var expression = ""
      for _ in 0..<Int.random(in: 1...7, using: &generator) {
        expression += Self.pieces.randomElement(using: &generator) ?? ""
      }
      guard RegularExpressionSyntax.fault(of: expression) == nil else { continue }
      accepted += 1
      #expect(throws: Never.self, "\(expression)") { try Regex(expression) }
    }
    #expect(accepted > 2000)
  }
}
