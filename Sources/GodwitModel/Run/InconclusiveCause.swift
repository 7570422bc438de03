/// Why no verdict could be reached, for those who must tell one cause from another: exit codes
/// and the `type` of a JUnit `<error>`.
package enum InconclusiveCause: String, Hashable, Sendable, CaseIterable {
  /// The backend went away or could not be reached.
  case backendUnavailable = "backend.unavailable"
  /// The scenario asks for something that the backend does not model.
  case notModelled = "backend.not-modelled"
  /// A bound was reached, of events or of time.
  case limitReached = "backend.limit"
  /// Not everything that happened was seen, and what was missed may matter.
  case observationGap = "watch.gap"
  /// A `while` no longer held when its request was answered.
  case conditionLost = "while.not-held"
  /// The scenario speaks of something that nothing was ever called, or gives a live name again.
  case scenarioMistake = "scenario.mistake"
  /// The run was interrupted.
  case interrupted = "run.interrupted"
  /// A fault of Godwit's own.
  case internalError = "internal.error"
}
