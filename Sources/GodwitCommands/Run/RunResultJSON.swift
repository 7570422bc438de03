import GodwitModel
import Reports

/// The result of a run as one JSON object, for programs.
enum RunResultJSON {
  static func value(_ result: RunRecording.Result) -> JSONValue {
    let header = result.record.run
    let summary = result.summary
    var object: JSONObject = [
      "run": .string(header.id), "backend": .string(header.backend),
      // As text, since a JSON number may lose digits.
      "seed": .string(String(header.seed)),
      "exitStatus": .int(Int(result.status.rawValue)),
      "complete": .bool(result.record.end?.isComplete ?? false),
      "planned": .int(header.plannedScenarios), "passed": .int(summary.passed),
      "failed": .int(summary.failed), "inconclusive": .int(summary.inconclusive),
      "skipped": .int(summary.skipped), "flaky": .int(summary.flaky),
      "scenarios": .array(result.record.scenarios.map(scenario)),
    ]
    object["reports"] = .object(
      JSONObject(result.written.map { ($0.kind.lowercased(), .string($0.path)) }))
    return .object(object)
  }

  private static func scenario(_ record: ScenarioRecord) -> JSONValue {
    var object: JSONObject = [
      "id": .string(record.id), "file": .string(record.file), "line": .int(record.line),
      "verdict": .string(record.verdict.rawValue), "flaky": .bool(record.isFlaky),
      "attempts": .int(record.attempts.count),
    ]
    if !record.reason.isEmpty { object["reason"] = .string(record.reason) }
    return .object(object)
  }
}
