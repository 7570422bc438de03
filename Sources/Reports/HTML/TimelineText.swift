import GodwitModel

/// Words of a drawn timeline.
enum TimelineText {
  /// A name that fits the column of labels.
  static func shortened(_ name: String) -> String {
    let name = TextHygiene.oneLine(name)
    return name.count <= 20 ? name : name.prefix(10) + "…" + name.suffix(9)
  }

  /// The class of a phase's colour; `other` for one that is not known.
  static func phaseClass(_ phase: String) -> String {
    switch phase {
    case "": "created"
    case "Pending", "Scheduling", "Scheduled", "PreparingTarget", "TargetReady", "Running",
      "WaitingForSync", "Synchronizing", "Succeeded", "Failed":
      phase.lowercased()
    default: "other"
    }
  }

  /// The phases of a migration in words, for readers who do not see the drawing.
  static func phases(_ migration: Timeline.Migration, since start: Instant) -> String {
    migration.phases.filter { !$0.name.isEmpty }
      .map { "\($0.name) \(($0.interval.start - start).shortText)" }.joined(separator: ", ")
  }
}

extension Timeline {
  /// Whether there is anything to draw.
  var isWorthDrawing: Bool { !machines.isEmpty || !migrations.isEmpty }

  /// Every time at which something begins or ends.
  func moments(steps: [StepRecord]) -> [Instant] {
    var moments = steps.flatMap { step in
      [step.startedAt, step.endedAt] + step.expectations.map(\.decidedAt)
    }
    moments += marks.map(\.at)
    for machine in machines {
      moments += machine.stays.flatMap { [$0.interval.start, $0.interval.end] }
      moments += machine.pods.flatMap { [$0.interval.start, $0.interval.end] }
    }
    for migration in migrations {
      moments += migration.phases.flatMap { [$0.interval.start, $0.interval.end] }
    }
    moments += nodeStates.flatMap { [$0.interval.start, $0.interval.end] }
    return moments
  }
}
