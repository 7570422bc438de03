import GodwitModel
import Simulator

/// What clients of the Kubernetes API cannot ask for.
extension ServedCluster {
  /// The newest resourceVersion.
  package var resourceVersion: String { String(simulation.store.resourceVersion) }

  /// Lets time pass to the next change, or to `instant` when none comes before.
  package mutating func advanceToChange(before instant: Instant) throws(SimulationError) {
    recordChanges()
    guard let change = try simulation.next(before: instant) else { return }
    history.append(change)
    // All that happens at that moment belongs together.
    try advance(to: simulation.now + .nanoseconds(1))
  }

  /// Brings about a fault.
  package mutating func inject(_ fault: Fault) throws(SimulationError) {
    try simulation.inject(fault)
    recordChanges()
  }

  /// Says how the guest of a VM behaves from now on; false when there is no such VM.
  package mutating func setGuest(_ guest: Guest, namespace: String, name: String) -> Bool {
    simulation.setGuest(guest, namespace: namespace, name: name)
  }
}
