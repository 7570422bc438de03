import BackendInterface
import GodwitModel

/// The simulated cluster as a backend.
package struct SimulatorBackend: Backend {
  package let name = "simulator"

  package init() {}

  package func reasonToSkip(_ scenario: Scenario) -> String? { nil }

  package func openSession(
    for scenario: Scenario, seed: UInt64
  ) async throws(BackendError) -> SimulatorSession {
    throw .notModelled("the simulator cannot run scenarios yet")
  }
}
