import GodwitModel

/// What the page says about one attempt.
struct AttemptSection {
  let attempt: AttemptRecord
  let scenario: ScenarioRecord
  let run: RunHeader
  let mostChanges: Int

  private static let mostMismatches = 100

  var values: TemplateValues {
    .make { values in
      let name = scenario.name(of: attempt, run)
      values.text(
        "heading", "\(name.prefix(1).uppercased())\(name.dropFirst()): \(attempt.verdict.rawValue)")
      values.list("findings", Finding.all(of: attempt, in: scenario).map(finding))
      fillTimeline(&values)
      values.list("steps", attempt.steps.map(step))
      values.list("requests", attempt.requests.map(request))
      values.number("requestCount", attempt.requests.count)
      values.list("changes", attempt.observations.prefix(mostChanges).map(change))
      values.number("changeCount", attempt.observations.count)
      if attempt.observations.count > mostChanges {
        values.text(
          "moreChanges",
          "\(attempt.observations.count - mostChanges) more are in the database.")
      }
    }
  }

  private func since(_ instant: Instant) -> String {
    (instant - attempt.startedAt).shortText
  }

  private func finding(_ finding: Finding) -> TemplateValues {
    .make { values in
      values.text("verdict", finding.verdict.rawValue)
      if let step = finding.step {
        values.text("step", "Step \(step.index + 1): \(TextHygiene.oneLine(step.title))")
      }
      values.text("line", "\(scenario.file):\(finding.line)")
      values.text("reason", finding.reason)
      guard let expectation = finding.expectation else { return }
      values.text("expected", "\(expectation.form) \(expectation.text)")
      values.text("decision", finding.decision(in: attempt))
      values.list("mismatches", expectation.mismatches.prefix(Self.mostMismatches).map(mismatch))
      let left = expectation.mismatches.count - Self.mostMismatches
      values.text("moreMismatches", left > 0 ? "\(left) more are in the database." : "")
      values.text("explanation", TextHygiene.trimmed(expectation.explanation))
    }
  }

  private func mismatch(_ mismatch: MismatchRecord) -> TemplateValues {
    .make {
      $0.text("subject", mismatch.subject)
      $0.text("path", mismatch.path)
      $0.text("expected", mismatch.expected)
      $0.text("actual", mismatch.actual)
    }
  }

  private func fillTimeline(_ values: inout TemplateValues) {
    let timeline = Timeline(attempt, nodes: scenario.nodes)
    guard timeline.isWorthDrawing else { return }
    var drawing = TimelineDrawing(timeline, attempt: attempt, scenario: scenario)
    values.markup("timeline", drawing.draw(label: "Timeline of \(scenario.displayTitle)"))
    values.flag("hasBreaks", !drawing.scale.breaks.isEmpty)
    values.flag("manyMigrations", timeline.migrations.count > 3)
    values.list(
      "migrations",
      timeline.migrations.map { migration in
        .make {
          $0.text("name", migration.name)
          $0.text("machine", migration.machine)
          $0.text("phases", TimelineText.phases(migration, since: timeline.start))
        }
      })
    values.text("omitted", omitted(timeline.omitted))
  }

  private func omitted(_ omitted: Timeline.Omitted) -> String {
    let parts = [
      ("VMs", omitted.machines), ("nodes", omitted.nodes), ("migrations", omitted.migrations),
      ("marks", omitted.marks),
    ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    return parts.isEmpty ? "" : "Not drawn: " + parts.joined(separator: ", ") + "."
  }

  private func step(_ step: StepRecord) -> TemplateValues {
    .make {
      $0.number("number", step.index + 1)
      $0.text("verdict", step.verdict.rawValue)
      $0.text("title", TextHygiene.oneLine(step.title))
      $0.text("begin", since(step.startedAt))
      $0.text("took", (step.endedAt - step.startedAt).shortText)
      $0.number("line", step.line)
      $0.list("criteria", step.criteria.map { name in .make { $0.text("name", name) } })
    }
  }

  private func request(_ request: RequestRecord) -> TemplateValues {
    .make {
      $0.text("at", since(request.at))
      $0.text("who", request.isFault ? "" : "\(request.user) via \(request.surface)")
      $0.text("method", request.method)
      $0.text("path", request.path)
      $0.number("code", request.code)
      $0.text("outcome", request.isSuccess ? "passed" : "failed")
      let message = request.response?["message"]?.string ?? ""
      if !request.isSuccess { $0.text("message", TextHygiene.shortened(message, to: 400)) }
    }
  }

  private func change(_ observation: ObservationRecord) -> TemplateValues {
    let changes = observation.changes
    return .make {
      $0.text("at", since(observation.at))
      $0.text("type", observation.type.rawValue)
      $0.text("object", "\(observation.kind) \(observation.name)")
      $0.list("fields", changes.prefix(12).map(field))
      if changes.count > 12 {
        $0.text("more", "and \(changes.count - 12) more fields")
      }
    }
  }

  private func field(_ change: FieldChange) -> TemplateValues {
    .make {
      $0.text("path", change.path.joined(separator: "."))
      let value = change.value.map { $0.scalarText ?? $0.text } ?? "removed"
      $0.text("value", TextHygiene.shortened(TextHygiene.oneLine(value), to: 160))
    }
  }
}
