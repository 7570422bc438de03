import BackendInterface
import GodwitModel
import Simulator

/// The simulated cluster as a backend.
package struct SimulatorBackend: Backend {
  package let name = "simulator"

  package init() {}

  /// Always nil: what the simulator does not model comes up while it runs, and is inconclusive.
  package func reasonToSkip(_ scenario: Scenario) -> String? { nil }

  package func openSession(
    for scenario: Scenario, seed: UInt64
  ) async throws(BackendError) -> SimulatorSession {
    do throws(SimulationError) {
      return try Self.session(for: scenario, seed: seed)
    } catch {
      throw BackendError(error)
    }
  }

  /// Apart, because what an asynchronous function holds is allocated with its task, and a
  /// simulation is large.
  @inline(never)
  private static func session(
    for scenario: Scenario, seed: UInt64
  ) throws(SimulationError) -> SimulatorSession {
    SimulatorSession(
      try Simulation(scenario: scenario, seed: seed), namespace: scenario.namespace)
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
