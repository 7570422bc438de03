import Foundation
import Testing

@Suite struct RecordingsPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `the page tells what the tests compare`() throws {
    let page = Self.root.appending(path: "Sources/Simulator/Simulator.docc/Recordings.md")
    let present = try String(contentsOf: page, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let expected = RecordingsPage.text(of: try RecordingTests.names.map(Recording.init(named:)))
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in expected.enumerated() {
      #expect(
        present.indices.contains(number) && present[number] == line,
        "line \(number + 1) has to be: \(line)")
    }
    #expect(present.count == expected.count)
  }

  @Test func `every recording is compared, and told as a scenario where that is said`() throws {
    let fixtures = Self.root.appending(path: "Tests/ConformanceTests/Fixtures/observed")
    let recordings = try FileManager.default.contentsOfDirectory(atPath: fixtures.path)
      .filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
    #expect(recordings == RecordingTests.names.sorted())
    for name in RecordingTests.told {
      let scenario = Self.root.appending(path: "scenarios/observed/\(name).yaml")
      #expect(FileManager.default.fileExists(atPath: scenario.path), "no \(scenario.path)")
    }
  }

  @Test func `no allowed difference is left that there is not`() throws {
    var used: Set<Int> = []
    for name in Set(AllowedDifference.table.flatMap(\.recordings)).union(["automatic-node"]) {
      let differences = try MatchedReplay.first(of: Recording(named: name)).historyDifferences
      for (index, row) in AllowedDifference.table.enumerated()
      where differences.contains(where: { row.covers($0, in: name) }) {
        used.insert(index)
      }
    }
    for (index, row) in AllowedDifference.table.enumerated() {
      #expect(used.contains(index), "\(row.recordings) \(row.kind) \(row.path) differs nowhere")
    }
  }
}
