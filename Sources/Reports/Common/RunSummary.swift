import GodwitModel

/// How a run came out, in numbers.
package struct RunSummary: Hashable, Sendable {
  package private(set) var passed = 0
  package private(set) var failed = 0
  package private(set) var inconclusive = 0
  package private(set) var skipped = 0
  /// Of those that passed, how many not at the first attempt.
  package private(set) var flaky = 0
  /// Of the inconclusive ones, how many because the backend was not there.
  package private(set) var backendUnavailable = 0
  /// How many cases the plan had.
  package private(set) var planned = 0
  /// From the start of the run to its end on the wall clock; nil without an end.
  package private(set) var wallTime: Span?
  /// Whether the run ended, and ran all that was planned.
  package private(set) var isComplete = false

  package init() {}

  package init(_ record: RunRecord) {
    planned = record.run.plannedScenarios
    for scenario in record.scenarios { add(scenario) }
    if let end = record.end {
      wallTime = end.at - record.run.startedAt
      isComplete = end.isComplete
    }
  }

  /// Counts one more scenario.
  package mutating func add(_ scenario: ScenarioRecord) {
    switch scenario.verdict {
    case .passed: passed += 1
    case .failed: failed += 1
    case .inconclusive: inconclusive += 1
    case .skipped: skipped += 1
    }
    if scenario.isFlaky { flaky += 1 }
    if scenario.verdict == .inconclusive,
      scenario.attempts.last?.cause == .backendUnavailable
    {
      backendUnavailable += 1
    }
  }

  /// How many scenarios came out one way or another.
  package var finished: Int { passed + failed + inconclusive + skipped }

  /// The exit status that these scenarios ask for, DESIGN §5.
  ///
  /// A failure outweighs what is inconclusive, since it is certain; a backend that was away
  /// outweighs other doubts, since it may explain them. All skipped is 0; the caller warns.
  package var exitStatus: ExitStatus {
    if failed > 0 { return .failed }
    if backendUnavailable > 0 { return .backendUnavailable }
    if inconclusive > 0 { return .inconclusive }
    return finished == 0 ? .nothingSelected : .passed
  }

  /// Whether there were scenarios and every one was skipped.
  package var isAllSkipped: Bool { skipped > 0 && skipped == finished }

  /// `62 passed, 1 failed, 2 skipped`; the passed always, the others where there are some.
  package var countsText: String {
    var parts = ["\(passed) passed"]
    if failed > 0 { parts.append("\(failed) failed") }
    if inconclusive > 0 { parts.append("\(inconclusive) inconclusive") }
    if skipped > 0 { parts.append("\(skipped) skipped") }
    return parts.joined(separator: ", ")
  }
}
