import GodwitModel

/// What a reader of a report must know first about an attempt that did not pass.
package struct Finding: Hashable, Sendable {
  package var verdict: Verdict
  /// The step that did not pass; nil when the attempt ended outside of any.
  package var step: StepRecord?
  package var expectation: ExpectationRecord?
  /// Why, where no expectation says it.
  package var reason: String
  package var cause: InconclusiveCause?
  /// In the scenario's file; that of the expectation where there is one.
  package var line: Int

  /// One line that says what was expected and what was there instead.
  package var headline: String {
    guard let expectation else {
      if !reason.isEmpty { return TextHygiene.oneLine(reason) }
      guard let step else { return "no reason given" }
      return TextHygiene.oneLine("step \(step.index + 1): \(step.title)")
    }
    guard let mismatch = expectation.mismatches.first else {
      return TextHygiene.oneLine(
        reason.isEmpty ? "\(expectation.form) \(expectation.text)" : reason)
    }
    let more = expectation.mismatches.count - 1
    return TextHygiene.oneLine(
      "\(mismatch.place): expected \(mismatch.expected), got \(mismatch.actual)"
        + (more > 0 ? " (and \(more) more)" : ""))
  }

  /// When it was decided, and what that means, in words.
  func decision(in attempt: AttemptRecord) -> String {
    guard let expectation else { return "" }
    let total = (expectation.decidedAt - attempt.startedAt).shortText
    let since = step.map { (expectation.decidedAt - $0.startedAt).shortText }
    let verb =
      switch (verdict, expectation.form) {
      case (.failed, "always"), (.failed, "unchanged"), (.failed, "while"): "no longer held"
      case (.failed, "never"): "happened"
      case (.failed, _): "was not met"
      default: "was given up"
      }
    return "\(verb) at \(total)" + (since.map { ", \($0) after the step began" } ?? "")
  }

  /// A name of the kind of finding for machines, such as `assertion.always` or
  /// `backend.unavailable`.
  package var type: String {
    if verdict == .failed { return "assertion." + (expectation?.form ?? "scenario") }
    return cause?.rawValue ?? "inconclusive"
  }
}

extension Finding {
  /// The findings of an attempt, in order; at least one when it did not pass.
  package static func all(of attempt: AttemptRecord, in scenario: ScenarioRecord) -> [Finding] {
    var findings: [Finding] = []
    for step in attempt.steps where step.verdict == .failed || step.verdict == .inconclusive {
      let open = step.expectations.filter { $0.verdict == .failed || $0.verdict == .inconclusive }
      for expectation in open {
        findings.append(
          Finding(
            verdict: expectation.verdict, step: step, expectation: expectation,
            reason: expectation.verdict == .inconclusive ? attempt.reason : "",
            cause: attempt.cause, line: expectation.line > 0 ? expectation.line : step.line))
      }
      if open.isEmpty {
        findings.append(
          Finding(
            verdict: step.verdict, step: step, reason: attempt.reason, cause: attempt.cause,
            line: step.line))
      }
    }
    if findings.isEmpty, attempt.verdict != .passed {
      findings.append(
        Finding(
          verdict: attempt.verdict,
          reason: attempt.reason.isEmpty ? scenario.reason : attempt.reason, cause: attempt.cause,
          line: scenario.line))
    }
    return findings
  }

  /// The finding that decided the attempt: the first with its verdict, else the first.
  package static func first(
    of attempt: AttemptRecord, in scenario: ScenarioRecord
  ) -> Finding? {
    let findings = all(of: attempt, in: scenario)
    return findings.first { $0.verdict == attempt.verdict } ?? findings.first
  }

  /// The finding that decided the scenario, of its last attempt; nil when it passed.
  package static func first(of scenario: ScenarioRecord) -> Finding? {
    if scenario.verdict == .passed { return nil }
    guard let attempt = scenario.attempts.last else {
      return Finding(verdict: scenario.verdict, reason: scenario.reason, line: scenario.line)
    }
    return first(of: attempt, in: scenario)
  }
}

extension MismatchRecord {
  /// The object and the path within it: `vmi/fedora status.nodeName`.
  var place: String { path.isEmpty ? subject : subject + " " + path }
}
