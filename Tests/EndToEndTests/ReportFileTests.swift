import Foundation
import GodwitModel
import ResultStore
import Testing

@Suite struct ReportFileTests {
  private let folder: TemporaryFolder
  private let godwit: Command

  init() throws {
    folder = try TemporaryFolder()
    godwit = Command(in: folder)
    try folder.write(Samples.passing, to: "scenarios/a.yaml")
    try folder.write(Samples.failing, to: "scenarios/b.yaml")
  }

  private func runs(_ file: String = "reports/godwit.sqlite") throws -> [StoredRun] {
    try RunReader(database: ResultDatabase(path: folder.path(of: file), mode: .read)).runs()
  }

  @Test func aRunWithoutOptionsWritesAllReports() async throws {
    let result = try await godwit.run("run")
    #expect(result.status == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "reports"))
    #expect(names.sorted() == ["godwit.sqlite", "index.html", "junit.xml"])
    let run = try #require(try runs().first)
    #expect(run.passed == 1)
    #expect(run.failed == 1)
    #expect(run.isComplete)
    #expect(run.end?.exitStatus == 1)
    #expect(try folder.text(of: "reports/junit.xml").contains(#"tests="2" failures="1""#))
    #expect(try folder.text(of: "reports/index.html").contains("</html>"))
  }

  @Test func anotherRunIsAddedToTheDatabase() async throws {
    _ = try await godwit.run("run")
    _ = try await godwit.run("run", "--filter", "passing")
    #expect(try runs().map(\.failed) == [0, 1])
    #expect(try folder.text(of: "reports/junit.xml").contains(#"tests="1" failures="0""#))
  }

  @Test func withoutReportsOnlyNamedFilesAreWritten() async throws {
    _ = try await godwit.run("run", "--no-reports", "--junit", "out/x.xml")
    #expect(!folder.exists("reports"))
    #expect(folder.exists("out/x.xml"))
  }

  @Test func eventsAreLinesOfJSONInOrder() async throws {
    _ = try await godwit.run("run", "--no-reports", "--events", "events")
    let lines = try folder.text(of: "events").split(separator: "\n")
    let events = try lines.map { line in
      try #require(JSONValue(parsing: String(line))["event"]?.string)
    }
    #expect(
      events == [
        "runStarted", "scenarioStarted", "scenarioFinished", "scenarioStarted",
        "scenarioFinished", "runFinished",
      ])
  }

  @Test func objectsOfPassedScenariosAreKeptWhenAskedFor() async throws {
    func objects(_ file: String) throws -> Int {
      let reader = RunReader(
        database: try ResultDatabase(path: folder.path(of: file), mode: .read))
      let id = try #require(try reader.newestRunID())
      let passed = try reader.record(of: id).scenarios.filter { $0.verdict == .passed }
      return passed.flatMap(\.attempts).flatMap(\.observations).count { $0.object != nil }
    }
    _ = try await godwit.run("run", "--db", "without.sqlite", "--no-reports")
    #expect(try objects("without.sqlite") == 0)
    _ = try await godwit.run("run", "--db", "with.sqlite", "--no-reports", "--keep", "objects")
    #expect(try objects("with.sqlite") > 10)
  }

  @Test func theResultAsJSON() async throws {
    let result = try await godwit.run("run", "--format", "json")
    let value = try JSONValue(parsing: result.output)
    #expect(value["exitStatus"]?.int == 1)
    #expect(value["failed"]?.int == 1)
    #expect(value["scenarios"]?.array?.count == 2)
    #expect(value["scenarios"]?[1]?["verdict"]?.string == "failed")
    #expect(value["reports"]?["junit"]?.string == "reports/junit.xml")
  }

  @Test func failFastSkipsTheRest() async throws {
    try folder.write(Samples.passing.replacing("passing", with: "later"), to: "scenarios/c.yaml")
    let result = try await godwit.run("run", "--fail-fast", "-j", "2")
    #expect(result.status == 1)
    #expect(result.output.contains("not run: failing did not pass"))
    #expect(try runs().first?.skipped == 1)
  }

  @Test(arguments: [
    [".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": "\(commit)\n"],
    [".git/HEAD": "ref: refs/heads/main\n", ".git/packed-refs": "\(commit) refs/heads/main\n"],
    [".git/HEAD": "\(commit)\n"],
  ])
  func theCommitIsKeptWithTheRun(repository: [String: String]) async throws {
    for (name, text) in repository { try folder.write(text, to: name) }
    _ = try await godwit.run("run", "--filter", "passing")
    #expect(try runs().first?.header.gitRevision == Self.commit)
  }

  private static let commit = "0123456789abcdef0123456789abcdef01234567"
}
