import APIService
import GodwitModel
import KubernetesClient
import Simulator

/// A served cluster whose time stands still, with a proxy before it that does harm.
package struct FaultCluster: Sendable {
  package let host: ClusterHost
  package let log: FaultLog
  /// Through the proxy.
  package let client: KubernetesClient
  package let time: SteppedTime

  package static func serve<Result: Sendable>(
    _ plan: FaultPlan, historyLimit: Int = 20_000, nodes: Int = 1,
    policy: ClientPolicy = ClientPolicy(),
    _ body: @escaping @Sendable (FaultCluster) async throws -> Result
  ) async throws -> Result {
    let cluster = try ServedHost.cluster(nodes: nodes, historyLimit: historyLimit)
    return try await ServedHost.serve(cluster) { served in
      let result = try await through(plan, served.host, served.port, policy, body)
      // The server takes connections in their order, and may not be stopped while one waits.
      let connection = try connection(served.port)
      _ = try await connection.transport.send(TransportRequest("GET", "/version"))
      await connection.transport.shutdown()
      return result
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
}
