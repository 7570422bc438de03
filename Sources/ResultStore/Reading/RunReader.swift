import GRDB
import GodwitModel

/// Reads stored runs.
package struct RunReader: Sendable {
  private let database: ResultDatabase

  package init(database: ResultDatabase) { self.database = database }

  /// How much of each scenario is read.
  package enum Detail: Sendable {
    /// All that is stored.
    case all
    /// Observations and requests only of scenarios that did not pass at the first attempt, and of
    /// the first `passed` that did. What reports need of large runs.
    case notPassed(andPassed: Int)
  }

  /// The stored runs, the newest first.
  package func runs() throws(ResultStoreError) -> [StoredRun] {
    try reading { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT run.*, count(scenario.id) AS stored,
            count(*) FILTER (WHERE verdict = 'passed') AS passed,
            count(*) FILTER (WHERE verdict = 'failed') AS failed,
            count(*) FILTER (WHERE verdict = 'inconclusive') AS inconclusive,
            count(*) FILTER (WHERE verdict = 'skipped') AS skipped,
            count(*) FILTER (WHERE is_flaky = 1) AS flaky
          FROM run LEFT JOIN scenario ON scenario.run = run.id
          GROUP BY run.id ORDER BY run.started_at_ns DESC, run.id DESC
          """
      ).map { row in
        StoredRun(
          header: try RunRows.header(row, database), end: RunRows.end(row), passed: row["passed"],
          failed: row["failed"], inconclusive: row["inconclusive"], skipped: row["skipped"],
          flaky: row["flaky"])
      }
    }
  }

  /// The id of the run that started last; nil when none is stored.
  package func newestRunID() throws(ResultStoreError) -> String? {
    try reading { database in
      try String.fetchOne(
        database, sql: "SELECT run_id FROM run ORDER BY started_at_ns DESC, id DESC LIMIT 1")
    }
  }

  /// The run `id` with its scenarios in the order of the plan. Without an end it is incomplete.
  package func record(
    of id: String, detail: Detail = .all
  ) throws(ResultStoreError) -> RunRecord {
    try reading { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM run WHERE run_id = ?", arguments: [id])
      else { throw ResultStoreError.unknownRun(id: id) }
      let header = try RunRows.header(row, database)
      var rows = try ScenarioRows(database, detail: detail)
      return RunRecord(
        run: header, scenarios: try rows.scenarios(ofRun: row["id"]), end: RunRows.end(row))
    }
  }

  /// What came of each scenario of the run `id`, in the order of the plan; without the details,
  /// which take long to read.
  package func verdicts(
    of id: String
  ) throws(ResultStoreError) -> [(scenario: String, verdict: Verdict)] {
    try reading { database in
      guard
        let run = try Int64.fetchOne(
          database, sql: "SELECT id FROM run WHERE run_id = ?", arguments: [id])
      else { throw ResultStoreError.unknownRun(id: id) }
      return try Row.fetchAll(
        database,
        sql: "SELECT scenario_id, verdict FROM scenario WHERE run = ? ORDER BY plan_index",
        arguments: [run]
      ).map { ($0[0], try Stored.verdict($0[1])) }
    }
  }

  /// Reads in one transaction, so that a run that goes on meanwhile is seen at one moment.
  private func reading<Result>(
    _ body: (Database) throws -> Result
  ) throws(ResultStoreError) -> Result {
    do {
      return try database.queue.read(body)
    } catch {
      throw ResultStoreError(error, path: database.path)
    }
  }
}
