import GodwitModel

/// A run in which scenarios come out in every way there is.
enum SampleRun {
  static var record: RunRecord {
    RunRecord(
      run: header,
      scenarios: [
        passed, failed, skipped, inconclusive, flaky, drain, hostModel,
      ],
      end: RunEnd(
        at: header.startedAt + .milliseconds(1312), exitStatus: 1, isComplete: true))
  }

  static var header: RunHeader {
    var header = RunHeader(
      id: "01JD8E6M3Q", startedAt: Instant(nanosecondsSinceEpoch: 1_795_491_383_361_541_000),
      backend: "simulator", seed: 42)
    header.backendVersion = "kubevirt v1.9"
    header.toolVersion = "0.1.0"
    header.host = "ci-7"
    header.arguments = ["run", "scenarios", "--retries", "1"]
    header.gitRevision = "73a26af"
    header.plannedScenarios = 7
    header.environment = [.init(name: "os", value: "Debian 12")]
    return header
  }

  static func scenario(
    _ index: Int, _ id: String, _ title: String, file: String, verdict: Verdict,
    _ scripts: AttemptScript...
  ) -> ScenarioRecord {
    var record = ScenarioRecord(
      index: index, id: id, name: String(id.prefix { $0 != "[" }), title: title,
      file: "scenarios/\(file).yaml", line: 1)
    record.kubevirtVersion = "v1.9"
    record.nodes = ["node1", "node2", "node3"]
    record.verdict = verdict
    record.attempts = scripts.map(\.attempt)
    record.reason = record.attempts.last?.reason ?? ""
    return record
  }

  static let migrations =
    "/apis/kubevirt.io/v1/namespaces/godwit-demo/virtualmachineinstancemigrations"

  /// A VM moves to node2 in ten seconds.
  static var passed: ScenarioRecord {
    var script = AttemptScript()
    script.place("fedora", on: "node1")
    script.request(0, step: 0, "POST", migrations)
    script.migration(
      "job", of: "fedora", made: 0,
      [
        (20, "Pending"), (110, "Scheduling"), (2330, "Scheduled"), (2430, "PreparingTarget"),
        (2820, "TargetReady"), (2930, "Running"),
      ])
    script.targetPod("x7k2p", of: "fedora", made: 120, bound: (310, "node2"))
    script.arrive("fedora", on: "node2", at: 9700)
    script.observe(
      9810, .modified, "VirtualMachineInstanceMigration", "job",
      [(["status", "phase"], "Succeeded")])
    script.step(0, "when fedora is migrated over the cli", line: 12, from: 0, to: 0)
    script.step(
      1, "then vm/fedora: migrated, within 2m", line: 13, from: 0, to: 9810,
      expectations: [.passed("expect", "vm/fedora: migrated, within 2m", line: 13, at: 9810)])
    script.end(9810, .passed)
    var record = scenario(
      0, "automatic-node", "A running VM moves to an automatically selected node",
      file: "examples/01-smallest", verdict: .passed, script)
    record.criteria = ["INI-01", "INI-19"]
    return record
  }

  /// A cancelled migration whose VM moved all the same.
  static var failed: ScenarioRecord {
    var record = scenario(
      1, "cancel-keeps-the-vm-on-its-node[surface=virtctl,phase=Running]",
      "Cancelled over virtctl while Running, the VM stays on its original node",
      file: "examples/03-cancel", verdict: .failed, failedScript)
    record.criteria = ["INI-05"]
    record.tags = ["cancel"]
    record.parameters = [
      .init(key: "surface", value: "virtctl"), .init(key: "phase", value: "Running"),
    ]
    return record
  }

  private static var failedScript: AttemptScript {
    var script = AttemptScript()
    script.place("fedora", on: "node1")
    script.place("other", on: "node3")
    script.request(0, step: 0, "POST", migrations)
    script.migration(
      "job", of: "fedora", made: 0,
      [
        (20, "Pending"), (110, "Scheduling"), (2330, "Scheduled"), (2430, "PreparingTarget"),
        (2820, "TargetReady"), (2930, "Running"),
      ])
    script.targetPod("q9w4z", of: "fedora", made: 120, bound: (310, "node2"))
    script.request(2930, step: 2, "GET", migrations, code: 200, surface: "virtctl")
    script.request(2930, step: 2, "DELETE", migrations + "/job", code: 200, surface: "virtctl")
    script.warning(
      3100, of: "fedora", "MigrationAbort", "Live migration cannot be aborted: <switchover>")
    script.arrive("fedora", on: "node2", at: 4200)
    script.observe(
      4310, .modified, "VirtualMachineInstanceMigration", "job",
      [(["status", "phase"], "Succeeded")])
    script.observe(4400, .deleted, "VirtualMachineInstanceMigration", "job", [])
    script.step(0, "when fedora is migrated over the cli, as job", line: 15, from: 0, to: 0)
    script.step(
      1, "then vmim/job: status.phase Running, within 1m", line: 16, from: 0, to: 2930,
      expectations: [.passed("expect", "vmim/job: status.phase Running", line: 16, at: 2930)])
    script.step(2, "when job is cancelled over virtctl", line: 17, from: 2930, to: 2930)
    script.step(
      3, "The VM never leaves its node", line: 19, from: 2930, to: 4200, verdict: .failed,
      criteria: ["INI-05"], expectations: [violated])
    script.end(4400, .failed)
    return script
  }

  private static var violated: ExpectationRecord {
    var violated = ExpectationRecord(
      form: "always",
      text: "vmi/fedora: status.phase Running, status.nodeName node1, over the run", line: 20,
      verdict: .failed, decidedAt: AttemptScript.at(4200))
    violated.mismatches = [
      MismatchRecord(
        subject: "vmi/fedora", path: "status.nodeName", expected: "node1", actual: "node2",
        line: 20),
      MismatchRecord(
        subject: "vmi/fedora", path: "status.migrationState.abortStatus", expected: "Succeeded",
        actual: "not set", line: 21),
    ]
    violated.explanation = """
      Last changes of vmi/fedora:
        2.93s  status.migrationState.abortRequested: true
        4.2s   status.nodeName: node1 → node2
      """
    return violated
  }

  static var skipped: ScenarioRecord {
    var record = scenario(
      2, "who-may-migrate", "A holder of a role may initiate a migration",
      file: "examples/04-who-may-migrate", verdict: .skipped)
    record.reason = "requires kubevirt >=v1.5, this is v1.4"
    record.tags = ["rbac"]
    return record
  }

  static var inconclusive: ScenarioRecord {
    var script = AttemptScript()
    script.place("fedora", on: "node1")
    script.request(0, step: 0, "POST", migrations)
    script.migration("job", of: "fedora", made: 0, [(20, "Pending")])
    script.step(0, "when fedora is migrated over the cli", line: 9, from: 0, to: 0)
    script.step(
      1, "then vmim/job: status.phase Running, within 1m", line: 10, from: 0, to: 3000,
      verdict: .inconclusive)
    script.end(3000, .inconclusive, reason: "the backend is unavailable: connection refused")
    script.attempt.cause = .backendUnavailable
    return scenario(
      3, "backend-goes-away", "The backend goes away", file: "faults/backend",
      verdict: .inconclusive, script)
  }

  static var flaky: ScenarioRecord {
    var first = AttemptScript(number: 1, seed: 7)
    first.place("fedora", on: "node1")
    var late = ExpectationRecord(
      form: "expect", text: "vm/fedora: migrated, within 5s", line: 14, verdict: .failed,
      decidedAt: AttemptScript.at(5000))
    late.mismatches = [
      MismatchRecord(
        subject: "vmim/job", path: "status.phase", expected: "Succeeded", actual: "Running")
    ]
    first.step(
      1, "then vm/fedora: migrated, within 5s", line: 14, from: 0, to: 5000, verdict: .failed,
      expectations: [late])
    first.end(5000, .failed)
    var second = AttemptScript(number: 2, seed: 8)
    second.place("fedora", on: "node1")
    second.arrive("fedora", on: "node3", at: 4100)
    second.step(
      1, "then vm/fedora: migrated, within 5s", line: 14, from: 0, to: 4200,
      expectations: [.passed("expect", "vm/fedora: migrated, within 5s", line: 14, at: 4200)])
    second.end(4200, .passed)
    var record = scenario(
      4, "moves-quickly", "A VM moves within five seconds", file: "examples/quick",
      verdict: .passed, first, second)
    record.isFlaky = true
    return record
  }
}
