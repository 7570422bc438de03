import Engine
import GodwitModel
import Simulator
import SimulatorBackend

/// The simulator alone, and the engine on it, without storing anything.
enum Simulating {
  static func measure(_ workspace: Workspace, _ table: inout ResultTable) async throws {
    let scenario = try PlainMigration.scenario()
    let times = 100
    let setUp = try Measurement(operations: times) {
      for seed in 0..<times { _ = try Simulation(scenario: scenario, seed: UInt64(seed)) }
    }
    var changes = 0
    let simulated = try Measurement(operations: times) {
      for seed in 0..<times { changes = try migrate(scenario, seed: UInt64(seed)) }
    }
    let perChange = (simulated.minimum - setUp.minimum) / max(changes, 1)
    table.add("simulate: set-up", setUp)
    table.add("simulate: set-up and one migration", simulated)
    table.add("simulate: each of \(changes) changes", perChange.text)

    let backend = SimulatorBackend()
    let run = try await Measurement(operations: times) {
      for seed in 0..<times {
        let session = try await backend.openSession(for: scenario, seed: UInt64(seed))
        let record = await ScenarioExecutor.run(
          scenario, on: session, options: ExecutionOptions(seed: UInt64(seed)))
        precondition(record.verdict == .passed, record.reason)
      }
    }
    table.add("run: engine and simulator", run, floor: ("simulate", simulated))
  }

  /// One migration from the request to the end of its writes; returns how many changes it made.
  private static func migrate(_ scenario: Scenario, seed: UInt64) throws -> Int {
    var simulation = try Simulation(scenario: scenario, seed: seed)
    let response = simulation.handle(
      APIRequest(
        .post,
        APIRequest.path(of: .virtualMachineInstanceMigration, namespace: scenario.namespace),
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
          "metadata": ["name": "job", "namespace": .string(scenario.namespace)],
          "spec": ["vmiName": "fedora"],
        ]))
    precondition(response.code == 201, response.body?.text ?? "")
    let deadline = simulation.now + .minutes(2)
    var changes = 0
    var hasSucceeded = false
    while let change = try simulation.next(before: deadline) {
      changes += 1
      if case .migration(let snapshot) = change.object {
        hasSucceeded = snapshot.object.status.phase == .succeeded
      }
    }
    precondition(hasSucceeded)
    return changes
  }
}
