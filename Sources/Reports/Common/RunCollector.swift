import GodwitModel

/// Gathers a run from its events for the reports, and keeps memory small: of most scenarios that
/// passed only what a row needs, and never whole objects, which no report shows.
package struct RunCollector: Sendable {
  private let limits: HTMLReport.Limits
  private var header: RunHeader?
  private var scenarios: [ScenarioRecord] = []
  private var end: RunEnd?
  private var detailedPassed = 0
  private var detailedNotPassed = 0

  /// Keeps as many scenarios in full as the page with these limits shows.
  package init(limits: HTMLReport.Limits = HTMLReport.Limits()) { self.limits = limits }

  /// Takes in the next event.
  package mutating func receive(_ event: RunEvent) {
    switch event {
    case .runStarted(let header): self.header = header
    case .scenarioStarted: break
    case .scenarioFinished(let record): scenarios.append(reduced(record))
    case .runFinished(let end): self.end = end
    }
  }

  /// The run so far, scenarios in the order of the plan; nil before it started.
  package var record: RunRecord? {
    header.map { header in
      RunRecord(run: header, scenarios: scenarios.sorted { $0.index < $1.index }, end: end)
    }
  }

  private mutating func reduced(_ record: ScenarioRecord) -> ScenarioRecord {
    var reduced = record
    let isDetailed: Bool
    if record.outcomeName == "passed" {
      detailedPassed += 1
      isDetailed = detailedPassed <= limits.detailedPassed
    } else {
      detailedNotPassed += 1
      isDetailed = detailedNotPassed <= limits.detailedNotPassed
    }
    for index in reduced.attempts.indices {
      if isDetailed {
        for place in reduced.attempts[index].observations.indices
        where reduced.attempts[index].observations[place].object != nil {
          reduced.attempts[index].observations[place].object = nil
        }
      } else {
        reduced.attempts[index].observations = []
        reduced.attempts[index].requests = []
        reduced.attempts[index].placements = []
      }
    }
    return reduced
  }
}
