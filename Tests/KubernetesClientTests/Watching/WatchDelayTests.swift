import APIService
import FaultProxy
import GodwitModel
import KubernetesClient
import Testing

/// How long it takes from a change to its delivery.
@Suite struct WatchDelayTests {
  /// Server, proxy and client together. The shortest counts: other tests run at the same time, but
  /// what waits on purpose makes all of them longer.
  @Test(.timeLimit(.minutes(1))) func aChangeIsHandedOnAtOnce() async throws {
    let delays = try await FaultCluster.serve(FaultPlan(seed: 1)) { cluster in
      cluster.log.calm()
      var deliveries = cluster.client.watch(.configMap, namespace: "demo").makeAsyncIterator()
      _ = await deliveries.next()
      let clock = ContinuousClock()
      var delays: [Duration] = []
      for number in 0..<50 {
        let body: JSONValue = [
          "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string("map-\(number)")],
        ]
        let begin = clock.now
        _ = await cluster.host.answer(
          WireRequest(
            "POST", ServedHistory.path,
            headers: [WireHeader("Content-Type", "application/json")],
            body: Array(body.text.utf8)))
        guard case .changed(.added, let object) = await deliveries.next() else { break }
        delays.append(begin.duration(to: clock.now))
        #expect(object.metadata.name == "map-\(number)")
      }
      return delays
    }
    #expect(delays.count == 50)
    let shortest = try #require(delays.min())
    #expect(shortest <= .milliseconds(5), "in order: \(delays.sorted())")
  }
}
