import GodwitModel

/// Records with something in every field, to be stored and compared.
enum SampleRecords {
  static let start = Instant.simulationEpoch

  static func header(_ id: String = "run-1", planned: Int = 2) -> RunHeader {
    var header = RunHeader(id: id, startedAt: start, backend: "simulator", seed: .max)
    header.backendVersion = "v1.9"
    header.toolVersion = "1.0.0"
    header.host = "builder"
    header.arguments = ["run", "a \"quoted\" path", "--seed", "42"]
    header.gitRevision = "0123abc"
    header.shard = "2/5"
    header.plannedScenarios = planned
    header.environment = [.init(name: "os", value: "Debian 12"), .init(name: "cpus", value: "2")]
    return header
  }

  static let end = RunEnd(at: start + .seconds(3), exitStatus: 1, isComplete: true)

  /// A scenario of `count` observations that came out as `verdict`.
  static func scenario(
    _ index: Int, verdict: Verdict = .passed, observations count: Int = 4
  ) -> ScenarioRecord {
    var record = ScenarioRecord(
      index: index, id: "moves[n=\(index)]", name: "moves", title: "A VM moves – \(index)",
      file: "scenarios/moves.yaml", line: 1)
    record.criteria = ["INI-01", "INI-19"]
    record.tags = ["cpu"]
    record.parameters = [.init(key: "n", value: "\(index)")]
    record.kubevirtVersion = "v1.9"
    record.nodes = ["node1", "node2"]
    record.verdict = verdict
    record.isFlaky = false
    record.reason = verdict == .inconclusive ? "the backend went away" : ""
    record.attempts = [attempt(verdict: verdict, observations: count)]
    return record
  }

  static func attempt(verdict: Verdict, observations count: Int) -> AttemptRecord {
    var attempt = AttemptRecord(number: 1, seed: 7, startedAt: start)
    attempt.verdict = verdict
    attempt.reason = verdict == .inconclusive ? "the backend went away" : ""
    attempt.cause = verdict == .inconclusive ? .backendUnavailable : nil
    attempt.endedAt = start + .milliseconds(12_300)
    attempt.wallTime = .microseconds(310)
    attempt.placements = [
      PlacementRecord(namespace: "demo", name: "fedora", node: "node1"),
      PlacementRecord(namespace: "demo", name: "other", node: "node2", phase: "Scheduled"),
    ]
    attempt.steps = [step(0, verdict: .passed), step(2, verdict: verdict)]
    var request = RequestRecord(
      sequence: 0, at: start, stepIndex: 0, user: "mia", surface: "console")
    request.method = "POST"
    request.path = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"
    request.body = ["spec": ["vmiName": "fedora"]]
    request.code = 201
    request.response = ["metadata": ["name": "job", "generation": 1]]
    var refused = request
    refused.sequence = 1
    refused.code = 403
    refused.response = ["kind": "Status", "reason": "Forbidden"]
    attempt.requests = [request, refused]
    attempt.observations = (0..<count).map { observation(2 + $0) }
    return attempt
  }

  static func step(_ index: Int, verdict: Verdict) -> StepRecord {
    var step = StepRecord(
      index: index, title: "step \(index)", criteria: index == 0 ? [] : ["INI-16"],
      line: 10 + index, startedAt: start)
    step.endedAt = start + .seconds(2)
    step.verdict = verdict
    var expectation = ExpectationRecord(
      form: "expect", text: "vm/fedora: migrated, within 2m", line: 11, verdict: verdict,
      decidedAt: start + .seconds(2))
    if verdict == .failed {
      expectation.mismatches = [
        MismatchRecord(
          subject: "vmi/fedora", path: "status.nodeName", expected: "node2", actual: "node1",
          line: 12),
        MismatchRecord(subject: "vmim/job", path: "", expected: "there", actual: "absent"),
      ]
      expectation.explanation = "Last transitions of vmi/fedora:\n  Pending → Scheduling\n"
    }
    step.expectations = [expectation]
    return step
  }

  static func observation(_ sequence: Int) -> ObservationRecord {
    ObservationRecord(
      sequence: sequence, at: start + .milliseconds(100 * Int64(sequence)), type: .modified,
      kind: "VirtualMachineInstance", namespace: "demo", name: "fedora",
      resourceVersion: "\(1000 + sequence)",
      changes: ChangeList([
        FieldChange(path: ["status", "phase"], value: "Running"),
        FieldChange(path: ["metadata", "labels", "kubevirt.io/a~b\"c"], value: nil),
        FieldChange(path: ["status", "conditions"], value: [["type": "Ready", "probe": .null]]),
      ]),
      object: ["kind": "VirtualMachineInstance", "status": ["phase": "Running"]])
  }
}
