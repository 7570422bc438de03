import GodwitModel

/// What the page says about one scenario.
struct ScenarioSection {
  let scenario: ScenarioRecord
  let run: RunHeader
  /// At most so many observed changes an attempt.
  let changes: Int

  func values(isDetailed: Bool) -> TemplateValues {
    .make { values in
      values.text("outcome", scenario.outcomeName)
      values.number("index", scenario.index)
      values.text("title", scenario.displayTitle)
      values.text("id", TextHygiene.oneLine(scenario.id))
      values.text("keys", (scenario.tags + scenario.allCriteria).joined(separator: " "))
      values.list("chips", (scenario.allCriteria + scenario.tags).map(Self.chip))
      if let time = scenario.backendTime, !scenario.attempts.isEmpty {
        values.text("time", time.shortText)
      }
      values.flag("isDetailed", isDetailed)
      values.flag("isOpen", scenario.verdict == .failed || scenario.verdict == .inconclusive)
      if !scenario.disagreement.isEmpty {
        values.text("why", TextHygiene.shortened(scenario.disagreement, to: 200))
      } else if let headline = Finding.first(of: scenario)?.headline {
        values.text("why", TextHygiene.shortened(headline, to: 200))
      }
      if isDetailed { fillDetail(&values) }
    }
  }

  private static func chip(_ name: String) -> TemplateValues { .make { $0.text("name", name) } }

  private func fillDetail(_ values: inout TemplateValues) {
    let place = Finding.first(of: scenario)?.line ?? scenario.line
    values.text("place", "\(scenario.file):\(place)")
    values.text("command", scenario.command(run))
    values.text("version", scenario.kubevirtVersion)
    values.list(
      "parameters",
      scenario.parameters.map { parameter in
        .make {
          $0.text("key", parameter.key)
          $0.text("value", parameter.value)
        }
      })
    guard let last = scenario.attempts.last else { return }
    values.list("attempts", [attempt(last)])
    values.list("earlier", scenario.attempts.dropLast().map(attempt))
  }

  private func attempt(_ attempt: AttemptRecord) -> TemplateValues {
    let section = AttemptSection(
      attempt: attempt, scenario: scenario, run: run, mostChanges: changes)
    return section.values
  }
}
