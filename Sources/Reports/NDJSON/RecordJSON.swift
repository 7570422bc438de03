import GodwitModel

/// Records as JSON, for programs that read results.
enum RecordJSON {
  static func header(_ header: RunHeader) -> JSONValue {
    var object = JSONObject()
    object.append("id", .string(header.id))
    object.append("startedAt", .string(header.startedAt.microsecondText))
    object.append("backend", .string(header.backend))
    object.appendUnlessEmpty("backendVersion", header.backendVersion)
    object.append("seed", .string(String(header.seed)))
    object.appendUnlessEmpty("toolVersion", header.toolVersion)
    object.appendUnlessEmpty("host", header.host)
    object.append("arguments", .strings(header.arguments))
    object.appendUnlessEmpty("gitRevision", header.gitRevision ?? "")
    object.appendUnlessEmpty("shard", header.shard ?? "")
    object.append("plannedScenarios", .int(header.plannedScenarios))
    object.append(
      "environment", .object(JSONObject(header.environment.map { ($0.name, .string($0.value)) })))
    return .object(object)
  }

  static func scenario(_ record: ScenarioRecord) -> JSONValue {
    var object = JSONObject()
    object.append("index", .int(record.index))
    object.append("id", .string(record.id))
    object.append("name", .string(record.name))
    object.appendUnlessEmpty("title", record.title)
    object.append("file", .string(record.file))
    object.append("line", .int(record.line))
    object.append("verdict", .string(record.verdict.rawValue))
    object.append("flaky", .bool(record.isFlaky))
    object.appendUnlessEmpty("reason", record.reason)
    object.append("criteria", .strings(record.criteria))
    object.append("tags", .strings(record.tags))
    object.append(
      "parameters", .object(JSONObject(record.parameters.map { ($0.key, .string($0.value)) })))
    object.appendUnlessEmpty("kubevirtVersion", record.kubevirtVersion)
    object.append("nodes", .strings(record.nodes))
    object.append("attempts", .array(record.attempts.map(attempt)))
    return .object(object)
  }

  private static func attempt(_ record: AttemptRecord) -> JSONValue {
    func seconds(_ instant: Instant) -> JSONValue { .seconds(instant - record.startedAt) }
    var object = JSONObject()
    object.append("number", .int(record.number))
    object.append("seed", .string(String(record.seed)))
    object.append("verdict", .string(record.verdict.rawValue))
    object.appendUnlessEmpty("reason", record.reason)
    object.appendUnlessEmpty("cause", record.cause?.rawValue ?? "")
    object.append("startedAt", .string(record.startedAt.microsecondText))
    object.append("endedAt", seconds(record.endedAt))
    object.append("wallTime", .seconds(record.wallTime))
    object.append(
      "placements",
      .array(
        record.placements.map {
          [
            "namespace": .string($0.namespace), "name": .string($0.name),
            "node": .string($0.node), "phase": .string($0.phase),
          ]
        }))
    object.append("steps", .array(record.steps.map { step($0, seconds) }))
    object.append("requests", .array(record.requests.map { request($0, seconds) }))
    object.append("observations", .array(record.observations.map { observation($0, seconds) }))
    return .object(object)
  }

  private static func step(_ record: StepRecord, _ seconds: (Instant) -> JSONValue) -> JSONValue {
    [
      "index": .int(record.index), "title": .string(record.title),
      "criteria": .strings(record.criteria), "line": .int(record.line),
      "verdict": .string(record.verdict.rawValue), "startedAt": seconds(record.startedAt),
      "endedAt": seconds(record.endedAt),
      "expectations": .array(record.expectations.map { expectation($0, seconds) }),
    ]
  }

  private static func expectation(
    _ record: ExpectationRecord, _ seconds: (Instant) -> JSONValue
  ) -> JSONValue {
    var object = JSONObject()
    object.append("form", .string(record.form))
    object.append("text", .string(record.text))
    object.append("line", .int(record.line))
    object.append("verdict", .string(record.verdict.rawValue))
    object.append("decidedAt", seconds(record.decidedAt))
    object.append("mismatches", .array(record.mismatches.map(mismatch)))
    object.appendUnlessEmpty("explanation", record.explanation)
    return .object(object)
  }

  private static func mismatch(_ record: MismatchRecord) -> JSONValue {
    [
      "subject": .string(record.subject), "path": .string(record.path),
      "expected": .string(record.expected), "actual": .string(record.actual),
      "line": .int(record.line),
    ]
  }

  private static func request(
    _ record: RequestRecord, _ seconds: (Instant) -> JSONValue
  ) -> JSONValue {
    var object = JSONObject()
    object.append("sequence", .int(record.sequence))
    object.append("at", seconds(record.at))
    object.append("step", .int(record.stepIndex))
    object.append("as", .string(record.user))
    object.append("via", .string(record.surface))
    object.append("method", .string(record.method))
    object.append("path", .string(record.path))
    if let body = record.body { object.append("body", body) }
    object.append("code", .int(record.code))
    if let response = record.response { object.append("response", response) }
    return .object(object)
  }

  private static func observation(
    _ record: ObservationRecord, _ seconds: (Instant) -> JSONValue
  ) -> JSONValue {
    var object = JSONObject()
    object.append("sequence", .int(record.sequence))
    object.append("at", seconds(record.at))
    object.append("type", .string(record.type.rawValue))
    object.append("kind", .string(record.kind))
    object.appendUnlessEmpty("namespace", record.namespace)
    object.append("name", .string(record.name))
    object.appendUnlessEmpty("resourceVersion", record.resourceVersion)
    object.append(
      "changes",
      .array(
        record.changes.map { change in
          guard let value = change.value else {
            return ["path": .strings(change.path), "removed": true]
          }
          return ["path": .strings(change.path), "value": value]
        }))
    if let body = record.object { object.append("object", body) }
    return .object(object)
  }
}

extension JSONObject {
  fileprivate mutating func appendUnlessEmpty(_ key: String, _ text: String) {
    if !text.isEmpty { append(key, .string(text)) }
  }
}

extension JSONValue {
  fileprivate static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  fileprivate static func seconds(_ span: Span) -> JSONValue { .number(span.secondsText) }
}
