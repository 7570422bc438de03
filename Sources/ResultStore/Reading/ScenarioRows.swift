import GRDB
import GodwitModel

/// Reads scenarios with all that belongs to them. Lives for one transaction.
struct ScenarioRows {
  private let database: Database
  private let detail: RunReader.Detail
  private var passedWithDetail = 0
  private let attemptRows: AttemptRows

  init(_ database: Database, detail: RunReader.Detail) throws {
    self.database = database
    self.detail = detail
    attemptRows = try AttemptRows(database)
  }

  /// The scenarios of the run with this row id, in the order of the plan.
  mutating func scenarios(ofRun run: Int64) throws -> [ScenarioRecord] {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM scenario WHERE run = ? ORDER BY plan_index", arguments: [run])
    var scenarios: [ScenarioRecord] = []
    while let row = try rows.next() { scenarios.append(try scenario(row)) }
    return scenarios
  }

  private mutating func scenario(_ row: Row) throws -> ScenarioRecord {
    var record = ScenarioRecord(
      index: row["plan_index"], id: row["scenario_id"], name: row["name"], title: row["title"],
      file: row["file"], line: row["line"])
    let id: Int64 = row["id"]
    record.criteria = try texts("SELECT criterion FROM criterion", of: id)
    record.tags = try texts("SELECT tag FROM tag", of: id)
    record.parameters = try parameters(of: id)
    record.kubevirtVersion = row["kubevirt_version"]
    record.nodes = try Stored.texts(row["nodes"])
    record.verdict = try Stored.verdict(row["verdict"])
    record.isFlaky = row["is_flaky"]
    record.reason = row["reason"]
    record.attempts = try attemptRows.attempts(ofScenario: id, full: wantsDetail(record))
    return record
  }

  private mutating func wantsDetail(_ record: ScenarioRecord) -> Bool {
    guard case .notPassed(let passed) = detail else { return true }
    if record.verdict != .passed || record.isFlaky { return true }
    passedWithDetail += 1
    return passedWithDetail <= passed
  }

  private func texts(_ select: String, of scenario: Int64) throws -> [String] {
    let statement = try database.cachedStatement(
      sql: select + " WHERE scenario = ? ORDER BY position")
    return try String.fetchAll(statement, arguments: [scenario])
  }

  private func parameters(of scenario: Int64) throws -> [Scenario.Parameter] {
    let statement = try database.cachedStatement(
      sql: "SELECT key, value FROM parameter WHERE scenario = ? ORDER BY position")
    return try Row.fetchAll(statement, arguments: [scenario]).map {
      Scenario.Parameter(key: $0[0], value: $0[1])
    }
  }
}
