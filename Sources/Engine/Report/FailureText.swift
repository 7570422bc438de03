import GodwitModel

/// What a reader needs beside the differences, when something failed.
struct FailureText {
  private let world: World
  private let record: AttemptRecord

  init(run: ScenarioRun) {
    world = run.world
    record = run.record
  }

  /// Why an expectation failed: when, at which observation, and what led to it.
  ///
  /// The differences themselves are not repeated: reports show them beside this text.
  func expectation(_ failure: JudgementFailure) -> String {
    var lines = [witness(failure)]
    if !failure.remark.isEmpty { lines.append(failure.remark) }
    for clause in failure.failures where !clause.note.isEmpty { lines.append(clause.note) }
    for key in keys(failure) { lines += about(key, at: failure) }
    return lines.joined(separator: "\n")
  }

  /// Why an answer was not the expected one.
  func answer(_ when: When, _ outcome: ActionOutcome) -> String {
    var lines = ["At \(time(world.now)): \(StepText.text(when)); \(outcome.text)."]
    if let request = record.requests.last {
      lines.append("The last request: \(request.method) \(request.path) as \(request.user).")
    }
    if let client = outcome.client {
      if !client.standardOutput.isEmpty { lines.append("stdout:\n" + client.standardOutput) }
      if !client.standardError.isEmpty { lines.append("stderr:\n" + client.standardError) }
    }
    return lines.joined(separator: "\n")
  }

  private func time(_ at: Instant) -> String { TimeText.since(world.start, at) }

  /// The moment that decided, and the observation that shows it.
  private func witness(_ failure: JudgementFailure) -> String {
    guard let sequence = failure.sequence,
      let observation = record.observations.last(where: { $0.sequence == sequence })
    else {
      let place = failure.sequence == -1 ? ", when the scenario began" : ""
      return "At \(time(failure.at))\(place)."
    }
    let subject = "\(observation.type.rawValue) \(observation.kind)/\(observation.name)"
    let changes = Self.text(observation.changes, limit: 4)
    let detail = changes.isEmpty ? "" : ": \(changes)"
    return "At \(time(failure.at)), observation \(sequence): \(subject)\(detail)."
  }

  /// The changes that tell most, in a line: not the metadata where something else changed, nor
  /// lists that repeat what a field beside them says.
  private static func text(_ changes: [FieldChange], limit: Int) -> String {
    let fields = changes.filter {
      $0.path.first != "metadata" && $0.path.last != "phaseTransitionTimestamps"
    }
    let shown = (fields.isEmpty ? changes : fields).prefix(limit).map { change in
      let value = change.value.map(ValueText.short) ?? "unset"
      let cut = value.count > 100 ? value.prefix(100) + "…" : value
      return change.path.joined(separator: ".") + ": " + cut
    }
    return shown.joined(separator: ", ")
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
    if case .event(let snapshot) = world.last(key) {
      let event = snapshot.object
      return ["", "\(name): \(event.type) \(event.reason): \(event.message)"]
    }
    var lines = ["", "Last changes of \(name):"]
    let changes = record.observations.filter { observation in
      observation.kind == key.kind.kind && observation.name == key.name
        && observation.namespace == key.namespace
        && (failure.sequence.map { observation.sequence <= $0 } ?? true)
    }
    if changes.isEmpty { lines.append("  none since the scenario began") }
    for observation in changes.suffix(6) {
      let text = Self.text(observation.changes, limit: 6)
      let type = observation.type == .modified && !text.isEmpty ? "" : observation.type.rawValue
      let words = [type, text].filter { !$0.isEmpty }.joined(separator: " ")
      lines.append("  \(time(observation.at))  \(words)")
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
