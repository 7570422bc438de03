/// Why the simulator could not go on.
package enum SimulationError: Error, Hashable, Sendable {
  /// What was asked is not modelled; the text says what, and what to do.
  case notModelled(String)
  /// A bound was reached; the text names it.
  case limitReached(String)

  /// The reason alone.
  package var reason: String {
    switch self {
    case .notModelled(let text), .limitReached(let text): text
    }
  }

  /// The error in words.
  package var text: String {
    switch self {
    case .notModelled(let text): "not modelled: \(text)"
    case .limitReached(let text): "a limit was reached: \(text)"
    }
  }
}
