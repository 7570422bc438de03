import GRDB
import GodwitModel

/// Writes the start and the end of a run.
enum RunTables {
  /// Inserts a run that has begun and returns its row id.
  static func insert(_ header: RunHeader, _ database: Database) throws -> Int64 {
    let isKnown = try Bool.fetchOne(
      database, sql: "SELECT 1 FROM run WHERE run_id = ?", arguments: [header.id])
    if isKnown == true { throw ResultStoreError.duplicateRun(id: header.id) }
    let runs = try TableWriter(
      database, into: "run",
      [
        "run_id", "started_at_ns", "backend", "backend_version", "seed", "tool_version", "host",
        "arguments", "git_revision", "shard", "planned_scenarios",
      ])
    try runs.insert(
      .text(header.id), .time(header.startedAt), .text(header.backend),
      .text(header.backendVersion), .text(String(header.seed)), .text(header.toolVersion),
      .text(header.host), .text(JSONText.array(header.arguments)), .optional(header.gitRevision),
      .optional(header.shard), .integer(header.plannedScenarios))
    let run = database.lastInsertedRowID
    let environment = try TableWriter(
      database, into: "environment", ["run", "position", "name", "value"])
    for (position, property) in header.environment.enumerated() {
      try environment.insert(
        .integer(run), .integer(position), .text(property.name), .text(property.value))
    }
    return run
  }

  /// Notes how a run ended.
  static func finish(_ run: Int64, _ end: RunEnd, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE run SET ended_at_ns = ?, exit_status = ?, is_complete = ? WHERE id = ?",
      arguments: [end.at.nanosecondsSinceEpoch, end.exitStatus, end.isComplete, run])
  }
}
