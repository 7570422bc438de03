import GodwitModel

/// How a run came out, counted as its scenarios were delivered.
package struct RunOutcome: Hashable, Sendable {
  package var passed = 0
  package var failed = 0
  package var inconclusive = 0
  package var skipped = 0
  /// Of the passed ones, those that did not pass at the first attempt.
  package var flaky = 0
  /// A signal asked for the end, whether or not anything was left to do.
  package var wasInterrupted = false
  /// Every scenario of the plan was delivered.
  package var isComplete = true
  /// A session could not be opened because the backend was not there.
  package var backendWasUnavailable = false

  package init() {}

  package mutating func count(_ record: ScenarioRecord) {
    switch record.verdict {
    case .passed: passed += 1
    case .failed: failed += 1
    case .inconclusive: inconclusive += 1
    case .skipped: skipped += 1
    }
    if record.isFlaky { flaky += 1 }
  }

  /// The gravest of what happened: an interruption, a failure, a missing backend, a doubt.
  package var exitStatus: ExitStatus {
    if wasInterrupted { return .interrupted }
    if failed > 0 { return .failed }
    if backendWasUnavailable { return .backendUnavailable }
    if inconclusive > 0 { return .inconclusive }
    return .passed
  }
}
