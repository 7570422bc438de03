import GodwitModel
import Testing

/// One seed, one result.
@Suite struct DeterminismTests {
  private let folder: TemporaryFolder
  private let godwit: Command

  init() throws {
    folder = try TemporaryFolder()
    godwit = Command(in: folder)
    try folder.write(Samples.passing, to: "a.yaml")
  }

  @Test(arguments: ["text", "json"])
  func oneSeedGivesOneTrace(format: String) async throws {
    let first = try await godwit.run("trace", "a.yaml", "--seed", "7", "--format", format)
    let second = try await godwit.run("trace", "a.yaml", "--seed", "7", "--format", format)
    #expect(first.status == 0)
    #expect(first.output.count > 1000)
    #expect(first.output == second.output)
    #expect(first.errors == "passing: passed\n")
  }

  @Test func anotherSeedGivesOtherNames() async throws {
    let first = try await godwit.run("trace", "a.yaml", "--seed", "7", "--format", "json")
    let second = try await godwit.run("trace", "a.yaml", "--seed", "8", "--format", "json")
    #expect(first.output != second.output)
  }

  @Test func traceLinesHaveTheirPlaceInTime() async throws {
    let trace = try await godwit.run("trace", "a.yaml", "--format", "json")
    let lines = try trace.output.split(separator: "\n").map {
      try JSONValue(parsing: String($0))
    }
    #expect(lines.allSatisfy { $0["at"] != nil })
    #expect(lines.contains { $0["request"]?["method"] == "POST" && $0["response"]?["code"] == 201 })
    #expect(lines.contains { $0["event"] == "MODIFIED" && $0["object"]?["kind"] == "Pod" })
  }

  @Test func reportsDoNotDependOnHowManyRunAtATime() async throws {
    try folder.write(Samples.many, to: "many.yaml")
    func report(_ jobs: String) async throws -> String {
      let result = try await godwit.run(
        "run", "many.yaml", "--shard", "1/4", "-j", jobs, "--no-reports", "--junit", "x.xml")
      #expect(result.status == 0)
      return withoutTimes(try folder.text(of: "x.xml"))
    }
    let alone = try await report("1")
    let together = try await report("4")
    #expect(alone.contains("[a=1,"))
    #expect(alone == together)
  }

  /// The report without what a clock or the process gave, which is in attributes and properties.
  private func withoutTimes(_ xml: String) -> String {
    xml.split(separator: "\n").filter { !$0.contains("<property ") }.map { line in
      line.replacing(#/ (time|timestamp)="[^"]*"/#, with: "")
        .replacing(#/wall[^<]*/#, with: "")
    }.joined(separator: "\n")
  }
}
