import BackendInterface
import GodwitModel
import Simulator

/// One scenario's simulated cluster.
package final class SimulatorSession: BackendSession, @unchecked Sendable {
  // Unchecked, because a session is used by one task at a time, as the seam says.
  private var simulation: Simulation
  package let namespace: String

  init(_ simulation: Simulation, namespace: String) {
    self.simulation = simulation
    self.namespace = namespace
  }

  package var now: Instant { simulation.now }

  package var initialObjects: [APIObject] { simulation.initialObjects }

  package func send(_ request: APIRequest) async throws(BackendError) -> APIResponse {
    simulation.handle(request)
  }

  package func inject(_ fault: Fault) async throws(BackendError) {
    do {
      try simulation.inject(fault)
    } catch {
      throw BackendError(error)
    }
  }

  package func next(before deadline: Instant) async throws(BackendError) -> ObjectChange? {
    do {
      return try simulation.next(before: deadline)
    } catch {
      throw BackendError(error)
    }
  }

  package func close() async {}
}
