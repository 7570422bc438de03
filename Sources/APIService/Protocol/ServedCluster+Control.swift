import GodwitModel
import Simulator

/// What clients of the Kubernetes API cannot ask for.
extension ServedCluster {
  /// The newest resourceVersion.
  package var resourceVersion: String { String(simulation.store.resourceVersion) }

  /// The newest resourceVersion of each kind of which there ever was an object, by its plural and
  /// group: `pods`, `virtualmachines.kubevirt.io`.
  package var versions: JSONObject { history.versions }

  /// Lets time pass to the first change before `instant`, with all that happens at its moment, or
  /// to `instant` when none comes before it.
  package mutating func advanceToChange(before instant: Instant) throws(SimulationError) {
    recordChanges()
    guard let change = try simulation.next(before: instant) else { return }
    record(change)
    try advance(to: simulation.now)
  }

  /// Has each watch that allows bookmarks tell that it has seen every change up to now.
  mutating func demandBookmarks() { bookmarkVersion = history.version }

  /// Brings about a fault.
  package mutating func inject(_ fault: Fault) throws(SimulationError) {
    try simulation.inject(fault)
    recordChanges()
  }

  /// Says how the guest of a VM behaves from now on, whether there is such a VM yet or not; nil
  /// makes it a guest of which nothing is said.
  package mutating func setGuest(_ guest: Guest?, namespace: String, name: String) {
    simulation.setGuest(guest, namespace: namespace, name: name)
  }

  /// What KubeVirt's components tell Prometheus of migrations, as text; nil for v1.0, whose metrics
  /// have other names.
  package var metrics: String? {
    simulation.migrationMetrics.map { PrometheusText.text($0 + [transitionTimes.family]) }
  }

  /// What nodes and guests take for work that begins from now on.
  package var timing: Timing {
    get { simulation.timing }
    set { simulation.timing = newValue }
  }
}
