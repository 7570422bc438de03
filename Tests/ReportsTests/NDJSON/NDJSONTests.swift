import GodwitModel
import Testing

@testable import Reports

@Suite struct NDJSONTests {
  @Test func theEventsOfARunAreLinesOfJSON() throws {
    var lines = NDJSON.line(.runStarted(SampleRun.header))
    for scenario in [SampleRun.failed, SampleRun.skipped, SampleRun.inconclusive] {
      lines += NDJSON.line(.scenarioStarted(index: scenario.index, id: scenario.id))
      lines += NDJSON.line(.scenarioFinished(scenario))
    }
    lines += NDJSON.line(
      .runFinished(RunEnd(at: .simulationEpoch, exitStatus: 1, isComplete: false)))
    for line in lines.split(separator: "\n") {
      #expect(try JSONValue(parsing: String(line))["event"]?.string != nil)
    }
    try Golden.check(lines, "events.ndjson")
  }

  @Test func hostileTextStaysOnItsLine() throws {
    for scenario in HostileRun.record.scenarios {
      let line = NDJSON.line(.scenarioFinished(scenario))
      #expect(line.filter { $0 == "\n" }.count == 1)
      let parsed = try JSONValue(parsing: line)
      #expect(parsed["scenario"]?["title"]?.string == scenario.title)
    }
  }

  @Test func removedFieldsAreToldFromNull() throws {
    var scenario = SampleRun.passed
    scenario.attempts[0].observations[0].changes = [
      FieldChange(path: ["a"], value: nil), FieldChange(path: ["b"], value: .some(.null)),
    ]
    let changes = NDJSON.json(.scenarioFinished(scenario))["scenario"]?["attempts"]?[0]?[
      "observations"]?[0]?["changes"]
    #expect(changes?.text == #"[{"path":["a"],"removed":true},{"path":["b"],"value":null}]"#)
  }
}
