import BackendInterface
import GodwitModel
import SimulatorBackend
import Synchronization

/// The simulator with an ``InvariantChecker`` that sees every change.
struct CheckedBackend: Backend {
  let name = "simulator"
  /// Gets what the checkers found, with the id of the scenario.
  let found: @Sendable (String, [String]) -> Void

  func reasonToSkip(_ scenario: Scenario) -> String? { nil }

  func openSession(
    for scenario: Scenario, seed: UInt64
  ) async throws(BackendError) -> CheckedSession {
    CheckedSession(
      try await SimulatorBackend().openSession(for: scenario, seed: seed), id: scenario.id, found)
  }
}

final class CheckedSession: BackendSession {
  private let session: SimulatorSession
  private let checker: Mutex<InvariantChecker>
  private let id: String
  private let found: @Sendable (String, [String]) -> Void

  init(
    _ session: SimulatorSession, id: String, _ found: @escaping @Sendable (String, [String]) -> Void
  ) {
    self.session = session
    self.id = id
    self.found = found
    checker = Mutex(InvariantChecker(session.initialObjects))
  }

  var now: Instant { session.now }
  var namespace: String { session.namespace }
  var initialObjects: [APIObject] { session.initialObjects }

  func send(_ request: APIRequest) async throws(BackendError) -> APIResponse {
    try await session.send(request)
  }

  func inject(_ fault: Fault) async throws(BackendError) { try await session.inject(fault) }

  func next(before deadline: Instant) async throws(BackendError) -> Sighting? {
    let sighting = try await session.next(before: deadline)
    if case .change(let change) = sighting { checker.withLock { $0.observe(change) } }
    return sighting
  }

  /// Lets the cluster come to rest before what must have ended by then is looked at.
  func close(after verdict: Verdict) async {
    let rest = session.now + .minutes(20)
    while case .some(.some) = try? await next(before: rest) {}
    let violations = checker.withLock { checker in
      checker.finish()
      return checker.violations
    }
    if !violations.isEmpty { found(id, violations) }
    await session.close(after: verdict)
  }
}
