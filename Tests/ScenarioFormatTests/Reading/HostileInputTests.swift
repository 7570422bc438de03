import ScenarioFormat
import Testing

@Suite("Hostile input")
struct HostileInputTests {
  private func firstMessage(_ text: String) -> String? { messages(text).first }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test func refusesDepth() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
      let text = repeated(open, 100_000) + repeated(close, 100_000)
      #expect(firstMessage(text)?.hasPrefix("nested more than 64 levels deep") == true)
    }
    #expect(firstMessage(repeated("? ", 100_000)) == "nested more than 64 levels deep")
  }

  @Test func refusesSize() {
    let text = repeated("x", ReadingLimits.fileSize + 1)
    #expect(firstMessage(text) == "the file has 1048577 bytes, more than 1048576")
  }

  @Test func readsMegabyteScalars() {
    let text = document("  steps: [{ title: \"\(repeated("x", 1_000_000))\", when: { wait: 1s } }]")
    #expect(messages(text).isEmpty)
  }

  @Test func refusesManyValues() {
    #expect(
      firstMessage("[" + repeated("a,", 400_000) + "]") == "the file has more than 200000 values")
  }

  @Test func refusesManyDocuments() {
    #expect(
      messages(repeated("---\na\n", 100_000)).contains("the file has more than 1000 documents"))
  }

  @Test func refusesManyTagDirectives() {
    let text = (1...40_000).map { "%TAG !\($0)! tag:x,2000:\n" }.joined() + "--- a\n"
    #expect(messages(text) == ["tags are not part of the format"])
  }

  @Test func refusesAliasesBeforeTheyExpand() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = repeated("*a\(level - 1), ", 8)
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(messages(text).contains { $0.hasPrefix("aliases are not part of the format") })
  }

  @Test func refusesZeroBytes() {
    let text = document("  steps: [{ title: \"a\0b\", when: { wait: 1s } }]")
    #expect(
      firstMessage(text)?.hasPrefix("not valid YAML: U+0000: control characters") == true)
  }

  @Test func namesTheBadByte() {
    let bytes = Array("a: \u{E9}".utf8) + [0xC3, 0x28]
    let result = ScenarioLoader.load(bytes: bytes, path: "x.yaml")
    #expect(result.diagnostics.map(\.message) == ["not UTF-8 at byte offset 5"])
    #expect(result.diagnostics.first?.column == 5)
  }

  @Test func takesAByteOrderMark() {
    let text = "\u{FEFF}" + document("  steps: [{ when: { wait: x } }]")
    let result = ScenarioLoader.load(text: text, path: "x.yaml")
    #expect(result.diagnostics.map(\.line) == [7])
    #expect(result.diagnostics.map(\.column) == [27])
  }

  @Test func boundsWhatTheMatrixAddsUpTo() {
    let keys = (1...8).map { "    k\($0): [1, 2, 3, 4, 5, 6, 7, 8, 9]\n" }.joined()
    let titles = (1...8).map { "${k\($0)}" }.joined()
    let text = document("  matrix:\n\(keys)  steps: [{ title: \"\(titles)\", when: { wait: 1s } }]")
    #expect(messages(text).first == "the matrix has more than 10000 cases")
  }

  @Test func boundsWhatSubstitutionAddsUpTo() {
    let references = repeated("${long}", 5000)
    let text = document(
      """
        matrix: { long: ["\(repeated("x", 10_000))"] }
        steps:
          - { title: "\(references)", when: { wait: 1s } }
      """)
    #expect(messages(text) == ["matrix, count and ${…} make the file too large"])
  }

  @Test func boundsWhatMapsAddUpTo() {
    let map = "[" + repeated("{ a: b }, ", 3000) + "]"
    let list = repeated("\"${big}\", ", 2000)
    let text = document(
      """
        matrix: { big: [\(map)] }
        given: { manifests: [\(list)] }
        steps: [{ when: { wait: 1s } }]
      """)
    #expect(messages(text).contains("matrix, count and ${…} make the file too large"))
  }

  @Test func boundsCount() {
    let machines = (1...9).map {
      "      - { name: \"a\($0)-${n}\", count: 20000, labels: { a: a, b: b, c: c, d: d } }\n"
    }
    let text = document(
      "  given:\n    virtualMachines:\n\(machines.joined())  steps: [{ when: { wait: 1s } }]")
    #expect(messages(text) == ["matrix, count and ${…} make the file too large"])
  }

  @Test func findsDuplicatesAmongManyKeys() {
    let keys = (0..<30_000).map { "k\($0): 1\n" }.joined()
    #expect(messages(keys + "k7: 2\n").contains { $0.hasPrefix("duplicate key \"k7\"") })
  }
}
