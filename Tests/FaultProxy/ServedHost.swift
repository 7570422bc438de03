import APIService
import GodwitModel
import Simulator

/// A simulated cluster behind HTTP on a free port of loopback; its time stands still.
package struct ServedHost: Sendable {
  package let host: ClusterHost
  package let port: Int

  /// A cluster of a namespace and so many nodes.
  package static func cluster(
    nodes: Int = 1, historyLimit: Int = 20_000
  ) throws -> ServedCluster {
    var scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "demo",
      location: SourceLocation(file: "", line: 1, column: 1))
    scenario.given.cluster.nodes = (0..<nodes).map { NodeLayout(name: "node\($0 + 1)") }
    return ServedCluster(
      try Simulation(scenario: scenario, seed: 1), historyLimit: historyLimit)
  }

  /// Serves while the body runs.
  package static func serve<Result: Sendable>(
    _ cluster: ServedCluster, security: HTTPService.Security? = nil,
    _ body: @escaping @Sendable (ServedHost) async throws -> Result
  ) async throws -> Result {
    let host = ClusterHost(cluster)
    let service = HTTPService(
      host, at: HTTPService.Address(host: "127.0.0.1", port: 0), security: security)
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask {
        try await service.run { continuation.yield($0) }
        return nil
      }
      group.addTask {
        for await port in ports {
          return try await body(ServedHost(host: host, port: port))
        }
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }
}
