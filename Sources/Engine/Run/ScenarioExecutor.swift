import BackendInterface
import GodwitModel

/// Runs one scenario against one session of a backend.
package enum ScenarioExecutor {
  /// Runs `scenario` and returns all that was done and seen.
  ///
  /// Never throws: what goes wrong is the verdict of the record and its reason. The caller opened
  /// the session and closes it. Cancelling the task ends the attempt as inconclusive. Every request,
  /// fault and change goes to `observer`, in order, as it happens.
  package static func run(
    _ scenario: Scenario, on session: some BackendSession,
    options: ExecutionOptions = ExecutionOptions(),
    observer: ((TraceEntry) -> Void)? = nil
  ) async -> AttemptRecord {
    var record = AttemptRecord(
      number: options.attempt, seed: options.seed, startedAt: session.now)
    record.verdict = .inconclusive
    record.reason = "the engine does not run scenarios yet"
    return record
  }
}
