import Testing

/// The rules are only as good as what they look at.
@Suite struct SwiftMaskTests {
  @Test(arguments: [
    ("let a = 1 // Date(", "let a = 1         "),
    ("a /* Date( */ b", "a             b"),
    (#"let a = "Date(" + b"#, #"let a = "     " + b"#),
    (#""a\(f(Date()))b" c"#, #""   f(Date())  " c"#),
    (#""\"Date(" c"#, #""       " c"#),
    (##"#"a"Date("# c"##, ##"#"       "# c"##),
  ])
  func onlyCodeStays(source: String, expected: String) {
    #expect(SwiftMask.masked(source) == expected)
  }

  @Test func linesStayInMultilineStrings() {
    let source = "let a = \"\"\"\n  Date(\n  \"\"\"\nlet b = 1"
    #expect(SwiftMask.masked(source) == "let a = \"\"\"\n       \n  \"\"\"\nlet b = 1")
  }

  @Test func functionsAreMeasured() {
    let source = """
      protocol P {
        func a()
        func b() -> Int
      }
      struct S {
        func c(_ f: () -> Void = { }) {
          if true {
          }
        }
      }
      """
    let found = FunctionFinder.functions(in: SourceFile(path: "a.swift", text: source))
    #expect(found.map(\.name) == ["c"])
    #expect(found.map(\.length) == [4])
  }

  @Test(arguments: [
    ("a!.b", true), ("a != b", false), ("!a", false), ("f()!", true), ("a!=b", false),
  ])
  func unwrappingIsSeen(line: String, expected: Bool) {
    #expect(SafetyTests.unwraps(line[...]) == expected)
  }

  @Test func unorderedCollectionsAreSeen() {
    #expect(PurityTests.unorderedName("  private var names: [String: Int] = [:]") == "names")
    #expect(PurityTests.unorderedName("  let seen: Set<String> = []") == "seen")
    #expect(PurityTests.unorderedName("  let list: [(a: Int, b: Int)] = []") == nil)
    #expect(PurityTests.iterates("names", in: "    for name in names {"))
    #expect(PurityTests.iterates("names", in: "    let a = names.keys"))
    #expect(!PurityTests.iterates("names", in: "    let a = names[key]"))
  }

  @Test func importsAreSeen() {
    #expect(ImportTests.imported("import Foundation") == "Foundation")
    #expect(ImportTests.imported("@testable import Engine") == "Engine")
    #expect(ImportTests.imported("package import struct Foundation.Data") == "Foundation")
    #expect(ImportTests.imported("let importance = 1") == nil)
  }
}
