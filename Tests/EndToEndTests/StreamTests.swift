import Foundation
import GodwitModel
import Testing

/// Standard output is the result, standard error the rest.
@Suite struct StreamTests {
  private let folder: TemporaryFolder
  private let godwit: Command

  init() throws {
    folder = try TemporaryFolder()
    godwit = Command(in: folder)
    try folder.write(Samples.passing, to: "scenarios/a.yaml")
  }

  @Test(arguments: [["list"], ["check"]])
  func jsonIsAllThatStandardOutputHas(arguments: [String]) async throws {
    let result = try await RunningCommand(godwit, arguments + ["--format", "json"]).result()
    #expect(try JSONValue(parsing: result.output).array != nil)
    #expect(result.errors == "")
  }

  @Test func theSchemaIsJSON() async throws {
    let result = try await godwit.run("schema")
    #expect(try JSONValue(parsing: result.output)["$schema"] != nil)
  }

  @Test func listTellsWhatWouldBeSkipped() async throws {
    try folder.write(Samples.skipped, to: "scenarios/b.yaml")
    let result = try await godwit.run("list", "--format", "json")
    let list = try #require(JSONValue(parsing: result.output).array)
    #expect(list.map { $0["id"]?.string } == ["passing", "skipped"])
    #expect(list[0]["skipReason"] == nil)
    #expect(list[1]["skipReason"]?.string?.contains(">=v1.99") == true)
  }

  @Test(arguments: ["v1.4", "v1.9"])
  func theVersionThatIsAskedForIsTheOneThatRuns(version: String) async throws {
    try folder.write(Samples.versioned, to: "scenarios/b.yaml")
    let list = try await godwit.run("list", "--kubevirt", version, "--format", "json")
    let entries = try #require(JSONValue(parsing: list.output).array)
    #expect(entries.map { $0["kubevirtVersion"]?.string } == [version, version])
    let run = try await godwit.run("run", "--kubevirt", version, "--no-reports")
    #expect(run.status == 0, "\(run.output)")
    let trace = try await godwit.run("trace", "versioned", "--kubevirt", version)
    #expect(trace.status == 0)
    #expect(trace.output.contains(version == "v1.4" ? "→ 400" : "→ 201"))
  }

  @Test func anUnknownVersionIsRefusedWithThoseThatAreKnown() async throws {
    let result = try await godwit.run("run", "--kubevirt", "v1.10")
    #expect(result.status == 2)
    #expect(result.errors.contains("v1.0, v1.1, v1.2, v1.3, v1.4, v1.5, v1.6, v1.7, v1.8, v1.9"))
  }

  @Test func aReaderThatGoesAwayIsNoError() async throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = try RunningCommand(
      godwit, ["schema"], output: pipe.fileHandleForWriting)
    let result = try await process.result()
    #expect(!result.wasKilled)
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test func noColourWithoutATerminal() async throws {
    let result = try await godwit.run("run")
    #expect(!result.output.contains("\u{1B}"))
    #expect(!result.errors.contains("\u{1B}"))
  }

  /// Runs with both streams on a terminal, and returns what it showed.
  private func onTerminal(_ environment: [String: String]) async throws -> String {
    let terminal = try PseudoTerminal()
    var command = godwit
    command.environment = environment
    let process = try RunningCommand(
      command, ["run"], output: terminal.programSide, errors: terminal.programSide)
    try terminal.programSide.close()
    let shown = terminal.readToEnd()
    #expect(try await process.result().status == 0)
    return shown
  }

  @Test func aTerminalShowsColourAndProgress() async throws {
    let shown = try await onTerminal([:])
    #expect(shown.contains("\u{1B}[32m1 passed"))
    #expect(shown.contains("\r\u{1B}[K0/1  passing"))
  }

  @Test func noColourWhereItIsNotWanted() async throws {
    let shown = try await onTerminal(["NO_COLOR": "1"])
    #expect(!shown.contains("\u{1B}[32m"))
    #expect(shown.contains("1 passed"))
  }

  @Test(arguments: [["CI": "true"], ["TERM": "dumb"]])
  func noEscapesWhereNobodyWatches(environment: [String: String]) async throws {
    let shown = try await onTerminal(environment)
    #expect(!shown.contains("\u{1B}"))
    #expect(shown.contains("1 passed"))
  }
}
