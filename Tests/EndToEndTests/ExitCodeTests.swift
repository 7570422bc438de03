import Testing

/// What scripts rely on.
@Suite struct ExitCodeTests {
  private let folder: TemporaryFolder
  private let godwit: Command

  init() throws {
    folder = try TemporaryFolder()
    godwit = Command(in: folder)
  }

  @Test func aPassedScenarioEndsWith0() async throws {
    try folder.write(Samples.passing, to: "a.yaml")
    let result = try await godwit.run("run", "a.yaml")
    #expect(result.status == 0)
    #expect(result.output.contains("1 passed"))
    #expect(result.errors == "")
  }

  @Test func aFailedScenarioEndsWith1AndSaysWhy() async throws {
    try folder.write(Samples.failing, to: "a.yaml")
    let result = try await godwit.run("run", "a.yaml")
    #expect(result.status == 1)
    #expect(result.output.contains("1 failed"))
    #expect(result.output.contains("status.phase"))
    #expect(result.output.contains("a.yaml:"))
  }

  @Test(arguments: [
    ["run", "--frob"], ["frob"], ["run", "--kubevirt", "v3"], ["run", "--backend", "recording"],
    ["run", "nowhere.yaml"], ["run", "--shard", "3/2"], ["run", "--tag", "a b"],
    ["run", "-j", "0"],
    ["trace"],
  ])
  func wrongUsageEndsWith2(arguments: [String]) async throws {
    try folder.write(Samples.passing, to: "scenarios/a.yaml")
    let result = try await RunningCommand(godwit, arguments).result()
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors != "")
    #expect(!folder.exists("reports"))
  }

  @Test func anInvalidScenarioEndsWith3BeforeAnythingRuns() async throws {
    try folder.write(Samples.passing, to: "scenarios/a.yaml")
    try folder.write(Samples.invalid, to: "scenarios/b.yaml")
    let run = try await godwit.run("run")
    #expect(run.status == 3)
    #expect(run.errors.contains("scenarios/b.yaml:10:"))
    #expect(run.errors.contains("migrate"))
    #expect(run.output == "")
    #expect(!folder.exists("reports"))
    let check = try await godwit.run("check")
    #expect(check.status == 3)
    #expect(check.output.contains("scenarios/b.yaml:10:"))
  }

  @Test(arguments: [
    ["run", "--filter", "nothing"], ["run", "--tag", "not sample"], ["list", "b"],
  ])
  func nothingSelectedEndsWith4(arguments: [String]) async throws {
    try folder.write(Samples.passing, to: "scenarios/a.yaml")
    try folder.write("no scenario", to: "b/readme.txt")
    let result = try await RunningCommand(godwit, arguments).result()
    #expect(result.status == 4)
    #expect(result.errors.contains("scenarios"))
  }

  @Test func withoutTheStandardFolderNothingIsSelected() async throws {
    let result = try await godwit.run("run")
    #expect(result.status == 4)
    #expect(result.errors.contains("scenarios/"))
  }

  @Test func allSkippedEndsWith0AndAWarning() async throws {
    try folder.write(Samples.skipped, to: "a.yaml")
    let result = try await godwit.run("run", "a.yaml")
    #expect(result.status == 0)
    #expect(result.output.contains("requires kubevirt >=v1.99"))
    #expect(result.errors.contains("warning: every scenario was skipped"))
  }

  @Test func unwritableReportsEndTheRunBeforeItBegins() async throws {
    try folder.write(Samples.passing, to: "a.yaml")
    try folder.write("a file", to: "file")
    let result = try await godwit.run("run", "a.yaml", "--db", "file/x.sqlite")
    #expect(result.status == 2)
    #expect(result.errors.contains("file/x.sqlite") || result.errors.contains("file:"))
    let foreign = try await godwit.run("run", "a.yaml", "--db", "file")
    #expect(foreign.status == 2)
    #expect(try folder.text(of: "file") == "a file")
  }

  @Test func helpAndVersionEndWith0OnStandardOutput() async throws {
    let version = try await godwit.run("--version")
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
    let help = try await godwit.run("run", "--help")
    #expect(help.status == 0)
    for option in ["--db", "--junit", "--html", "--events", "--shard", "--retries", "--seed"] {
      #expect(help.output.contains(option))
    }
    #expect(help.errors == "")
  }
}
