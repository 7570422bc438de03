/// How a scenario, an attempt or a step came out.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
  case passed
  case failed
  /// A bound was hit, a `while` no longer held, or the backend went away.
  case inconclusive
  case skipped
}

/// The exit codes of the command, DESIGN §5.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case passed = 0
  case failed = 1
  case usage = 2
  case invalidScenario = 3
  case nothingSelected = 4
  case divergence = 5
  case backendUnavailable = 6
  case inconclusive = 7
  case waiver = 8
  case internalError = 70
  case interrupted = 130
}
