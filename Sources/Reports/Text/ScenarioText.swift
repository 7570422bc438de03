import GodwitModel

/// Writes about one scenario that did not pass.
struct ScenarioText {
  let style: TextStyle
  private(set) var text = ""

  init(style: TextStyle) { self.style = style }

  mutating func write(_ record: ScenarioRecord, run: RunHeader) {
    let verdict = record.verdict.rawValue.uppercased()
    line(style.show(verdict, of: record.verdict) + "  " + style.show(record.displayTitle, .strong))
    line("  \(TextHygiene.oneLine(record.id))")
    let place = Finding.first(of: record)?.line ?? record.line
    line("  \(TextHygiene.oneLine(record.file)):\(place)")
    if !record.disagreement.isEmpty {
      line("  " + record.disagreement)
      if let last = record.attempts.last { line("  this is \(record.name(of: last, run))") }
    } else if record.attempts.count > 1 {
      line("  none of \(record.attempts.count) attempts passed; this is the last")
    }
    guard let attempt = record.attempts.last else {
      line("")
      line("  " + TextHygiene.oneLine(record.reason))
      return
    }
    if !attempt.steps.isEmpty { write(attempt.steps, since: attempt.startedAt) }
    for finding in Finding.all(of: attempt, in: record) {
      line("")
      write(finding, in: attempt)
    }
    line("")
    line("  " + style.show("To run it alone: ", .faint) + record.command(run))
  }

  /// The steps as far as the attempt came, so that one sees when it went wrong.
  private mutating func write(_ steps: [StepRecord], since start: Instant) {
    line("")
    let times = steps.map { ($0.startedAt - start).shortText }
    let width = times.map(\.count).max() ?? 0
    for (step, time) in zip(steps, times) {
      let mark =
        switch step.verdict {
        case .passed: "✓"
        case .failed: "✗"
        case .inconclusive: "?"
        case .skipped: "-"
        }
      let padded = String(repeating: " ", count: width - time.count) + time
      line(
        "  \(style.show(mark, of: step.verdict)) \(style.show(padded, .faint))  "
          + TextHygiene.oneLine(step.title))
    }
  }

  private mutating func write(_ finding: Finding, in attempt: AttemptRecord) {
    if let step = finding.step {
      let place = "Step \(step.index + 1)"
      let title = TextHygiene.oneLine(step.title)
      line("  \(style.show(place, .strong)), line \(finding.line): \(title)")
    }
    if let expectation = finding.expectation {
      let text = TextHygiene.oneLine(expectation.text)
      line("    expected  \(style.show("\(expectation.form) \(text)", .expected))")
      line("    which     \(finding.decision(in: attempt))")
      write(expectation.mismatches)
      block(expectation.explanation)
    }
    if !finding.reason.isEmpty {
      line(
        "    " + style.show("because", .inconclusive) + "   \(TextHygiene.oneLine(finding.reason))")
    }
  }

  /// At most this many mismatches are shown; the reports have more.
  private static let mostMismatches = 30

  /// Mismatches by object, the values of all paths of an object in one column.
  private mutating func write(_ mismatches: [MismatchRecord]) {
    var rest = mismatches.prefix(Self.mostMismatches)
    while let first = rest.first {
      let group = rest.prefix { $0.subject == first.subject }
      rest = rest.dropFirst(group.count)
      line("")
      line("    \(style.show(TextHygiene.oneLine(first.subject), .strong))")
      let width = group.map { min($0.path.count, 48) }.max() ?? 0
      for mismatch in group { write(mismatch, width: width) }
    }
    let left = mismatches.count - Self.mostMismatches
    if left > 0 {
      line("")
      line("    " + style.show("and \(left) more", .faint))
    }
  }

  private mutating func write(_ mismatch: MismatchRecord, width: Int) {
    let path = TextHygiene.oneLine(mismatch.path)
    let gap = width == 0 ? "" : "  "
    let padding = String(repeating: " ", count: max(0, width - path.count)) + gap
    let blank = String(repeating: " ", count: max(width, path.count)) + gap
    values("expected", mismatch.expected, .expected, "      " + path + padding, "      " + blank)
    values("actual  ", mismatch.actual, .actual, "      " + blank, "      " + blank)
  }

  private mutating func values(
    _ label: String, _ value: String, _ role: TextStyle.Role, _ first: String, _ next: String
  ) {
    let lines = TextHygiene.clean(value).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, part) in lines.enumerated() {
      let head = index == 0 ? first + style.show(label, .faint) : next + "        "
      line(head + "  " + style.show(String(part), role))
    }
  }

  /// A text of several lines, indented and without blank lines at its ends.
  private mutating func block(_ text: String) {
    let text = TextHygiene.trimmed(TextHygiene.clean(text))
    if text.isEmpty { return }
    line("")
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line(part.isEmpty ? "" : "    \(part)")
    }
  }

  private mutating func line(_ content: String) {
    text += content
    text += "\n"
  }
}
