import BackendInterface
import Engine
import GodwitModel

/// Attempts on one backend: opens a session, runs the scenario on it, closes it.
package struct BackendAttempt<ChosenBackend: Backend>: Sendable {
  package let backend: ChosenBackend
  /// Which attempts keep the whole object with each observation.
  package var objects: ExecutionOptions.ObjectRetention
  /// A monotonic clock's reading; given from outside so that tests decide what time passes.
  private let wallClock: @Sendable () -> Span
  private let patience: Int64

  /// - Parameter patience: `within` lasts so many times as long.
  package init(
    _ backend: ChosenBackend, objects: ExecutionOptions.ObjectRetention = .whenNotPassed,
    patience: Int64 = 1, wallClock: @escaping @Sendable () -> Span
  ) {
    self.backend = backend
    self.objects = objects
    self.patience = patience
    self.wallClock = wallClock
  }

  /// Runs the attempt with this number, from 1.
  ///
  /// - Parameter observer: Gets every request, fault and change as it happens, with the instant at
  ///   which the session began.
  package func run(
    _ scenario: Scenario, seed: UInt64, number: Int,
    observer: ((_ entry: TraceEntry, _ start: Instant) -> Void)? = nil
  ) async -> AttemptRecord {
    let begin = wallClock()
    var record: AttemptRecord
    do throws(BackendError) {
      let session = try await backend.openSession(for: scenario, seed: seed)
      let start = session.now
      record = await ScenarioExecutor.run(
        scenario, on: session,
        options: ExecutionOptions(
          attempt: number, seed: seed, objects: objects, patience: patience),
        observer: observer.map { observe in { observe($0, start) } })
      await session.close(after: record.verdict)
    } catch {
      record = refusal(error, seed: seed, number: number)
    }
    record.wallTime = wallClock() - begin
    return record
  }

  /// What a backend that did not open a session makes of an attempt.
  private func refusal(_ error: BackendError, seed: UInt64, number: Int) -> AttemptRecord {
    var record = AttemptRecord(number: number, seed: seed, startedAt: .simulationEpoch)
    record.verdict = .inconclusive
    switch error {
    case .unsuitable(let text):
      record.verdict = .skipped
      record.reason = text
    case .unavailable(let text):
      record.reason = "the backend is unavailable: \(text)"
      record.cause = .backendUnavailable
    case .notModelled(let text):
      record.reason = "not modelled: \(text)"
      record.cause = .notModelled
    case .limitReached(let text):
      record.reason = "a limit was reached: \(text)"
      record.cause = .limitReached
    }
    return record
  }
}
