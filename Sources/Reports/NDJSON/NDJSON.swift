import GodwitModel

/// Run events as one JSON object a line, in the order in which they happen.
///
/// | `event` | other members |
/// |---|---|
/// | `runStarted` | `run`: id, startedAt, backend, seed, arguments, plannedScenarios … |
/// | `scenarioStarted` | `index`, `id` |
/// | `scenarioFinished` | `scenario`: id, title, file, line, verdict, attempts with steps … |
/// | `runFinished` | `at`, `exitStatus`, `complete` |
///
/// Times of the wall clock are RFC 3339 with microseconds. Times within an attempt are seconds
/// since it began, in the backend's time, with three decimals. Seeds are strings, since a JSON
/// number may lose digits. Members that would be empty are left out, lists are not.
package enum NDJSON {
  /// The line for an event, with its newline.
  package static func line(_ event: RunEvent) -> String { json(event).text + "\n" }

  static func json(_ event: RunEvent) -> JSONValue {
    switch event {
    case .runStarted(let header):
      ["event": "runStarted", "run": RecordJSON.header(header)]
    case .scenarioStarted(let index, let id):
      ["event": "scenarioStarted", "index": .int(index), "id": .string(id)]
    case .scenarioFinished(let record):
      ["event": "scenarioFinished", "scenario": RecordJSON.scenario(record.withoutSecrets())]
    case .runFinished(let end):
      [
        "event": "runFinished", "at": .string(end.at.microsecondText),
        "exitStatus": .int(Int(end.exitStatus)), "complete": .bool(end.isComplete),
      ]
    }
  }
}
