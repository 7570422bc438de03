import GodwitModel

/// The findings of an attempt as plain text, for bodies of JUnit elements.
enum JUnitBody {
  /// Each finding: its step, what was expected, the mismatches, the explanation.
  static func text(of attempt: AttemptRecord, in scenario: ScenarioRecord) -> String {
    Finding.all(of: attempt, in: scenario).map { finding in
      var lines: [String] = []
      if let step = finding.step {
        let time = (step.startedAt - attempt.startedAt).shortText
        lines.append("step \(step.index + 1), begun at \(time): \(step.title)")
      }
      if let expectation = finding.expectation {
        lines.append("\(expectation.form): \(expectation.text)")
        lines.append(finding.decision(in: attempt))
        for mismatch in expectation.mismatches {
          lines.append(mismatch.place)
          lines.append("  expected: \(mismatch.expected)")
          lines.append("  actual:   \(mismatch.actual)")
        }
        if !expectation.explanation.isEmpty {
          lines.append(TextHygiene.trimmed(expectation.explanation))
        }
      }
      // Where the reason is all there is, the first line of the body says it.
      let isSaid = TextHygiene.oneLine(finding.reason) == finding.headline
      if !finding.reason.isEmpty, !isSaid { lines.append(finding.reason) }
      return lines.joined(separator: "\n")
    }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
