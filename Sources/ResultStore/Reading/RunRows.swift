import GRDB
import GodwitModel

/// Reads rows of the tables `run` and `environment`.
enum RunRows {
  static func header(_ row: Row, _ database: Database) throws -> RunHeader {
    var header = RunHeader(
      id: row["run_id"], startedAt: Instant(nanosecondsSinceEpoch: row["started_at_ns"]),
      backend: row["backend"], seed: try Stored.seed(row["seed"]))
    header.backendVersion = row["backend_version"]
    header.toolVersion = row["tool_version"]
    header.host = row["host"]
    header.arguments = try Stored.texts(row["arguments"])
    header.gitRevision = row["git_revision"]
    header.shard = row["shard"]
    header.plannedScenarios = row["planned_scenarios"]
    header.environment = try Row.fetchAll(
      database, sql: "SELECT name, value FROM environment WHERE run = ? ORDER BY position",
      arguments: [row["id"] as Int64]
    ).map { RunHeader.Property(name: $0[0], value: $0[1]) }
    return header
  }

  static func end(_ row: Row) -> RunEnd? {
    guard let at = row["ended_at_ns"] as Int64? else { return nil }
    return RunEnd(
      at: Instant(nanosecondsSinceEpoch: at), exitStatus: row["exit_status"],
      isComplete: row["is_complete"])
  }
}

/// Reads values of columns whose text has a form, and says which one is damaged.
enum Stored {
  static func seed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else { throw ResultStoreError.damagedRecord("seed \(text)") }
    return seed
  }

  static func verdict(_ text: String) throws -> Verdict {
    guard let verdict = Verdict(rawValue: text) else {
      throw ResultStoreError.damagedRecord("verdict \(text)")
    }
    return verdict
  }

  static func texts(_ json: String) throws -> [String] {
    guard let texts = JSONText.texts(json) else {
      throw ResultStoreError.damagedRecord("list \(json)")
    }
    return texts
  }

  static func json(_ text: String?) throws -> JSONValue? {
    guard let text else { return nil }
    do {
      return try JSONValue(parsing: text)
    } catch {
      throw ResultStoreError.damagedRecord("JSON at byte \(error.offset): \(error.reason)")
    }
  }
}
