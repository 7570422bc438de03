import GRDB
import GodwitModel

/// Reads attempts, their steps, requests and observations.
struct AttemptRows {
  private let attempts: Statement
  private let placements: Statement
  private let steps: Statement
  private let expectations: Statement
  private let mismatches: Statement
  private let requests: Statement
  private let observations: Statement

  init(_ database: Database) throws {
    func statement(_ sql: String) throws -> Statement { try database.cachedStatement(sql: sql) }
    attempts = try statement("SELECT * FROM attempt WHERE scenario = ? ORDER BY number")
    placements = try statement("SELECT * FROM placement WHERE attempt = ? ORDER BY position")
    steps = try statement("SELECT * FROM step WHERE attempt = ? ORDER BY position")
    expectations = try statement(
      "SELECT * FROM expectation WHERE attempt = ? ORDER BY step, position")
    mismatches = try statement(
      "SELECT * FROM mismatch WHERE attempt = ? ORDER BY step, expectation, position")
    requests = try statement("SELECT * FROM request WHERE attempt = ? ORDER BY sequence")
    observations = try statement(
      """
      SELECT sequence, at_ns, type, kind, namespace, name, resource_version, paths, field_values,
        body
      FROM observation
      JOIN object ON object.id = observation.object
      JOIN path_list ON path_list.id = observation.path_list
      WHERE attempt = ? ORDER BY sequence
      """)
  }

  /// The attempts of a scenario; observations and requests only when `full`.
  func attempts(ofScenario scenario: Int64, full: Bool) throws -> [AttemptRecord] {
    try Row.fetchAll(attempts, arguments: [scenario]).map { row in
      var record = AttemptRecord(
        number: row["number"], seed: try Stored.seed(row["seed"]),
        startedAt: Instant(nanosecondsSinceEpoch: row["started_at_ns"]))
      record.verdict = try Stored.verdict(row["verdict"])
      record.reason = row["reason"]
      record.cause = (row["cause"] as String?).flatMap(InconclusiveCause.init(rawValue:))
      record.endedAt = Instant(nanosecondsSinceEpoch: row["ended_at_ns"])
      record.wallTime = Span(nanoseconds: row["wall_time_ns"])
      let id: Int64 = row["id"]
      record.steps = try steps(of: id)
      if full {
        record.placements = try Row.fetchAll(placements, arguments: [id]).map {
          PlacementRecord(
            namespace: $0["namespace"], name: $0["name"], node: $0["node"], phase: $0["phase"])
        }
        record.requests = try requests(of: id)
        record.observations = try observations(of: id)
      }
      return record
    }
  }

  private func steps(of attempt: Int64) throws -> [StepRecord] {
    var records = try Row.fetchAll(steps, arguments: [attempt]).map { row in
      var record = StepRecord(
        index: row["step_index"], title: row["title"],
        criteria: try Stored.texts(row["criteria"]), line: row["line"],
        startedAt: Instant(nanosecondsSinceEpoch: row["started_at_ns"]))
      record.verdict = try Stored.verdict(row["verdict"])
      record.endedAt = Instant(nanosecondsSinceEpoch: row["ended_at_ns"])
      return record
    }
    // Positions count from 0 without gaps, so that they are the indices of the arrays.
    for row in try Row.fetchAll(expectations, arguments: [attempt]) {
      let step: Int = row["step"]
      guard records.indices.contains(step) else { throw Self.misplaced("expectation", step) }
      records[step].expectations.append(try Self.expectation(row))
    }
    for row in try Row.fetchAll(mismatches, arguments: [attempt]) {
      let step: Int = row["step"]
      let expectation: Int = row["expectation"]
      guard records.indices.contains(step),
        records[step].expectations.indices.contains(expectation)
      else { throw Self.misplaced("mismatch", step) }
      records[step].expectations[expectation].mismatches.append(
        MismatchRecord(
          subject: row["subject"], path: row["path"], expected: row["expected"],
          actual: row["actual"], line: row["line"]))
    }
    return records
  }

  private static func expectation(_ row: Row) throws -> ExpectationRecord {
    var record = ExpectationRecord(
      form: row["form"], text: row["text"], line: row["line"],
      verdict: try Stored.verdict(row["verdict"]),
      decidedAt: Instant(nanosecondsSinceEpoch: row["decided_at_ns"]))
    record.explanation = row["explanation"]
    return record
  }

  private static func misplaced(_ what: String, _ step: Int) -> ResultStoreError {
    .damagedRecord("\(what) of step \(step), which is not there")
  }

  private func requests(of attempt: Int64) throws -> [RequestRecord] {
    try Row.fetchAll(requests, arguments: [attempt]).map { row in
      var record = RequestRecord(
        sequence: row["sequence"], at: Instant(nanosecondsSinceEpoch: row["at_ns"]),
        stepIndex: row["step_index"], user: row["user"], surface: row["surface"])
      record.method = row["method"]
      record.path = row["path"]
      record.body = try Stored.json(row["body"])
      record.code = row["code"]
      record.response = try Stored.json(row["response"])
      return record
    }
  }

  private func observations(of attempt: Int64) throws -> [ObservationRecord] {
    try Row.fetchAll(observations, arguments: [attempt]).map { row in
      guard let type = ChangeType(rawValue: row["type"]),
        let changes = ChangeList(paths: row["paths"], values: row["field_values"])
      else { throw ResultStoreError.damagedRecord("observation \(row["sequence"] as Int)") }
      return ObservationRecord(
        sequence: row["sequence"], at: Instant(nanosecondsSinceEpoch: row["at_ns"]), type: type,
        kind: row["kind"], namespace: row["namespace"], name: row["name"],
        resourceVersion: row["resource_version"], changes: changes,
        object: try Stored.json(row["body"]))
    }
  }
}
