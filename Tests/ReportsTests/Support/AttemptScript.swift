import GodwitModel

/// Writes an attempt down as the engine would see it: what happens at which time.
struct AttemptScript {
  var attempt: AttemptRecord
  private var sequence = 0
  private let namespace = "godwit-demo"

  init(number: Int = 1, seed: UInt64 = 42) {
    attempt = AttemptRecord(number: number, seed: seed, startedAt: .simulationEpoch)
    attempt.wallTime = .microseconds(412)
  }

  /// A time of the attempt, in milliseconds.
  static func at(_ milliseconds: Int) -> Instant {
    .simulationEpoch + .milliseconds(Int64(milliseconds))
  }

  mutating func place(_ machine: String, on node: String) {
    attempt.placements.append(
      PlacementRecord(namespace: namespace, name: machine, node: node))
  }

  mutating func request(
    _ milliseconds: Int, step: Int, _ method: String, _ path: String, code: Int = 201,
    user: String = "kubernetes-admin", surface: String = "cli", response: JSONValue? = nil
  ) {
    var request = RequestRecord(
      sequence: next(), at: Self.at(milliseconds), stepIndex: step, user: user, surface: surface)
    request.method = method
    request.path = path
    request.code = code
    request.response = response
    attempt.requests.append(request)
  }

  mutating func observe(
    _ milliseconds: Int, _ type: ChangeType, _ kind: String, _ name: String,
    _ changes: [([String], JSONValue?)]
  ) {
    let number = next()
    attempt.observations.append(
      ObservationRecord(
        sequence: number, at: Self.at(milliseconds), type: type, kind: kind,
        namespace: kind == "Node" ? "" : namespace, name: name, resourceVersion: "\(1000 + number)",
        changes: ChangeList(changes.map { FieldChange(path: $0.0, value: $0.1) })))
  }

  mutating func step(
    _ index: Int, _ title: String, line: Int, from: Int, to: Int, verdict: Verdict = .passed,
    criteria: [String] = [], expectations: [ExpectationRecord] = []
  ) {
    var step = StepRecord(
      index: index, title: title, criteria: criteria, line: line, startedAt: Self.at(from))
    step.endedAt = Self.at(to)
    step.verdict = verdict
    step.expectations = expectations
    attempt.steps.append(step)
  }

  mutating func end(_ milliseconds: Int, _ verdict: Verdict, reason: String = "") {
    attempt.endedAt = Self.at(milliseconds)
    attempt.verdict = verdict
    attempt.reason = reason
  }

  private mutating func next() -> Int {
    defer { sequence += 1 }
    return sequence
  }
}

extension AttemptScript {
  /// A migration's object is made and reaches `phases` at their times.
  mutating func migration(
    _ name: String, of machine: String, made: Int, _ phases: [(Int, String)]
  ) {
    observe(
      made, .added, "VirtualMachineInstanceMigration", name,
      [(["spec", "vmiName"], .string(machine))])
    for (time, phase) in phases {
      observe(
        time, .modified, "VirtualMachineInstanceMigration", name,
        [(["status", "phase"], .string(phase))])
    }
  }

  /// A target pod is made, bound to a node (unless nil), runs, and is deleted (unless nil).
  mutating func targetPod(
    _ suffix: String, of machine: String, made: Int, bound: (Int, String)?, deleted: Int? = nil
  ) {
    let name = "virt-launcher-\(machine)-\(suffix)"
    observe(
      made, .added, "Pod", name,
      [
        (["metadata", "labels", "kubevirt.io"], "virt-launcher"),
        (["metadata", "labels", "vm.kubevirt.io/name"], .string(machine)),
        (["status", "phase"], "Pending"),
      ])
    if let (time, node) = bound {
      observe(time, .modified, "Pod", name, [(["spec", "nodeName"], .string(node))])
      observe(time + 2000, .modified, "Pod", name, [(["status", "phase"], "Running")])
    }
    if let deleted { observe(deleted, .deleted, "Pod", name, []) }
  }

  mutating func arrive(_ machine: String, on node: String, at milliseconds: Int) {
    observe(
      milliseconds, .modified, "VirtualMachineInstance", machine,
      [(["status", "nodeName"], .string(node))])
  }

  mutating func warning(
    _ milliseconds: Int, of machine: String, _ reason: String, _ message: String
  ) {
    observe(
      milliseconds, .added, "Event", "\(machine).\(reason)",
      [
        (["type"], "Warning"), (["reason"], .string(reason)), (["message"], .string(message)),
        (["involvedObject"], ["kind": "VirtualMachineInstance", "name": .string(machine)]),
      ])
  }
}

extension ExpectationRecord {
  static func passed(_ form: String, _ text: String, line: Int, at: Int) -> ExpectationRecord {
    ExpectationRecord(
      form: form, text: text, line: line, verdict: .passed, decidedAt: AttemptScript.at(at))
  }
}
