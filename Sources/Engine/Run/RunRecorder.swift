import BackendInterface
import GodwitModel

/// Writes down what is sent and seen, in the order of one count.
struct RunRecorder {
  private(set) var record: AttemptRecord
  /// The number that the next request or observation gets.
  private(set) var nextSequence = 0
  private var objects: [APIObject] = []
  private var changes = ChangeWriter(omitting: Self.noise)
  private let retention: ExecutionOptions.ObjectRetention

  init(_ options: ExecutionOptions, startedAt: Instant, initialObjects: [APIObject]) {
    record = AttemptRecord(
      number: options.attempt, seed: options.seed, startedAt: startedAt)
    retention = options.objects
    record.placements = Self.placements(initialObjects)
    record.observations.reserveCapacity(64)
  }

  private static func placements(_ objects: [APIObject]) -> [PlacementRecord] {
    objects.compactMap { object -> PlacementRecord? in
      guard case .virtualMachineInstance(let snapshot) = object else { return nil }
      return PlacementRecord(
        namespace: snapshot.object.metadata.namespace, name: snapshot.object.metadata.name,
        node: snapshot.object.status.nodeName, phase: snapshot.object.status.phase.rawValue)
    }.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
  }

  var observationCount: Int { record.observations.count }

  /// Writes down a change; returns its number.
  mutating func observe(_ change: ObjectChange, _ key: ObjectKey, previous: APIObject?) -> Int {
    let sequence = takeNumber()
    if change.type != .deleted {
      change.object.writeChanges(since: previous, into: &changes)
    }
    record.observations.append(
      ObservationRecord(
        sequence: sequence, at: change.at, type: change.type, key: key,
        resourceVersion: change.object.resourceVersion, changes: changes.takeList()))
    if retention != .never { objects.append(change.object) }
    return sequence
  }

  /// What every write changes, and what the record says elsewhere.
  private static let noise = ["resourceVersion", "name", "namespace", "managedFields"].map {
    ChangeWriter.Pointer("metadata", $0)
  }

  /// Writes down a request and its answer.
  mutating func answer(
    _ request: APIRequest, _ response: APIResponse, at: Instant, step: Int, surface: String
  ) {
    var entry = RequestRecord(
      sequence: takeNumber(), at: at, stepIndex: step, user: request.user.name,
      surface: surface)
    entry.method = request.method.rawValue
    entry.path = TraceFormat.target(of: request)
    entry.body = request.body
    entry.code = response.code
    // What was read is in the observations; keeping lists again would only cost space.
    if request.method != .get || !response.isSuccess { entry.response = response.body }
    record.requests.append(entry)
  }

  /// Writes down a fault, and why it was refused if it was.
  mutating func inject(_ fault: Fault, refusal: String?, at: Instant, step: Int) {
    var entry = RequestRecord(
      sequence: takeNumber(), at: at, stepIndex: step, user: "", surface: "")
    entry.method = "FAULT"
    entry.path = FaultText.action(fault)
    entry.code = refusal == nil ? 200 : 501
    entry.response = refusal.map { ["message": .string($0)] }
    record.requests.append(entry)
  }

  mutating func append(_ step: StepRecord) { record.steps.append(step) }

  /// Ends the record.
  mutating func finish(
    _ verdict: Verdict, reason: String, cause: InconclusiveCause?, at: Instant
  ) {
    record.cause = cause
    record.verdict = verdict
    record.reason = reason
    record.endedAt = at
    let keeps = retention == .always || (retention == .whenNotPassed && verdict != .passed)
    if keeps {
      for (index, object) in objects.enumerated() {
        record.observations[index].object = object.json
      }
    }
    objects = []
  }

  private mutating func takeNumber() -> Int {
    defer { nextSequence += 1 }
    return nextSequence
  }
}
