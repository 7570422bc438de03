import GodwitModel

/// A line of the list of stored runs.
package struct StoredRun: Hashable, Sendable {
  package var header: RunHeader
  /// Nil while the run goes on, or when it was killed.
  package var end: RunEnd?
  /// How many scenarios are stored, by verdict.
  package var passed: Int
  package var failed: Int
  package var inconclusive: Int
  package var skipped: Int
  /// Of those that passed, how many not at the first attempt.
  package var flaky: Int

  /// Whether all that was planned was run.
  package var isComplete: Bool { end?.isComplete == true }
}
