import GodwitModel
import Simulator

/// The simulated cluster as its HTTP clients see it: requests in, answers out, watches from a
/// bounded history of changes. A value without clock, input or output; the server around it owns
/// time and connections.
package struct ServedCluster: Sendable {
  private var simulation: Simulation

  package init(_ simulation: Simulation) { self.simulation = simulation }

  /// The cluster's present time.
  package var now: Instant { simulation.now }

  /// Answers a request at the present time.
  package mutating func answer(_ request: WireRequest) -> WireAnswer {
    .response(WireResponse(status: 501))
  }

  /// Lets the cluster's time pass until `instant`. Changes are then in the history.
  package mutating func advance(to instant: Instant) throws(SimulationError) {
    while try simulation.next(before: instant) != nil {}
  }

  /// When something is due next; nil when nothing is.
  package var nextDue: Instant? { nil }

  /// The frames of `stream` that are due by now, one JSON document a line, each with its newline.
  ///
  /// After an end (time-out, a version that is too old) `stream.isEnded` is true.
  package func frames(of stream: inout WatchStream) -> [[UInt8]] { [] }
}
