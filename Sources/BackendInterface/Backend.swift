import GodwitModel

/// Something that answers Kubernetes API requests and delivers watch events, and owns time.
package protocol Backend: Sendable {
  associatedtype Session: BackendSession

  /// `simulator`, `live` or `recording`.
  var name: String { get }

  /// Why this backend cannot run `scenario`; nil when it can.
  func reasonToSkip(_ scenario: Scenario) -> String?

  /// Sets up what the scenario takes as given and opens a session on it.
  ///
  /// The session's clock starts when every VM that should run runs where it should.
  func openSession(for scenario: Scenario, seed: UInt64) async throws(BackendError) -> Session
}

/// One scenario's view of a backend. Used by one task at a time.
package protocol BackendSession: AnyObject, Sendable {
  /// The backend's present time.
  var now: Instant { get }

  /// The namespace in which the scenario runs.
  var namespace: String { get }

  /// The version of every object when the session began.
  var initialObjects: [APIObject] { get }

  /// Sends a request; it takes effect at the backend's present time.
  func send(_ request: APIRequest) async throws(BackendError) -> APIResponse

  /// Brings about a fault or changes a guest; refused with a reason where it cannot be done.
  func inject(_ fault: Fault) async throws(BackendError)

  /// Returns the next change, or nil when none comes before `deadline`, which is then now.
  ///
  /// This is the only wait in the program. A simulator jumps its clock.
  func next(before deadline: Instant) async throws(BackendError) -> ObjectChange?

  /// Gives back what the session holds.
  func close() async
}

/// Why a backend could not go on.
package enum BackendError: Error, Hashable, Sendable {
  /// The backend went away or could not be reached.
  case unavailable(String)
  /// What was asked is not modelled; the text says what, and what to do.
  case notModelled(String)
  /// A bound of the backend was reached, for example of events; the text names it.
  case limitReached(String)
}
