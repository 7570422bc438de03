import Engine
import FoundationEssentials
import GodwitModel
import ResultStore
import SimulatorBackend

/// Storing what a typical scenario came to, beside raw inserts of the same rows.
enum Storing {
  private static let scenarios = 2000

  static func measure(_ workspace: Workspace, _ table: inout ResultTable) async throws {
    let scenario = try PlainMigration.scenario()
    let session = try await SimulatorBackend().openSession(for: scenario, seed: 1)
    let attempt = await ScenarioExecutor.run(scenario, on: session)
    let records = (0..<scenarios).map { index in
      var record = ScenarioRecord(index: index, scenario: scenario, verdict: .passed)
      record.id = "\(scenario.id)-\(index)"
      record.attempts = [attempt]
      return record
    }
    let path = workspace.folder + "/store.sqlite"
    let stored = try Measurement(repeats: 5, operations: scenarios) {
      removeDatabase(path)
      try store(records, path)
    }
    let original = try RawSQLite(path)
    let schema = try original.query(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'view'")
    let rows = try rows(of: original)
    let count = rows.map(\.rows.count).reduce(0, +) / scenarios
    let copy = workspace.folder + "/raw.sqlite"
    let raw = try Measurement(repeats: 5, operations: scenarios) {
      removeDatabase(copy)
      try insert(rows, schema: schema, copy)
    }
    table.add("store: \(count) rows a scenario", stored, floor: ("raw SQLite", raw))
  }

  private static func removeDatabase(_ path: String) {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  private static func store(_ records: [ScenarioRecord], _ path: String) throws {
    let database = try ResultDatabase(path: path)
    let writer = RunWriter(database: database)
    writer.record(
      .runStarted(
        RunHeader(id: "run", startedAt: .simulationEpoch, backend: "simulator", seed: 1)))
    for record in records { writer.record(.scenarioFinished(record)) }
    writer.record(
      .runFinished(RunEnd(at: .simulationEpoch, exitStatus: 0, isComplete: true)))
    try writer.finish()
    try database.close()
  }

  /// The rows of every table, in an order in which references hold.
  private static func rows(of database: RawSQLite) throws -> [RawSQLite.Rows] {
    let tables = [
      "run", "environment", "scenario", "criterion", "tag", "parameter", "attempt", "placement",
      "step", "expectation", "mismatch", "request", "object", "path_list",
      "observation_block",
    ]
    return try tables.map { table in
      let rows = try database.query("SELECT * FROM \(table)")
      return RawSQLite.Rows(table: table, columns: rows.first?.count ?? 0, rows: rows)
    }
  }

  private static func insert(
    _ rows: [RawSQLite.Rows], schema: [[RawSQLite.Value]], _ path: String
  ) throws {
    let database = try RawSQLite(path)
    try database.execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON")
    for row in schema {
      guard case .text(let sql)? = row.first else { continue }
      let text = String(decoding: sql, as: UTF8.self)
      if text.contains("sqlite_") { continue }
      try database.execute(text)
    }
    try database.execute("BEGIN")
    for table in rows where !table.rows.isEmpty { try database.insert(table) }
    try database.execute("COMMIT")
  }
}
