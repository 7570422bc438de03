import GodwitModel
import KubernetesYAML
import Testing

@Suite struct YAMLTests {
  @Test(
    arguments: [
      ("y", true), ("No", false), ("on", true), ("~", .null), ("12", 12), ("0x10", 16), ("010", 8),
      ("1_000", 1000), ("1.50", .number("1.50")), (".5", .number("0.5")),
      ("yes please", "yes please"),
      ("1.2.3", "1.2.3"), ("2026-01-01", "2026-01-01"),
    ] as [(String, JSONValue)])
  func plainScalarsMeanWhatTheyMeanInYAML11(_ text: String, _ value: JSONValue) throws {
    let document = try YAMLDocument(parsing: Array("a: \(text)\n".utf8))
    #expect(document.value == ["a": value])
  }

  @Test func quotedScalarsAreText() throws {
    let document = try YAMLDocument(parsing: Array("a: 'y'\nb: \"12\"\n".utf8))
    #expect(document.value == ["a": "y", "b": "12"])
  }

  @Test func keysThatComeTwiceAreReported() throws {
    let document = try YAMLDocument(parsing: Array("m:\n  a: 1\n  a: 2\n".utf8))
    #expect(document.value == ["m": ["a": 2]])
    #expect(document.duplicates == ["m.a"])
  }

  @Test func anchorsAndMergeKeysAreResolved() throws {
    let text = "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n"
    let document = try YAMLDocument(parsing: Array(text.utf8))
    #expect(document.value["use"]?["x"] == 1)
  }

  @Test func brokenTextIsRefused() {
    #expect(throws: YAMLDocument.Failure.self) { try YAMLDocument(parsing: Array("a: [1".utf8)) }
    #expect(throws: YAMLDocument.Failure.self) { try YAMLDocument(parsing: Array("a: *x".utf8)) }
  }

  @Test func aliasesCannotMultiply() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(throws: YAMLDocument.Failure.self) { try YAMLDocument(parsing: Array(text.utf8)) }
  }

  @Test(arguments: [
    "true", "12", "2026-01-01T00:00:00Z", "", "a: b", "- a", "two\nlines\n", "'", "~",
  ])
  func whatIsWrittenIsReadBack(_ text: String) throws {
    let value: JSONValue = ["a": .string(text), "b": [["c": .string(text)], .string(text)]]
    #expect(try YAMLDocument(parsing: YAMLWriter.bytes(value)).value == value)
  }
}
