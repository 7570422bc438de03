/// Why the simulator could not go on.
package enum SimulationError: Error, Hashable, Sendable {
  /// What was asked is not modelled; the text says what, and what to do.
  case notModelled(String)
  /// A bound was reached; the text names it.
  case limitReached(String)
}
