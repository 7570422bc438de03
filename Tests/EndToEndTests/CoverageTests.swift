import Testing

/// `godwit coverage`, after a run.
@Suite struct CoverageTests {
  private let folder: TemporaryFolder
  private let godwit: Command

  init() throws {
    folder = try TemporaryFolder()
    godwit = Command(in: folder)
    let rows = ["MIG-1", "MIG-2", "MIG-3"].map {
      #"{"id":"\#($0)","area":"cancel","given":"g","when":"w","then":"t","scope":"core","#
        + #""simulable":true,"source":"s"}"#
    }
    try folder.write(rows.joined(separator: "\n"), to: "scenarios/catalogue.jsonl")
    try folder.write(
      Samples.passing.replacing("tags: [sample]", with: "criteria: [MIG-1, MIG-9]"),
      to: "scenarios/a.yaml")
    try folder.write(
      Samples.failing.replacing("tags: [sample]", with: "criteria: [MIG-2]"),
      to: "scenarios/b.yaml")
  }

  @Test func theLastRunDecides() async throws {
    #expect(try await godwit.run("run").status == 1)
    let result = try await godwit.run("coverage")
    #expect(result.status == 0)
    #expect(result.output.contains("33.3 % proved: 1 of 3 rows (core)"))
    #expect(result.output.contains("MIG-2  cancel: w → t (failing)"))
    #expect(result.output.contains("MIG-3  cancel: w → t\n"))
    #expect(result.errors == "warning: MIG-9 is not in scenarios/catalogue.jsonl\n")
    #expect(try await godwit.run("run", "scenarios/b.yaml").status == 1)
    let second = try await godwit.run("coverage", "--format", "json")
    #expect(second.status == 0)
    #expect(second.output.contains(#""provedPercent": 0.0"#))
  }

  @Test func theMinimumIsAGate() async throws {
    #expect(try await godwit.run("run", "--db", "x.sqlite", "--no-reports").status == 1)
    #expect(try await godwit.run("coverage", "--db", "x.sqlite", "--minimum", "33").status == 0)
    let below = try await godwit.run("coverage", "--db", "x.sqlite", "--minimum", "34")
    #expect(below.status == 1)
    #expect(below.errors.contains("less than 34 % is proved"))
  }

  @Test func missingFilesAreNamed() async throws {
    let noDatabase = try await godwit.run("coverage")
    #expect(noDatabase.status == 2)
    #expect(noDatabase.errors.contains("reports/godwit.sqlite: no such file; run scenarios first"))
    let noCatalogue = try await godwit.run("coverage", "--catalogue", "none.jsonl")
    #expect(noCatalogue.status == 2)
    #expect(noCatalogue.errors.contains("none.jsonl: No such file or directory"))
    let noScenarios = try await godwit.run("coverage", "nowhere")
    #expect(noScenarios.status == 2)
    #expect(noScenarios.errors.contains("nowhere: there is no such file or folder"))
    try folder.write("{}", to: "bad.jsonl")
    let bad = try await godwit.run("coverage", "--catalogue", "bad.jsonl")
    #expect(bad.status == 2)
    #expect(bad.errors.contains("bad.jsonl:1: "))
    let percent = try await godwit.run("coverage", "--minimum", "101")
    #expect(percent.status == 2)
  }
}
