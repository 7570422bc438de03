import GodwitModel

/// What the page says, ready for its templates.
struct PageModel {
  private let record: RunRecord
  private let summary: RunSummary
  private let limits: HTMLReport.Limits

  init(_ record: RunRecord, limits: HTMLReport.Limits) {
    self.record = record
    self.limits = limits
    summary = RunSummary(record)
  }

  var values: TemplateValues {
    TemplateValues.make { page in
      page.markup("style", PageStyle.css)
      page.markup("script", PageScript.javaScript)
      page.text("headline", headline)
      page.text("verdict", gravest.rawValue)
      page.text("counts", summary.countsText + time)
      page.text("runId", record.run.id)
      if !summary.isComplete {
        page.text(
          "incomplete",
          "This run is incomplete: \(summary.finished) of \(summary.planned) scenarios were run.")
      }
      page.list("shares", shares)
      page.list("facts", facts)
      page.list("verdicts", verdictChoices)
      page.list("tags", choices(record.scenarios.flatMap(\.tags)))
      page.list("criteria", choices(record.scenarios.flatMap(\.allCriteria)))
      page.list("groups", groups)
      page.list("proofs", CriteriaTable.rows(record.scenarios))
      page.flag("isLong", record.scenarios.count > 1)
    }
  }

  private var time: String {
    guard let time = summary.wallTime else { return "" }
    return " in \(time.runText)"
  }

  /// The verdict by which the page is coloured.
  private var gravest: Verdict {
    if summary.failed > 0 { return .failed }
    if summary.inconclusive > 0 { return .inconclusive }
    return summary.passed > 0 ? .passed : .skipped
  }

  private var headline: String {
    func scenarios(_ count: Int) -> String { count == 1 ? "1 scenario" : "\(count) scenarios" }
    switch gravest {
    case .failed: return "\(summary.failed) of \(scenarios(summary.finished)) failed"
    case .inconclusive:
      return "\(summary.inconclusive) of \(scenarios(summary.finished)) could not be judged"
    case .passed:
      let all =
        summary.skipped == 0 ? "All \(scenarios(summary.passed))" : scenarios(summary.passed)
      return summary.passed == 1 ? "1 scenario passed" : all + " passed"
    case .skipped: return summary.skipped == 0 ? "Nothing was run" : "Every scenario was skipped"
    }
  }

  private var shares: [TemplateValues] {
    [
      ("failed", summary.failed), ("inconclusive", summary.inconclusive),
      ("flaky", summary.flaky), ("passed", summary.passed - summary.flaky),
      ("skipped", summary.skipped),
    ].filter { $0.1 > 0 }.map { name, count in
      .make {
        $0.text("name", name)
        $0.number("count", count)
      }
    }
  }

  private var facts: [TemplateValues] {
    let run = record.run
    var facts = [
      ("Started", run.startedAt.readableText), ("Backend", run.backend),
      ("Version", run.backendVersion), ("Seed", "\(run.seed)"), ("Godwit", run.toolVersion),
      ("Host", run.host), ("Revision", run.gitRevision ?? ""), ("Shard", run.shard ?? ""),
      ("Run", run.id),
    ]
    facts += run.environment.map { ($0.name, $0.value) }
    if !run.arguments.isEmpty {
      let words = ["godwit"] + run.arguments.map(ShellText.quoted)
      facts.append(("Command", words.joined(separator: " ")))
    }
    return facts.filter { !$0.1.isEmpty }.map { name, value in
      .make {
        $0.text("name", name)
        $0.text("value", TextHygiene.oneLine(value))
      }
    }
  }

  private var verdictChoices: [TemplateValues] {
    [
      ("failed", summary.failed), ("inconclusive", summary.inconclusive),
      ("flaky", summary.flaky), ("passed", summary.passed - summary.flaky),
      ("skipped", summary.skipped),
    ].filter { $0.1 > 0 }.map { name, count in
      .make {
        $0.text("name", name)
        $0.number("count", count)
      }
    }
  }

  /// The distinct words in order, for a list to choose from.
  private func choices(_ words: [String]) -> [TemplateValues] {
    Set(words).sorted().map { word in .make { $0.text("name", word) } }
  }

  private var groups: [TemplateValues] {
    var detailedNotPassed = limits.detailedNotPassed
    var detailedPassed = limits.detailedPassed
    return ["failed", "inconclusive", "flaky", "passed", "skipped"].compactMap { name in
      let members = record.scenarios.filter { $0.outcomeName == name }
      guard !members.isEmpty else { return nil }
      let sections = members.map { scenario in
        let isPassed = name == "passed"
        let isDetailed = isPassed ? detailedPassed > 0 : detailedNotPassed > 0
        if isPassed { detailedPassed -= 1 } else { detailedNotPassed -= 1 }
        let section = ScenarioSection(
          scenario: scenario.withoutSecrets(), run: record.run,
          changes: isPassed ? limits.changesPassed : limits.changesNotPassed)
        return section.values(isDetailed: isDetailed && !scenario.attempts.isEmpty)
      }
      return .make {
        $0.text("title", name.prefix(1).uppercased() + name.dropFirst())
        $0.text("name", name)
        $0.number("count", members.count)
        $0.list("scenarios", sections)
      }
    }
  }
}

extension ScenarioRecord {
  /// The verdict, or `flaky` for what passed only when tried again.
  var outcomeName: String { isFlaky ? "flaky" : verdict.rawValue }

  /// The criteria of the scenario, then those of its steps, each once.
  var allCriteria: [String] {
    var known: Set<String> = []
    let all = criteria + (attempts.last?.steps.flatMap(\.criteria) ?? [])
    return all.filter { known.insert($0).inserted }
  }
}

extension Instant {
  /// `2026-11-24 03:36:23 UTC`
  var readableText: String {
    let text = description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
  }
}
