import BackendInterface
import GodwitModel
import Simulator
import Synchronization

/// One scenario's simulated cluster.
///
/// Nothing here waits: a call computes and returns, and the clock jumps. The lock is never
/// contended, since one task at a time uses a session; it is there so that the compiler can check
/// that, and costs some nanoseconds a call.
package final class SimulatorSession: BackendSession {
  private let simulation: Mutex<Simulation>
  package let namespace: String
  package let initialObjects: [APIObject]

  init(_ simulation: Simulation, namespace: String) {
    initialObjects = simulation.initialObjects
    self.simulation = Mutex(simulation)
    self.namespace = namespace
  }

  package var now: Instant { simulation.withLock { $0.now } }

  package func send(_ request: APIRequest) async throws(BackendError) -> APIResponse {
    simulation.withLock { $0.handle(request) }
  }

  package func inject(_ fault: Fault) async throws(BackendError) {
    do throws(SimulationError) {
      try simulation.withLock { (simulation) throws(SimulationError) in
        try simulation.inject(fault)
      }
    } catch {
      throw BackendError(error)
    }
  }

  package func next(before deadline: Instant) async throws(BackendError) -> Sighting? {
    do throws(SimulationError) {
      return try simulation.withLock { (simulation) throws(SimulationError) in
        try simulation.next(before: deadline).map(Sighting.change)
      }
    } catch {
      throw BackendError(error)
    }
  }

  package func close(after verdict: Verdict) async {}
}
