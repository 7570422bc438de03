import GodwitModel

/// A run whose every text tries to break out of where it is put.
enum HostileRun {
  /// Markup, quotes, template tags, terminal and control characters, a combining character after
  /// a bracket, a lone carriage return, noncharacters.
  static let text =
    "<script>alert(1)</script>\"'><img src=x>{{{title}}}]]>&amp;\u{1B}[31mred\u{1B}[0m\u{0}\u{7}"
    + "<\u{338}b>\r\u{FFFE}\u{1B}]0;title\u{7}"

  static var record: RunRecord {
    var run = SampleRun.header
    run.host = text
    run.arguments = [text]
    run.environment = [.init(name: text, value: text)]
    run.shard = text
    var scenario = SampleRun.failed
    scenario.id = text
    scenario.title = text
    scenario.file = text
    scenario.criteria = [text]
    scenario.tags = [text]
    scenario.parameters = [.init(key: text, value: text)]
    scenario.nodes = [text]
    scenario.attempts[0].placements[0].name = text
    scenario.attempts[0].placements[0].node = text
    scenario.attempts[0].requests[0].path = text
    scenario.attempts[0].requests[0].code = 403
    scenario.attempts[0].requests[0].response = ["message": .string(text)]
    scenario.attempts[0].observations[0].name = text
    scenario.attempts[0].observations[0].changes = [
      FieldChange(path: ["spec", "vmiName"], value: .string(text)),
      FieldChange(path: [text], value: .string(text)),
    ]
    scenario.attempts[0].steps[3].title = text
    scenario.attempts[0].steps[3].criteria = [text]
    scenario.attempts[0].steps[3].expectations[0].text = text
    scenario.attempts[0].steps[3].expectations[0].explanation = text
    scenario.attempts[0].steps[3].expectations[0].mismatches = [
      MismatchRecord(subject: text, path: text, expected: text, actual: text)
    ]
    var skipped = SampleRun.skipped
    skipped.reason = text
    var inconclusive = SampleRun.inconclusive
    inconclusive.attempts[0].reason = text
    var flaky = SampleRun.flaky
    flaky.title = text
    flaky.file = text
    return RunRecord(
      run: run, scenarios: [scenario, skipped, inconclusive, flaky], end: SampleRun.record.end)
  }
}
