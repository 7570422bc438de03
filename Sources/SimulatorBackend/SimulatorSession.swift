import BackendInterface
import GodwitModel

/// One scenario's simulated cluster.
package final class SimulatorSession: BackendSession {
  package let now = Instant.simulationEpoch
  package let namespace: String
  package let initialObjects: [APIObject] = []

  init(namespace: String) { self.namespace = namespace }

  package func send(_ request: APIRequest) async throws(BackendError) -> APIResponse {
    throw .notModelled("the simulator cannot run scenarios yet")
  }

  package func inject(_ fault: Fault) async throws(BackendError) {
    throw .notModelled("the simulator cannot run scenarios yet")
  }

  package func next(before deadline: Instant) async throws(BackendError) -> ObjectChange? {
    throw .notModelled("the simulator cannot run scenarios yet")
  }

  package func close() async {}
}
