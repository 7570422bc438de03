import BackendInterface
import FaultProxy
import FoundationEssentials
import GodwitModel
import KubernetesClient
import Runner
import ScenarioFormat
import SimulatorBackend
import Synchronization
import Testing

@testable import LiveBackend

/// Whole scenarios through a proxy that does harm. `GODWIT_FAULT_RUNS` says how many seeds there
/// are.
@Suite struct ScenarioFaultRunTests {
  private static let runs =
    ProcessInfo.processInfo.environment["GODWIT_FAULT_RUNS"].flatMap { Int($0) } ?? 14

  private static let scenarios: [Scenario] = {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return ScenarioFiles.load(paths: ["/" + root + "/scenarios/examples"]).scenarios
  }()

  @Test(.timeLimit(.minutes(20))) func noVerdictIsWrongAndNothingIsLeft() async throws {
    #expect(Self.scenarios.count > 5)
    var faults = 0
    var told = 0
    for seed in 0..<UInt64(Self.runs) {
      let scenario = Self.scenarios[Int(seed % UInt64(Self.scenarios.count))]
      let expected = await Self.verdict(of: scenario)
      let run = try await Self.run(scenario, seed)
      let what = "\(scenario.id), seed \(seed): \(run.record.reason)"
      let isRight = run.record.verdict == expected || run.record.verdict == .inconclusive
      #expect(isRight, "\(what); \(run.record.verdict)")
      #expect(run.problems == [], "\(what)")
      faults += run.faults
      if run.record.verdict == expected { told += 1 }
    }
    // The runs are worth something only as long as something goes wrong, but not everything.
    #expect(faults >= 3 * Self.runs)
    #expect(told >= Self.runs / 4, "\(told)")
  }

  private static func verdict(of scenario: Scenario) async -> Verdict {
    await BackendAttempt(SimulatorBackend(), wallClock: { .zero })
      .run(scenario, seed: 1, number: 1).verdict
  }

  private struct Run {
    var record: AttemptRecord
    var faults: Int
    /// What is wrong afterwards.
    var problems: [String]
  }

  private static func run(_ scenario: Scenario, _ seed: UInt64) async throws -> Run {
    var policy = ClientPolicy()
    policy.watches.longestOutage = .minutes(60 * 24 * 365)
    let plan = FaultPlan(seed: seed, mostLines: 40, reads: 10, writes: 2)
    return try await FaultCluster.serve(plan, nodes: 0, policy: policy) { cluster in
      let notes = Mutex<[String]>([])
      let options = LiveOptions.test {
        $0.provisionsNodes = true
        $0.allowsClusterChanges = true
        $0.note = { line in notes.withLock { $0.append(line) } }
      }
      let before = try await shared(cluster.client)
      let backend = LiveBackend(cluster.client, options: options) { .simulationEpoch }
      let record = await BackendAttempt(backend, wallClock: { .zero })
        .run(scenario, seed: 1, number: 1)
      cluster.log.calm()
      var problems: [String] = []
      let noted = notes.withLock { $0 }
      let remains = try await Remains.find(on: cluster.client)
      // What the run could not take away it has told.
      if noted.isEmpty, !remains.runs.isEmpty {
        problems.append("left without a word: \(remains.runs.flatMap(\.objects))")
      }
      for run in remains.runs { problems += try await remove(run, cluster.client) }
      let rest = try await Remains.find(on: cluster.client)
      problems += rest.runs.flatMap { $0.objects.map { "left for good: \($0)" } }
      if try await shared(cluster.client) != before { problems.append("not put back") }
      return Run(record: record, faults: cluster.log.faults.count, problems: problems)
    }
  }

  /// Cleans up, when the lock of the run has expired.
  private static func remove(
    _ run: Remains.Run, _ client: KubernetesClient
  ) async throws -> [String] {
    var time = try await LiveTime.of(client)
    let wallClock = time.wallClock
    time.wallClock = { wallClock() + .minutes(2) }
    return await run.remove(from: client, limit: .minutes(1), time: time)
  }

  /// What the cluster's own objects say.
  private static func shared(_ client: KubernetesClient) async throws -> [JSONValue] {
    try await ClusterAccess(api: client).list(.kubeVirt).map { $0.value(at: ["spec"]) ?? .null }
  }
}
