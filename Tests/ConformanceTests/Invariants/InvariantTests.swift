import Engine
import GodwitModel
import Runner
import ScenarioFormat
import Synchronization
import Testing

/// What holds in every cluster holds while every shipped scenario runs, under several seeds.
@Suite struct InvariantTests {
  private static let scenarios: [Scenario] = {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return ScenarioFiles.load(paths: ["/" + root + "/scenarios"]).scenarios
      .filter { $0.reasonToSkip(on: "simulator") == nil }
  }()

  @Test("no invariant is broken in any shipped scenario", arguments: 1...3 as ClosedRange<UInt64>)
  func shippedScenarios(seed: UInt64) async {
    #expect(Self.scenarios.count > 200)
    let found = Mutex<[String]>([])
    let attempt = BackendAttempt(
      CheckedBackend { id, violations in
        found.withLock { $0 += violations.map { "\(id): \($0)" } }
      }, wallClock: { .zero })
    for scenario in Self.scenarios {
      _ = await attempt.run(
        scenario, seed: AttemptSeed.derived(run: seed, scenario: scenario.id, attempt: 1), number: 1
      )
    }
    let violations = found.withLock { $0 }
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }
}
