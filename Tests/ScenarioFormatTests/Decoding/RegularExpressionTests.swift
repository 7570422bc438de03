import ScenarioFormat
import Testing

@Suite("Regular expressions")
struct RegularExpressionTests {
  private func problems(_ expression: String) -> [String] {
    messages(
      document(
        """
          given: { virtualMachines: [{ name: fedora }] }
          steps:
            - then:
                expect: { vmi/fedora: { metadata: { name: { $matches: '\(expression)' } } } }
        """))
  }

  @Test(arguments: [
    "^fedora-mig-[a-z0-9]+$", "a|b", "(?:a|b)*c?", "[^\\]]+", "a{2}b{2,}c{2,3}", "\\d+\\.\\w", "",
    "[a-z-]", "[\\]\\d]", "^(a(b)c)+?$", "End: +[0-9]{4}-[0-9]{2}T[0-9:]+Z", ".*", "a\\{",
  ])
  func areAccepted(expression: String) {
    #expect(problems(expression).isEmpty)
  }

  @Test(arguments: [
    "(", ")", "[a", "*", "a**", "a{2", "a{3,2}", "a{x}", "\\", "\\y", "(?<", "[z-a]", "|*", "[]a]",
    "[[a]", "[a--b]", "(?=a)*", "(?i)+",
  ])
  func areRefused(expression: String) {
    let found = problems(expression)
    #expect(found.count == 1)
    #expect(found.first?.contains("is no regular expression: ") == true)
  }
}
