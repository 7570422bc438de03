import GodwitModel
import ScenarioFormat

/// The scenario that most measures run: three nodes, one VM, one migration that succeeds.
enum PlainMigration {
  /// The text of the scenario; about as long as scenarios usually are.
  static func text(name: String) -> String {
    """
    apiVersion: godwit.dev/v1
    kind: Scenario
    metadata:
      name: \(name)
      title: A running VM moves to an automatically selected node
      description: One VM on three equal nodes is migrated with nothing else going on.
      criteria: [INI-01, INI-19]
      tags: [initiating, smoke]
    spec:
      given:
        cluster:
          nodes: 3
        virtualMachines:
          - name: fedora
            memory: 1Gi
            evictionStrategy: LiveMigrate
      steps:
        - when: { migrate: fedora, name: job }
        - title: The VM arrives on another node
          then:
            within: 2m
            expect: { vm/fedora: migrated }
        - title: Each phase is entered once
          then:
            order:
              vmim/job:
                status.phase:
                  - Pending
                  - Scheduling
                  - Scheduled
                  - PreparingTarget
                  - TargetReady
                  - Running
                  - Succeeded
        - then: { over: run, never: { pod: { status: { phase: Failed } } } }

    """
  }

  /// The decoded scenario.
  static func scenario() throws -> Scenario {
    let loaded = ScenarioLoader.load(text: text(name: "plain"), path: "plain.yaml")
    guard let scenario = loaded.scenarios.first, loaded.diagnostics.isEmpty else {
      throw ChildProcess.Failure(reason: "\(loaded.diagnostics)")
    }
    return scenario
  }
}
