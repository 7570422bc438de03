import BackendInterface
import Engine
import GodwitModel
import ScenarioFormat
import Simulator
import Testing

@testable import SimulatorBackend

/// A cluster that was set up for another scenario is the one that would have been set up.
@Suite struct SetupCacheTests {
  private static let scenarios: [Scenario] = {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return ScenarioFiles.load(paths: ["/" + root + "/scenarios"]).scenarios
      .filter { $0.backends.isEmpty || $0.backends.contains("simulator") }
  }()

  /// Everything that is seen of a run on `simulation`.
  private static func trace(_ scenario: Scenario, on simulation: Simulation) async -> [String] {
    var simulation = simulation
    simulation.goOn(under: 7)
    let session = SimulatorSession(simulation, namespace: scenario.namespace)
    let start = session.now
    var lines = session.initialObjects.map(\.json.text)
    let record = await ScenarioExecutor.run(scenario, on: session) {
      lines.append(TraceFormat.json($0, since: start))
    }
    return lines + [record.verdict.rawValue]
  }

  @Test func `no shipped scenario can tell`() async throws {
    let cache = SetupCache()
    #expect(Self.scenarios.count > 200)
    var shared = 0
    for scenario in Self.scenarios {
      let own = try Simulation(scenario: scenario, seed: 3)
      // Twice: made for this scenario, or for an earlier one; and known in any case.
      for _ in 0..<2 {
        let cached = try cache.simulation(of: scenario, seed: 3)
        let (trace, expected) = (
          await Self.trace(scenario, on: cached), await Self.trace(scenario, on: own)
        )
        #expect(trace.count == expected.count, "\(scenario.id)")
        for (line, other) in zip(trace, expected) where line != other {
          Issue.record("\(scenario.id): \(line) instead of \(other)")
          break
        }
      }
      if SetupCache.isShared(scenario) { shared += 1 }
    }
    #expect(shared > 100)
  }

  @Test func `what is given decides, and the seed`() throws {
    let cache = SetupCache()
    var scenario = try #require(Self.scenarios.first(where: SetupCache.isShared))
    let first = try cache.simulation(of: scenario, seed: 3).initialObjects.map(\.json.text)
    let other = try cache.simulation(of: scenario, seed: 4).initialObjects.map(\.json.text)
    #expect(first != other)
    scenario.given.cluster.nodes[0].labels["zone"] = "b"
    let changed = try cache.simulation(of: scenario, seed: 3).initialObjects.map(\.json.text)
    #expect(changed.contains { $0.contains("\"zone\":\"b\"") })
    #expect(!first.contains { $0.contains("\"zone\":\"b\"") })
  }

  @Test func `a scenario that says something of its namespace has a cluster of its own`() throws {
    var scenario = try #require(Self.scenarios.first(where: SetupCache.isShared))
    scenario.namespace = "default"
    #expect(!SetupCache.isShared(scenario))
    scenario.namespace = "another"
    scenario.given.users = [UserLayout(name: "mia")]
    #expect(!SetupCache.isShared(scenario))
  }
}
