import FaultProxy
import FoundationEssentials
import GodwitModel
import KubernetesClient
import Testing

/// Changes are watched through a proxy that does harm; what was delivered is compared with what
/// the server has. `GODWIT_FAULT_RUNS` says how many seeds there are.
@Suite struct WatchFaultRunTests {
  private static let runs =
    ProcessInfo.processInfo.environment["GODWIT_FAULT_RUNS"].flatMap { Int($0) } ?? 40

  @Test(.timeLimit(.minutes(20))) func noVersionIsLostOrToldTwice() async throws {
    var faults = 0
    var gaps = 0
    var gapsOfServers = 0
    for seed in 0..<UInt64(Self.runs) {
      let (run, problems) = try await Self.run(seed)
      #expect(problems == [], "seed \(seed), faults \(run.faults)")
      faults += run.faults.count
      gaps += run.gaps
      if seed % 2 == 1 { gapsOfServers += run.gaps }
    }
    // The runs are worth something only as long as something goes wrong in them.
    #expect(faults >= 5 * Self.runs)
    #expect(gaps >= Self.runs / 4)
    #expect(gapsOfServers >= Self.runs / 20)
  }

  private struct Run {
    var faults: [WireFault]
    var gaps: Int
  }

  private static let steps = 40

  private static func run(_ seed: UInt64) async throws -> (Run, [String]) {
    var policy = ClientPolicy()
    policy.watches.longestOutage = .minutes(60 * 24 * 365)
    policy.watches.pageSize = 3
    // Every other server forgets soon, and says itself that a version is too old.
    let forgets = seed % 2 == 1
    return try await FaultCluster.serve(
      FaultPlan(seed: seed, inventsGaps: !forgets), historyLimit: forgets ? 4 : 20_000,
      policy: policy
    ) { cluster in
      var history = try await ServedHistory(cluster.host)
      let record = DeliveryRecord()
      let consumer = Task {
        for await delivery in cluster.client.watch(.configMap, namespace: "demo") {
          await record.take(delivery)
        }
        await record.end()
      }
      var writer = ConfigMapWriter(cluster, seed: seed, isHasty: forgets)
      for _ in 0..<steps {
        try await writer.step()
        try await history.catchUp()
        if writer.isPause() { await record.wait(for: history.versions.last?.version ?? 0) }
      }
      cluster.log.calm()
      await writer.create("end")
      try await history.catchUp()
      await record.wait(for: history.versions.last?.version ?? 0)
      consumer.cancel()
      await consumer.value
      let deliveries = await record.deliveries
      let comparison = DeliveryComparison(
        history, deliveries: deliveries, timesGone: cluster.log.timesGone)
      return (
        Run(faults: cluster.log.faults, gaps: comparison.gaps),
        comparison.problems + writesDoneTwice(writer, history)
      )
    }
  }

  /// A write that was answered was done once, and one whose outcome is unknown at most once.
  private static func writesDoneTwice(
    _ writer: ConfigMapWriter, _ history: ServedHistory
  ) -> [String] {
    writer.outcomes.sorted { $0.key < $1.key }.compactMap { number, outcome in
      let times = history.versions.count {
        $0.type == .added && $0.json["metadata"]?["labels"]?["number"]?.string == "n\(number)"
      }
      switch outcome {
      case .done: return times == 1 ? nil : "write \(number) was done \(times) times"
      case .unknown: return times <= 1 ? nil : "write \(number) was done \(times) times"
      case .refused: return "write \(number) was refused"
      }
    }
  }
}
