import BackendInterface
import GodwitModel
import Simulator

/// The simulated cluster as a backend.
package struct SimulatorBackend: Backend {
  package let name = "simulator"
  private let setups = SetupCache()

  package init() {}

  /// Always nil: what the simulator does not model comes up while it runs, and is inconclusive.
  package func reasonToSkip(_ scenario: Scenario) -> String? { nil }

  package func openSession(
    for scenario: Scenario, seed: UInt64
  ) async throws(BackendError) -> SimulatorSession {
    do throws(SimulationError) {
      return try session(for: scenario, seed: seed)
    } catch {
      throw BackendError(error)
    }
  }

  /// Apart, because what an asynchronous function holds is allocated with its task, and a
  /// simulation is large.
  @inline(never)
  private func session(
    for scenario: Scenario, seed: UInt64
  ) throws(SimulationError) -> SimulatorSession {
    var simulation = try setups.simulation(of: scenario, seed: Self.setupSeed(of: seed))
    simulation.goOn(under: seed)
    return SimulatorSession(simulation, namespace: scenario.namespace)
  }

  /// The seed of the set-up: it follows from the upper half of the attempt's alone, which the
  /// scenarios of a run have in common, and is another one.
  private static func setupSeed(of seed: UInt64) -> UInt64 {
    var generator = SeededGenerator(seed: seed >> 32, purpose: "set-up")
    return generator.next()
  }
}

extension BackendError {
  init(_ error: SimulationError) {
    switch error {
    case .notModelled(let text): self = .notModelled(text)
    case .limitReached(let text): self = .limitReached(text)
    }
  }
}
