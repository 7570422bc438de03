import GodwitModel

/// What a reader needs beside the differences, when something failed.
struct FailureText {
  private let world: World
  private let record: AttemptRecord

  init(run: ScenarioRun) {
    world = run.world
    record = run.record
  }

  /// Why an expectation failed: what was expected, what was there, when, and what led to it.
  func expectation(_ then: Then, _ failure: JudgementFailure) -> String {
    var lines = ["Expected \(StepText.text(then))."]
    if !failure.remark.isEmpty { lines.append(failure.remark) }
    lines.append(witness(failure))
    for clause in failure.failures {
      for mismatch in clause.mismatches {
        lines.append("  " + Self.line(clause.subject, mismatch))
      }
      if !clause.note.isEmpty { lines.append("  " + clause.note) }
    }
    for key in keys(failure) { lines += about(key, at: failure) }
    return lines.joined(separator: "\n")
  }

  /// Why an answer was not the expected one.
  func answer(_ when: When, _ outcome: ActionOutcome) -> String {
    var lines = ["At \(time(world.now)): \(StepText.text(when))."]
    lines.append("Answer: " + outcome.text)
    if let request = record.requests.last {
      lines.append("The last request: \(request.method) \(request.path) as \(request.user).")
    }
    if let client = outcome.client {
      if !client.standardOutput.isEmpty { lines.append("stdout:\n" + client.standardOutput) }
      if !client.standardError.isEmpty { lines.append("stderr:\n" + client.standardError) }
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ subject: String, _ mismatch: Mismatch) -> String {
    let path = mismatch.path.isEmpty ? "" : " " + mismatch.path.joined(separator: ".")
    return "\(subject)\(path): expected \(mismatch.expected), was \(mismatch.actual)"
  }

  private func time(_ at: Instant) -> String { TimeText.since(world.start, at) }

  /// The moment that decided, and the observation that shows it.
  private func witness(_ failure: JudgementFailure) -> String {
    guard let sequence = failure.sequence,
      let observation = record.observations.last(where: { $0.sequence == sequence })
    else {
      let place = failure.sequence == -1 ? ", when the scenario began" : ""
      return "At \(time(failure.at))\(place):"
    }
    let subject = "\(observation.type.rawValue) \(observation.kind)/\(observation.name)"
    let changes = observation.changes.prefix(4).map(Self.text).joined(separator: ", ")
    let detail = changes.isEmpty ? "" : " (\(changes))"
    return "At \(time(failure.at)), observation \(sequence), \(subject)\(detail):"
  }

  private static func text(_ change: FieldChange) -> String {
    let value = change.value.map(ValueText.short) ?? "unset"
    return change.path.joined(separator: ".") + ": " + value
  }

  /// The objects that the failure is about, each once.
  private func keys(_ failure: JudgementFailure) -> [ObjectKey] {
    var keys: [ObjectKey] = []
    for clause in failure.failures {
      guard let key = clause.object, !keys.contains(key) else { continue }
      keys.append(key)
      // A VM says little of itself; its instance and its newest migration tell more.
      guard key.kind == .virtualMachine else { continue }
      let instance = ObjectKey(.virtualMachineInstance, namespace: key.namespace, name: key.name)
      let migration = world.migrations(
        of: key.name, in: key.namespace, includingDeleted: true
      ).last?.key
      for related in [instance, migration].compactMap({ $0 }) where !keys.contains(related) {
        keys.append(related)
      }
    }
    return Array(keys.filter { world.hasSeen($0) }.prefix(4))
  }

  private func about(_ key: ObjectKey, at failure: JudgementFailure) -> [String] {
    let name = key.kind.shortName + "/" + key.name
    var lines = ["", "Last changes of \(name):"]
    let changes = record.observations.filter { observation in
      observation.kind == key.kind.kind && observation.name == key.name
        && observation.namespace == key.namespace
        && (failure.sequence.map { observation.sequence <= $0 } ?? true)
    }
    if changes.isEmpty { lines.append("  none since the scenario began") }
    for observation in changes.suffix(6) {
      let fields = observation.changes.filter { $0.path.first != "metadata" }
      let shown = (fields.isEmpty ? observation.changes : fields).prefix(6).map(Self.text)
      let text = shown.isEmpty ? observation.type.rawValue : shown.joined(separator: ", ")
      lines.append("  \(time(observation.at))  \(text)")
    }
    let events = events(about: key)
    if !events.isEmpty {
      lines.append("Events about \(name):")
      lines += events
    }
    if let object = described(key, at: failure) {
      lines.append("\(name) as `oc describe` prints its status:")
      lines.append(object)
    }
    return lines
  }

  private func events(about key: ObjectKey) -> [String] {
    let about = world.events().filter { event in
      event.involvedObject.kind == key.kind.kind && event.involvedObject.name == key.name
        && (key.namespace.isEmpty || event.involvedObject.namespace == key.namespace)
    }
    return about.suffix(8).map { event in
      let at = event.lastTimestamp ?? event.metadata.creationTimestamp
      let text = at.map { time($0.instant) } ?? "?"
      return "  \(text)  \(event.type) \(event.reason): \(event.message)"
    }
  }

  private func described(_ key: ObjectKey, at failure: JudgementFailure) -> String? {
    let object = failure.sequence.flatMap { world.version(of: key, at: $0) } ?? world.last(key)
    guard let status = object?.value(at: ["status"])?.object, !status.isEmpty else { return nil }
    return DescribeRenderer.section("Status", .object(status))
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  " + $0 }.joined(separator: "\n")
  }
}
