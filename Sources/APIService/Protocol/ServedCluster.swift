import GodwitModel
import Simulator

/// The simulated cluster as its HTTP clients see it: requests in, answers out, watches from a
/// bounded history of changes. A value without clock, input or output; the server around it owns
/// time and connections.
package struct ServedCluster: Sendable {
  var simulation: Simulation
  var history: ChangeHistory
  var tokens: ServiceAccountTokens
  var transitionTimes = PhaseTransitionTimes()
  /// Up to which change a watch is to have told its client how far it is.
  var bookmarkVersion = 0
  /// `HOST:PORT` by which clients reach the server; legacy discovery tells it.
  package var address = "127.0.0.1:6443"

  /// - Parameter historyLimit: How many changes watches can be resumed over; what is older is
  ///   answered with 410.
  package init(_ simulation: Simulation, historyLimit: Int = 20_000) {
    self.simulation = simulation
    self.simulation.serveClients()
    let store = self.simulation.store
    tokens = ServiceAccountTokens(seed: UInt64(store.resourceVersion))
    history = ChangeHistory(
      store.everything + CustomResourceDefinitions.objects, version: store.resourceVersion,
      limit: historyLimit)
  }

  /// The cluster's present time.
  package var now: Instant { simulation.now }

  /// Every object that there is now.
  package var objects: [APIObject] { simulation.store.everything }

  /// Lets the cluster's time pass until `instant`, what is due then included. Changes are then in
  /// the history.
  package mutating func advance(to instant: Instant) throws(SimulationError) {
    defer { recordChanges() }
    try simulation.advance(to: instant)
  }

  /// When something is due next; nil when nothing is.
  package var nextDue: Instant? { simulation.nextDue }

  /// Moves what happened at once into the history.
  mutating func recordChanges() {
    for change in simulation.takeChanges() { record(change) }
  }

  /// Moves one change into the history.
  mutating func record(_ change: ObjectChange) {
    let entry = history.append(change)
    if entry.type == .modified {
      transitionTimes.note(entry.object, replacing: entry.previous)
    }
  }
}
