import GodwitModel
import Simulator
import Synchronization

/// Clusters as scenarios take them as given, for the next scenario that takes the same as given.
///
/// Setting a cluster up takes as long as a migration on it. Its outcome follows from what is given
/// and from its seed alone; it is set up in a namespace of no scenario, and moved to that of the
/// scenario that gets it. So it makes no difference whether a scenario gets it from here.
final class SetupCache: Sendable {
  private struct Key: Hashable {
    let given: Given
    let seed: UInt64

    /// By what mostly differs: to hash everything would take longer than to compare it.
    func hash(into hasher: inout Hasher) {
      hasher.combine(seed)
      hasher.combine(given.cluster.kubevirtVersion)
      hasher.combine(given.cluster.nodes.count)
      hasher.combine(given.virtualMachines.count)
      hasher.combine(given.virtualMachines.first?.name)
      hasher.combine(given.virtualMachines.first?.node)
    }
  }

  private let simulations = Mutex<[Key: Simulation]>([:])

  /// So many are kept, and only such small ones: a large cluster takes hundreds of megabytes.
  private static let capacity = 64
  private static let mostObjects = 100
  /// Stands for the scenario's own namespace, and for nothing else.
  private static let placeholder = "given-namespace-0f5b3d0c"

  /// The cluster that `scenario` takes as given, set up under `seed`.
  func simulation(of scenario: Scenario, seed: UInt64) throws(SimulationError) -> Simulation {
    guard Self.isShared(scenario) else { return try Simulation(scenario: scenario, seed: seed) }
    var neutral = scenario
    neutral.namespace = Self.placeholder
    for position in neutral.given.namespaces.indices {
      neutral.given.namespaces[position].name = Self.placeholder
    }
    let key = Key(given: neutral.given, seed: seed)
    var simulation: Simulation
    if let known = simulations.withLock({ $0[key] }) {
      simulation = known
    } else {
      simulation = try Simulation(scenario: neutral, seed: seed)
      let made = simulation
      simulations.withLock { simulations in
        if simulations.count >= Self.capacity { simulations.removeAll(keepingCapacity: true) }
        simulations[key] = made
      }
    }
    simulation.rename(namespace: Self.placeholder, to: scenario.namespace)
    return simulation
  }

  /// Whether others may take the same as given: what a scenario's own manifests and rights say of
  /// its namespace is left as it is.
  static func isShared(_ scenario: Scenario) -> Bool {
    let given = scenario.given
    return given.virtualMachines.count + given.cluster.nodes.count <= mostObjects
      && given.users.isEmpty && given.groups.isEmpty && given.manifests.isEmpty
      && given.migrationPolicies.isEmpty
      && given.virtualMachines.allSatisfy(\.namespace.isEmpty)
      && given.namespaces.allSatisfy { $0.name == scenario.namespace }
      && !Simulation.builtInNamespaces.contains(scenario.namespace)
  }
}
