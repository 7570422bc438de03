import GodwitModel

/// Something that answers Kubernetes API requests and delivers watch events, and owns time.
package protocol Backend: Sendable {
  associatedtype Session: BackendSession

  /// `simulator`, `live` or `recording`.
  var name: String { get }

  /// Why this backend cannot run `scenario`; nil when it can, as far as that can be told without
  /// asking it.
  func reasonToSkip(_ scenario: Scenario) -> String?

  /// Sets up what the scenario takes as given and opens a session on it.
  ///
  /// The session's clock starts when every VM that should run runs where it should. What was made
  /// is taken away again where this throws.
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

  /// Returns what was observed next, or nil when nothing comes before `deadline`, which is then
  /// now.
  ///
  /// This is the only wait in the program. A simulator jumps its clock.
  func next(before deadline: Instant) async throws(BackendError) -> Sighting?

  /// Gives back what the session holds, and takes away what it made.
  func close(after verdict: Verdict) async
}

/// What a session observes.
package enum Sighting: Sendable {
  case change(ObjectChange)
  case gap(ObservationGap)
}

/// A time in which versions of objects may have come and gone unseen.
///
/// What is expected of every observation, or of none, or of their order or number, cannot be told
/// across it.
package struct ObservationGap: Sendable {
  /// When it was noticed; what is unknown lies before.
  package let at: Instant
  /// The kinds of which versions may be missing.
  package let kinds: [ResourceKind]
  /// Why, in words: `the watch of pods was too old (410)`.
  package let reason: String
  package let effect: Effect
  /// What brings the objects to what they are after it; at one observation, since the order in
  /// which it came about is not known.
  package let changes: [ObjectChange]
  /// Kinds of which later versions were observed before, where only the order is unknown.
  package let overtaking: [ResourceKind]

  /// What a gap leaves unknown.
  package enum Effect: Sendable {
    /// Versions may have come and gone unseen; the present ones are known.
    case versionsMissed
    /// Every version was seen, but not in which order with those of ``overtaking``.
    case orderUnknown
    /// What was observed is older than the present: what is there now is not known.
    case behind
  }

  package init(
    at: Instant, kinds: [ResourceKind], reason: String, effect: Effect = .versionsMissed,
    changes: [ObjectChange] = [], overtaking: [ResourceKind] = []
  ) {
    self.at = at
    self.kinds = kinds
    self.reason = reason
    self.effect = effect
    self.changes = changes
    self.overtaking = overtaking
  }
}

/// Why a backend could not go on.
package enum BackendError: Error, Hashable, Sendable {
  /// The backend went away or could not be reached.
  case unavailable(String)
  /// What was asked is not modelled; the text says what, and what to do.
  case notModelled(String)
  /// A bound of the backend was reached, for example of events; the text names it.
  case limitReached(String)
  /// The backend cannot give what the scenario takes as given: it is skipped for this reason.
  case unsuitable(String)
}
