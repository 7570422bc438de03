import GodwitModel
import Reports

/// Collects the record from which a run's reports are made, without what they do not show: in a
/// run of ten thousand scenarios that would be hundreds of megabytes.
struct RecordKeeper {
  private(set) var record: RunRecord
  private let limits: HTMLReport.Limits
  private var passed = 0
  private var notPassed = 0

  init(_ header: RunHeader, limits: HTMLReport.Limits = HTMLReport.Limits()) {
    record = RunRecord(run: header)
    self.limits = limits
  }

  mutating func keep(_ scenario: ScenarioRecord) {
    let passedAtOnce = scenario.verdict == .passed && !scenario.isFlaky
    if passedAtOnce { passed += 1 } else { notPassed += 1 }
    let isDetailed =
      passedAtOnce ? passed <= limits.detailedPassed : notPassed <= limits.detailedNotPassed
    record.scenarios.append(isDetailed ? scenario.withoutObjects : scenario.withoutObservations)
  }

  mutating func end(_ end: RunEnd) { record.end = end }
}

extension ScenarioRecord {
  /// Without the whole objects, which only the database and the event file keep.
  fileprivate var withoutObjects: ScenarioRecord {
    var copy = self
    for attempt in copy.attempts.indices {
      for index in copy.attempts[attempt].observations.indices {
        copy.attempts[attempt].observations[index].object = nil
      }
    }
    return copy
  }

  /// As a row of a table needs it.
  fileprivate var withoutObservations: ScenarioRecord {
    var copy = self
    for index in copy.attempts.indices {
      copy.attempts[index].observations = []
      copy.attempts[index].requests = []
    }
    return copy
  }
}
