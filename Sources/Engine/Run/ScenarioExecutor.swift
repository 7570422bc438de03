import BackendInterface
import GodwitModel

/// Runs one scenario against one session of a backend.
package enum ScenarioExecutor {
  /// Runs `scenario` and returns all that was done and seen.
  ///
  /// Never throws: what goes wrong is the verdict of the record and its reason. The caller opened
  /// the session and closes it. Cancelling the task ends the attempt as inconclusive. Every
  /// request, fault and change goes to `observer`, in order, as it happens.
  package static func run(
    _ scenario: Scenario, on session: some BackendSession,
    options: ExecutionOptions = ExecutionOptions(),
    observer: ((TraceEntry) -> Void)? = nil
  ) async -> AttemptRecord {
    let holder = RunHolder(scenario, options: options, on: session)
    var occurrence = RunOccurrence.began
    while true {
      switch holder.run.next(after: occurrence, at: session.now) {
      case .finish: return holder.run.record
      case let command: occurrence = await carryOut(command, on: session, observer)
      }
    }
  }

  private static func carryOut(
    _ command: RunCommand, on session: some BackendSession,
    _ observer: ((TraceEntry) -> Void)?
  ) async -> RunOccurrence {
    if Task.isCancelled { return .interrupted }
    do throws(BackendError) {
      switch command {
      case .send(let request, let surface):
        let response = try await session.send(request)
        observer?(.request(at: session.now, surface: surface, request, response))
        return .answered(response)
      case .inject(let fault): return try await inject(fault, on: session, observer)
      case .next(let deadline):
        switch try await session.next(before: deadline) {
        case nil: return Task.isCancelled ? .interrupted : .reached(deadline)
        case .change(let change):
          observer?(.change(change))
          return .observed(change)
        case .gap(let gap):
          observer?(.gap(gap))
          return .missed(gap)
        }
      case .finish: return .began
      }
    } catch {
      return .failed(error)
    }
  }

  private static func inject(
    _ fault: Fault, on session: some BackendSession, _ observer: ((TraceEntry) -> Void)?
  ) async throws(BackendError) -> RunOccurrence {
    do {
      try await session.inject(fault)
      observer?(.fault(at: session.now, fault, refusal: nil))
      return .injected(refusal: nil)
    } catch {
      guard case .notModelled(let reason) = error else { throw error }
      observer?(.fault(at: session.now, fault, refusal: reason))
      return .injected(refusal: reason)
    }
  }
}

/// A run behind a reference. What an asynchronous function holds is allocated with the task, which
/// for a value of this size costs more than the reference.
private final class RunHolder {
  var run: ScenarioRun

  init(_ scenario: Scenario, options: ExecutionOptions, on session: some BackendSession) {
    run = ScenarioRun(
      scenario, options: options, namespace: session.namespace, startedAt: session.now,
      initialObjects: session.initialObjects)
  }
}
