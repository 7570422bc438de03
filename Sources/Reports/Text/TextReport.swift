import GodwitModel

/// The end of a run as a person reads it on the terminal: every scenario that did not pass with
/// what was expected, what happened, when and why; then the counts, and where the reports are.
package enum TextReport {
  /// A report that was written and may be opened.
  package struct ReportFile: Hashable, Sendable {
    /// `HTML`, `JUnit`, `database`.
    package var kind: String
    package var path: String

    package init(kind: String, path: String) {
      self.kind = kind
      self.path = path
    }
  }

  /// At most this many scenarios are told in full; the reports have all.
  package static let mostDetailed = 20

  /// The whole text, with a newline at its end.
  package static func text(
    _ record: RunRecord, style: TextStyle = .plain, reports: [ReportFile] = []
  ) -> String {
    let open = record.scenarios.filter { isTold($0) }
    var parts = open.prefix(mostDetailed).map { scenario($0, run: record.run, style: style) }
    if open.count > mostDetailed {
      let ids = open.dropFirst(mostDetailed).map { "  \($0.verdict.rawValue)  \(clean($0.id))\n" }
      parts.append("And \(ids.count) more that did not pass:\n" + ids.joined())
    }
    parts.append(summary(record, style: style, reports: reports))
    return parts.joined(separator: "\n")
  }

  /// Whether a scenario has a story. One that could not even begin has only a reason, which it
  /// often shares with others: those are listed by it.
  private static func isTold(_ scenario: ScenarioRecord) -> Bool {
    switch scenario.verdict {
    case .failed: true
    case .inconclusive: scenario.attempts.last?.steps.isEmpty == false
    case .passed, .skipped: false
    }
  }

  /// What there is to know about one scenario that did not pass.
  package static func scenario(
    _ record: ScenarioRecord, run: RunHeader, style: TextStyle = .plain
  ) -> String {
    var writer = ScenarioText(style: style)
    writer.write(record, run: run)
    return writer.text
  }

  /// The lists of flaky, inconclusive and skipped scenarios, the counts, and the reports.
  package static func summary(
    _ record: RunRecord, style: TextStyle = .plain, reports: [ReportFile] = []
  ) -> String {
    let summary = RunSummary(record)
    var text = lists(record, style)
    if !text.isEmpty { text += "\n" }
    text += counts(summary, style)
    if let time = summary.wallTime { text += " in \(time.runText)" }
    text += "\n"
    text += notes(record, summary, style)
    let width = reports.map(\.kind.count).max() ?? 0
    for report in reports {
      let label = report.kind + String(repeating: " ", count: width - report.kind.count)
      text += "  \(style.show(label, .faint))  \(clean(report.path))\n"
    }
    return text
  }

  private static func counts(_ summary: RunSummary, _ style: TextStyle) -> String {
    var parts = [style.show("\(summary.passed) passed", summary.passed > 0 ? .passed : .faint)]
    if summary.failed > 0 { parts.append(style.show("\(summary.failed) failed", .failed)) }
    if summary.inconclusive > 0 {
      parts.append(style.show("\(summary.inconclusive) inconclusive", .inconclusive))
    }
    if summary.skipped > 0 { parts.append(style.show("\(summary.skipped) skipped", .skipped)) }
    return parts.joined(separator: ", ")
  }

  private static func notes(
    _ record: RunRecord, _ summary: RunSummary, _ style: TextStyle
  ) -> String {
    var text = ""
    if !summary.isComplete {
      text += style.show("The run is incomplete", .inconclusive)
      text += ": \(summary.finished) of \(summary.planned) scenarios were run.\n"
    }
    if summary.isAllSkipped {
      text += style.show("Nothing was run", .skipped) + ": every scenario was skipped.\n"
    }
    return text
  }

  /// Scenarios that a reader should know of beside the failures.
  private static func lists(_ record: RunRecord, _ style: TextStyle) -> String {
    var text = ""
    let flaky = record.scenarios.filter(\.isFlaky)
    if !flaky.isEmpty {
      text += style.show("Flaky", .skipped) + ", passed only when tried again:\n"
      for scenario in flaky {
        text += "  \(clean(scenario.id))  "
        text += style.show("at attempt \(scenario.attempts.count)", .faint) + "\n"
      }
    }
    let unbegun = record.scenarios.filter { $0.verdict == .inconclusive && !isTold($0) }
    text += list(unbegun, "Inconclusive", .inconclusive, style)
    let skipped = record.scenarios.filter { $0.verdict == .skipped }
    return text + list(skipped, "Skipped", .skipped, style)
  }

  /// Scenarios by their reason, at most five of each.
  private static func list(
    _ scenarios: [ScenarioRecord], _ title: String, _ role: TextStyle.Role, _ style: TextStyle
  ) -> String {
    var text = ""
    for (reason, ids) in groups(scenarios) {
      text += style.show(title, role) + ", \(reason):\n"
      for id in ids.prefix(5) { text += "  \(clean(id))\n" }
      if ids.count > 5 { text += "  and \(ids.count - 5) more\n" }
    }
    return text
  }

  /// The ids of scenarios by their reason, in the order in which reasons come up.
  private static func groups(_ scenarios: [ScenarioRecord]) -> [(String, [String])] {
    var groups: [(String, [String])] = []
    var places: [String: Int] = [:]
    for scenario in scenarios {
      let reason = scenario.reason.isEmpty ? "no reason given" : clean(scenario.reason)
      let place = places[reason] ?? groups.count
      if place == groups.count {
        places[reason] = place
        groups.append((reason, []))
      }
      groups[place].1.append(scenario.id)
    }
    return groups
  }

  private static func clean(_ text: String) -> String { TextHygiene.oneLine(text) }
}
