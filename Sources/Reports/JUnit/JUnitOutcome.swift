import GodwitModel

/// The elements inside a `testcase` that say how it came out.
enum JUnitOutcome {
  /// Nothing for a plain pass; else the elements in the order that both the strict schema and
  /// Surefire's want. `longestBody` is in bytes.
  static func elements(
    of scenario: ScenarioRecord, run: RunHeader, longestBody: Int
  ) -> [XMLElement] {
    var elements: [XMLElement] = []
    let earlier = scenario.attempts.dropLast().filter { $0.verdict != .passed }
    let isPassed = scenario.verdict == .passed
    let reruns = earlier.compactMap { attempt -> XMLElement? in
      rerun(
        attempt, of: scenario, run, prefix: isPassed ? "flaky" : "rerun",
        longestBody: longestBody)
    }
    switch scenario.verdict {
    case .passed: break
    case .failed: elements.append(result("failure", of: scenario, longestBody: longestBody))
    case .inconclusive, .skipped: break
    }
    elements += reruns.filter { $0.name.hasSuffix("Failure") }
    if scenario.verdict == .skipped { elements.append(skipped(scenario)) }
    if scenario.verdict == .inconclusive {
      elements.append(result("error", of: scenario, longestBody: longestBody))
    }
    elements += reruns.filter { $0.name.hasSuffix("Error") }
    if !elements.isEmpty, scenario.verdict != .skipped { elements += output(scenario, run) }
    return elements
  }

  private static func result(
    _ name: String, of scenario: ScenarioRecord, longestBody: Int
  ) -> XMLElement {
    let finding =
      Finding.first(of: scenario)
      ?? Finding(verdict: scenario.verdict, reason: scenario.reason, line: scenario.line)
    let message = TextHygiene.shortened(finding.headline, to: 200)
    // The first line repeats the message: some consumers show the body only.
    var body = [message]
    if !scenario.disagreement.isEmpty { body.append(scenario.disagreement) }
    if let attempt = scenario.attempts.last {
      let text = JUnitBody.text(of: attempt, in: scenario)
      body.append(TextHygiene.shortened(text, toBytes: longestBody))
    }
    body.append("  at \(scenario.file):\(finding.line)")
    return XMLElement(
      name: name, attributes: [("message", message), ("type", finding.type)],
      text: body.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private static func skipped(_ scenario: ScenarioRecord) -> XMLElement {
    let message = TextHygiene.shortened(TextHygiene.oneLine(scenario.reason), to: 200)
    return XMLElement(
      name: "skipped", attributes: [("message", message), ("type", "scenario.requirement")])
  }

  private static func rerun(
    _ attempt: AttemptRecord, of scenario: ScenarioRecord, _ run: RunHeader, prefix: String,
    longestBody: Int
  ) -> XMLElement? {
    guard let finding = Finding.first(of: attempt, in: scenario) else { return nil }
    let message = TextHygiene.shortened(finding.headline, to: 200)
    let body = TextHygiene.shortened(
      JUnitBody.text(of: attempt, in: scenario), toBytes: longestBody)
    let trace = [
      scenario.name(of: attempt, run)
        + (run.seedCount > 1 ? "" : ", seed \(attempt.seed)"), body,
      "  at \(scenario.file):\(finding.line)",
    ].filter { !$0.isEmpty }.joined(separator: "\n")
    return XMLElement(
      name: prefix + (attempt.verdict == .inconclusive ? "Error" : "Failure"),
      attributes: [("message", message), ("type", finding.type)],
      children: [XMLElement(name: "stackTrace", text: trace)])
  }

  /// What other tools may want of a case that did not simply pass, in the convention of
  /// `[[PROPERTY|name=value]]` lines.
  private static func output(_ scenario: ScenarioRecord, _ run: RunHeader) -> [XMLElement] {
    var lines = scenario.criteria.map { "[[PROPERTY|requirement=\($0)]]" }
    lines += scenario.tags.map { "[[PROPERTY|tag=\($0)]]" }
    lines.append(scenario.command(run))
    return [XMLElement(name: "system-out", text: lines.joined(separator: "\n"))]
  }
}
