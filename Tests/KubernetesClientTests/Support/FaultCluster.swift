import APIService
import FaultProxy
import GodwitModel
import KubernetesClient
import Simulator

/// A served cluster whose time stands still, with a proxy before it that does harm.
struct FaultCluster: Sendable {
  let host: ClusterHost
  let log: FaultLog
  /// Through the proxy.
  let client: KubernetesClient
  let time: SteppedTime

  static func serve<Result: Sendable>(
    _ plan: FaultPlan, historyLimit: Int = 20_000, policy: ClientPolicy = ClientPolicy(),
    _ body: @escaping @Sendable (FaultCluster) async throws -> Result
  ) async throws -> Result {
    let host = ClusterHost(try cluster(historyLimit))
    let service = HTTPService(
      host, at: HTTPService.Address(host: "127.0.0.1", port: 0), security: nil)
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask {
        try await service.run { continuation.yield($0) }
        return nil
      }
      group.addTask {
        for await port in ports {
          let result = try await through(plan, host, port, policy, body)
          // The server takes connections in their order, and may not be stopped while one waits.
          let connection = try connection(port)
          _ = try await connection.transport.send(TransportRequest("GET", "/version"))
          await connection.transport.shutdown()
          return result
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

  private static func through<Result: Sendable>(
    _ plan: FaultPlan, _ host: ClusterHost, _ port: Int, _ policy: ClientPolicy,
    _ body: @Sendable (FaultCluster) async throws -> Result
  ) async throws -> Result {
    let time = SteppedTime()
    let silence = policy.watches.longestSilence
    let proxy = FaultProxy(plan, serverPort: port) { time.fallSilent(for: silence) }
    return try await proxy.run { port in
      let connection = try connection(port)
      let client = KubernetesClient(
        connection.transport, policy: policy, time: time, randomness: SeededRandomness())
      do {
        let result = try await body(
          FaultCluster(host: host, log: proxy.log, client: client, time: time))
        await connection.transport.shutdown()
        return result
      } catch {
        await connection.transport.shutdown()
        throw error
      }
    }
  }

  private static func connection(_ port: Int) throws -> ClusterConnection {
    let kubeconfig = Kubeconfig(
      server: "http://127.0.0.1:\(port)", namespace: "demo", authority: nil,
      entries: [Kubeconfig.Entry(context: "admin", identity: nil)]
    ).text
    return try ClusterConnection.load(
      from: ConnectionSources(
        kubeconfig: "kubeconfig", environment: [:],
        readFile: { $0 == "kubeconfig" ? .contents(Array(kubeconfig.utf8)) : .missing },
        now: { .simulationEpoch }))
  }

  private static func cluster(_ historyLimit: Int) throws -> ServedCluster {
    var scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "demo",
      location: SourceLocation(file: "", line: 1, column: 1))
    scenario.given.cluster.nodes = [NodeLayout(name: "node1")]
    return ServedCluster(
      try Simulation(scenario: scenario, seed: 1), historyLimit: historyLimit)
  }
}
