import GRDB
import GodwitModel

/// What of earlier scenarios of the run is remembered between batches.
struct InternedRows: Sendable {
  struct ObjectName: Hashable, Sendable {
    var kind: String
    var namespace: String
    var name: String

    /// The namespace counts: copies of a scenario have the same names in namespaces of their own.
    func hash(into hasher: inout Hasher) {
      hasher.combine(namespace)
      hasher.combine(name)
    }
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
  private let placements: TableWriter
  private let steps: TableWriter
  private let expectations: TableWriter
  private let mismatches: TableWriter
  private let requests: TableWriter
  private let objects: TableWriter
  private let pathLists: TableWriter
  private let observationBlocks: TableWriter

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
    placements = try table(
      "placement", "attempt", "position", "namespace", "name", "node", "phase")
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
    observationBlocks = try table("observation_block", "attempt", "first_sequence", "entries")
  }

  /// Writes a record with all that belongs to it.
  func write(_ record: ScenarioRecord, interned: inout InternedRows) throws {
    try scenarios.insert(
      .integer(run), .integer(record.index), .text(record.id), .text(record.name),
      .text(record.title), .text(record.file), .integer(record.line),
      .text(record.kubevirtVersion), .text(JSONText.array(record.nodes)),
      .text(record.verdict.rawValue), .flag(record.isFlaky), .text(record.reason))
    let scenario = database.lastInsertedRowID
    for (position, criterion) in record.criteria.enumerated() {
      try criteria.insert(.integer(scenario), .integer(position), .text(criterion))
    }
    for (position, tag) in record.tags.enumerated() {
      try tags.insert(.integer(scenario), .integer(position), .text(tag))
    }
    for (position, parameter) in record.parameters.enumerated() {
      try parameters.insert(
        .integer(scenario), .integer(position), .text(parameter.key), .text(parameter.value))
    }
    for attempt in record.attempts {
      try write(attempt, of: scenario, interned: &interned)
    }
  }

  private func write(
    _ record: AttemptRecord, of scenario: Int64, interned: inout InternedRows
  ) throws {
    try attempts.insert(
      .integer(scenario), .integer(record.number), .text(String(record.seed)),
      .text(record.verdict.rawValue), .text(record.reason), .optional(record.cause?.rawValue),
      .time(record.startedAt), .time(record.endedAt), .integer(record.wallTime.nanoseconds))
    let attempt = database.lastInsertedRowID
    for (position, placement) in record.placements.enumerated() {
      try placements.insert(
        .integer(attempt), .integer(position), .text(placement.namespace), .text(placement.name),
        .text(placement.node), .text(placement.phase))
    }
    for (position, step) in record.steps.enumerated() {
      try write(step, at: position, of: attempt)
    }
    for request in record.requests {
      try requests.insert(
        .integer(attempt), .integer(request.sequence), .time(request.at),
        .integer(request.stepIndex), .text(request.user), .text(request.surface),
        .text(request.method), .text(request.path), .optional(request.body?.text),
        .integer(request.code), .optional(request.response?.text))
    }
    var block = ObservationBlock(start: record.startedAt)
    for observation in record.observations {
      try add(observation, to: &block, interned: &interned)
      if block.isFull { try write(&block, of: attempt) }
    }
    if !block.isEmpty { try write(&block, of: attempt) }
  }

  private func write(_ record: StepRecord, at position: Int, of attempt: Int64) throws {
    try steps.insert(
      .integer(attempt), .integer(position), .integer(record.index), .text(record.title),
      .text(JSONText.array(record.criteria)), .integer(record.line),
      .text(record.verdict.rawValue), .time(record.startedAt), .time(record.endedAt))
    for (number, expectation) in record.expectations.enumerated() {
      try expectations.insert(
        .integer(attempt), .integer(position), .integer(number), .text(expectation.form),
        .text(expectation.text), .integer(expectation.line), .text(expectation.verdict.rawValue),
        .time(expectation.decidedAt), .text(expectation.explanation))
      for (place, mismatch) in expectation.mismatches.enumerated() {
        try mismatches.insert(
          .integer(attempt), .integer(position), .integer(number), .integer(place),
          .text(mismatch.subject), .text(mismatch.path), .text(mismatch.expected),
          .text(mismatch.actual), .integer(mismatch.line))
      }
    }
  }

  private func add(
    _ record: ObservationRecord, to block: inout ObservationBlock, interned: inout InternedRows
  ) throws {
    let name = InternedRows.ObjectName(
      kind: record.kind, namespace: record.namespace, name: record.name)
    let object = try interned.objects.id(of: name) { name in
      try objects.insert(.text(name.kind), .text(name.namespace), .text(name.name))
      return database.lastInsertedRowID
    }
    let pathList = try interned.pathLists.id(of: record.changeList.paths) { paths in
      try pathLists.insert(.text(paths))
      return database.lastInsertedRowID
    }
    block.append(record, object: object, pathList: pathList)
  }

  private func write(_ block: inout ObservationBlock, of attempt: Int64) throws {
    try observationBlocks.insert(
      .integer(attempt), .integer(block.firstSequence), .bytes(block.takeText()))
  }
}
