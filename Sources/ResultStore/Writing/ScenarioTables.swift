import GRDB
import GodwitModel

/// What of earlier scenarios of the run is remembered between batches.
struct InternedRows: Sendable {
  struct ObjectName: Hashable, Sendable {
    var kind: String
    var namespace: String
    var name: String
  }

  var objects = Interner<ObjectName>()
  var pathLists = Interner<String>()
}

/// Writes scenario records into their tables. Lives for one transaction.
struct ScenarioTables {
  let database: Database
  let run: Int64

  private let scenarios: TableWriter
  private let criteria: TableWriter
  private let tags: TableWriter
  private let parameters: TableWriter
  private let attempts: TableWriter
  private let steps: TableWriter
  private let expectations: TableWriter
  private let mismatches: TableWriter
  private let requests: TableWriter
  private let objects: TableWriter
  private let pathLists: TableWriter
  private let observations: TableWriter

  init(_ database: Database, run: Int64) throws {
    self.database = database
    self.run = run
    func table(_ name: String, _ columns: String...) throws -> TableWriter {
      try TableWriter(database, into: name, columns)
    }
    scenarios = try table(
      "scenario", "run", "plan_index", "scenario_id", "name", "title", "file", "line",
      "kubevirt_version", "nodes", "verdict", "is_flaky", "reason")
    criteria = try table("criterion", "scenario", "position", "criterion")
    tags = try table("tag", "scenario", "position", "tag")
    parameters = try table("parameter", "scenario", "position", "key", "value")
    attempts = try table(
      "attempt", "scenario", "number", "seed", "verdict", "reason", "cause", "started_at_ns",
      "ended_at_ns", "wall_time_ns")
    steps = try table(
      "step", "attempt", "position", "step_index", "title", "criteria", "line", "verdict",
      "started_at_ns", "ended_at_ns")
    expectations = try table(
      "expectation", "attempt", "step", "position", "form", "text", "line", "verdict",
      "decided_at_ns", "explanation")
    mismatches = try table(
      "mismatch", "attempt", "step", "expectation", "position", "subject", "path", "expected",
      "actual", "line")
    requests = try table(
      "request", "attempt", "sequence", "at_ns", "step_index", "user", "surface", "method",
      "path", "body", "code", "response")
    objects = try table("object", "kind", "namespace", "name")
    pathLists = try table("path_list", "paths")
    observations = try table(
      "observation", "attempt", "sequence", "at_ns", "type", "object", "resource_version",
      "path_list", "field_values", "body")
  }

  /// Writes a record with all that belongs to it.
  func write(_ record: ScenarioRecord, interned: inout InternedRows) throws {
    try scenarios.insert(
      run, record.index, record.id, record.name, record.title, record.file, record.line,
      record.kubevirtVersion, JSONText.array(record.nodes), record.verdict.rawValue,
      record.isFlaky, record.reason)
    let scenario = database.lastInsertedRowID
    for (position, criterion) in record.criteria.enumerated() {
      try criteria.insert(scenario, position, criterion)
    }
    for (position, tag) in record.tags.enumerated() {
      try tags.insert(scenario, position, tag)
    }
    for (position, parameter) in record.parameters.enumerated() {
      try parameters.insert(scenario, position, parameter.key, parameter.value)
    }
    for attempt in record.attempts {
      try write(attempt, of: scenario, interned: &interned)
    }
  }

  private func write(
    _ record: AttemptRecord, of scenario: Int64, interned: inout InternedRows
  ) throws {
    try attempts.insert(
      scenario, record.number, String(record.seed), record.verdict.rawValue, record.reason,
      record.cause?.rawValue, record.startedAt.nanosecondsSinceEpoch,
      record.endedAt.nanosecondsSinceEpoch, record.wallTime.nanoseconds)
    let attempt = database.lastInsertedRowID
    for (position, step) in record.steps.enumerated() {
      try write(step, at: position, of: attempt)
    }
    for request in record.requests {
      try requests.insert(
        attempt, request.sequence, request.at.nanosecondsSinceEpoch, request.stepIndex,
        request.user, request.surface, request.method, request.path, request.body?.text,
        request.code, request.response?.text)
    }
    for observation in record.observations {
      try write(observation, of: attempt, interned: &interned)
    }
  }

  private func write(_ record: StepRecord, at position: Int, of attempt: Int64) throws {
    try steps.insert(
      attempt, position, record.index, record.title, JSONText.array(record.criteria), record.line,
      record.verdict.rawValue, record.startedAt.nanosecondsSinceEpoch,
      record.endedAt.nanosecondsSinceEpoch)
    for (number, expectation) in record.expectations.enumerated() {
      try expectations.insert(
        attempt, position, number, expectation.form, expectation.text, expectation.line,
        expectation.verdict.rawValue, expectation.decidedAt.nanosecondsSinceEpoch,
        expectation.explanation)
      for (place, mismatch) in expectation.mismatches.enumerated() {
        try mismatches.insert(
          attempt, position, number, place, mismatch.subject, mismatch.path, mismatch.expected,
          mismatch.actual, mismatch.line)
      }
    }
  }

  private func write(
    _ record: ObservationRecord, of attempt: Int64, interned: inout InternedRows
  ) throws {
    let name = InternedRows.ObjectName(
      kind: record.kind, namespace: record.namespace, name: record.name)
    let object = try interned.objects.id(of: name) { name in
      try objects.insert(name.kind, name.namespace, name.name)
      return database.lastInsertedRowID
    }
    let paths = ChangeText.paths(of: record.changes)
    let pathList = try interned.pathLists.id(of: paths) { paths in
      try pathLists.insert(paths)
      return database.lastInsertedRowID
    }
    try observations.insert(
      attempt, record.sequence, record.at.nanosecondsSinceEpoch, record.type.rawValue, object,
      record.resourceVersion, pathList, ChangeText.values(of: record.changes),
      record.object?.text)
  }
}
