import FoundationEssentials
import ScenarioFormat

/// `godwit run -j 1` of ten thousand scenario files with SQLite and JUnit, as CI would.
enum WholeRun {
  private static let scenarios = 10_000

  static func measure(_ workspace: Workspace, _ table: inout ResultTable) throws {
    let folder = try workspace.makeFolder("whole")
    for index in 0..<scenarios {
      try workspace.write(
        PlainMigration.text(name: "plain-\(index)"), to: "\(folder)/plain-\(index).yaml")
    }
    try run(workspace, &table, "10,000 files of one migration", folder, count: scenarios)
    try? FileManager.default.removeItem(atPath: folder)

    let mixed = try workspace.makeFolder("mixed")
    let count = try writeMixture(workspace, mixed)
    try run(workspace, &table, "\(count) cases of the shipped scenarios", mixed, count: count)
  }

  /// Copies of the shipped files under other names; returns how many cases they hold.
  private static func writeMixture(_ workspace: Workspace, _ folder: String) throws -> Int {
    let shipped = try workspace.shippedScenarios().map { String(decoding: $0.bytes, as: UTF8.self) }
    for (number, text) in shipped.enumerated() {
      for copy in 0..<40 {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
          line.hasPrefix("  name: ") ? line + "-\(copy)" : line
        }
        try workspace.write(
          lines.joined(separator: "\n"), to: "\(folder)/\(number)-\(copy).yaml")
      }
    }
    return ScenarioFiles.load(paths: [folder]).scenarios.count
  }

  private static func run(
    _ workspace: Workspace, _ table: inout ResultTable, _ what: String, _ scenarios: String,
    count: Int
  ) throws {
    let database = workspace.folder + "/whole.sqlite"
    var runs: [ChildProcess] = []
    var size = 0
    for _ in 0..<3 {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: database + suffix)
      }
      let process = try ChildProcess.run([
        workspace.binary, "run", scenarios, "-j", "1", "--no-reports", "--db", database,
        "--junit", workspace.folder + "/whole.xml",
      ])
      if process.exitStatus != 0 {
        print("note: the run of \(what) ended with \(process.exitStatus)")
      }
      size = try workspace.size(ofDatabase: database)
      runs.append(process)
    }
    let wall = Measurement(runs.map(\.wallTime))
    let best = Double(count) / wall.minimum.seconds
    table.add(
      "run: \(what)", significant(best) + "/s",
      significant(Double(count) / wall.median.seconds) + "/s",
      floor: "each \((wall.minimum / count).text)", bar: "≥ 3,000/s", isMet: best >= 3000)
    let processor = Measurement(runs.map(\.processorTime))
    table.add(
      "— processor time each", (processor.minimum / count).text,
      (processor.median / count).text)
    let resident = runs.map(\.maximumResident).max() ?? 0
    table.add(
      "— most memory resident", megabytes(resident), bar: "≤ 200 MB",
      isMet: resident <= 200_000_000)
    table.add("— database", megabytes(size), bar: "≤ 200 MB", isMet: size <= 200_000_000)
  }

  private static func megabytes(_ bytes: Int) -> String {
    significant(Double(bytes) / 1e6) + " MB"
  }
}
