import GodwitModel

/// Reads an attempt's observations into a timeline.
struct TimelineBuilder {
  private let attempt: AttemptRecord
  private var timeline: Timeline
  private var machines: [String: MachineTrack] = [:]
  private var machineOrder: [String] = []
  private var pods: [String: PodTrack] = [:]
  private var migrations: [String: Int] = [:]
  private var nodeStates: [String: Int] = [:]

  init(_ attempt: AttemptRecord, nodes: [String]) {
    self.attempt = attempt
    timeline = Timeline(start: attempt.startedAt, end: attempt.endedAt, nodes: nodes)
  }

  mutating func build() -> Timeline {
    let last = attempt.observations.last?.at ?? attempt.endedAt
    timeline.end = max(attempt.endedAt, last)
    for placement in attempt.placements {
      track(placement.namespace, placement.name) { track, start in
        track.begin(on: placement.node, at: start)
      }
    }
    for record in attempt.observations {
      let observation = ReadObservation(record)
      switch record.kind {
      case "VirtualMachineInstance": readMachine(observation)
      case "VirtualMachineInstanceMigration": readMigration(observation)
      case "Pod": readPod(observation)
      case "Node": readNode(observation)
      case "Event": readEvent(observation)
      default: break
      }
    }
    readRequests()
    finish()
    return timeline
  }

  private static func key(_ namespace: String, _ name: String) -> String { namespace + "/" + name }

  private mutating func track(
    _ namespace: String, _ name: String, _ body: (inout MachineTrack, Instant) -> Void
  ) {
    let key = Self.key(namespace, name)
    if machines[key] == nil { machineOrder.append(key) }
    body(
      &machines[key, default: MachineTrack(namespace: namespace, name: name)], timeline.start)
  }

  private mutating func readMachine(_ observation: ReadObservation) {
    track(observation.namespace, observation.name) { $0.read($1, observation) }
  }

  private mutating func readMigration(_ observation: ReadObservation) {
    let key = Self.key(observation.namespace, observation.name)
    // A name may be used again: the second object is a migration of its own.
    if observation.type == .added { migrations[key] = nil }
    let index = migrations[key] ?? timeline.migrations.count
    if index == timeline.migrations.count {
      migrations[key] = index
      timeline.migrations.append(
        Timeline.Migration(
          namespace: observation.namespace, name: observation.name, machine: ""))
      let begin = observation.type == .added ? observation.at : timeline.start
      timeline.migrations[index].enter("", at: begin, end: timeline.end)
    }
    if let name = observation.value(at: "spec", "vmiName")?.string {
      timeline.migrations[index].machine = name
    }
    if let phase = observation.value(at: "status", "phase")?.string {
      timeline.migrations[index].enter(phase, at: observation.at, end: timeline.end)
    }
    if observation.type == .deleted {
      timeline.migrations[index].leave(at: observation.at)
      migrations[key] = nil
    }
  }

  private mutating func readPod(_ observation: ReadObservation) {
    let key = Self.key(observation.namespace, observation.name)
    if observation.type == .added, let pod = PodTrack(observation) { pods[key] = pod }
    guard var pod = pods[key] else { return }
    pod.read(observation)
    pods[key] = pod
    if pod.end != nil { retire(key) }
  }

  /// Hands a pod that ended, or that the attempt outlived, to its machine.
  private mutating func retire(_ key: String) {
    guard let pod = pods.removeValue(forKey: key) else { return }
    let end = timeline.end
    track(pod.namespace, pod.machine) { track, _ in track.pods += pod.bars(end: end) }
  }

  private mutating func readNode(_ observation: ReadObservation) {
    if let value = observation.value(at: "spec", "unschedulable") {
      set(.cordoned, value.bool == true, observation)
    }
    if let conditions = observation.value(at: "status", "conditions")?.array,
      let ready = conditions.first(where: { $0["type"]?.string == "Ready" })
    {
      set(.notReady, ready["status"]?.string != "True", observation)
    }
  }

  private mutating func set(
    _ kind: Timeline.NodeState.Kind, _ holds: Bool, _ observation: ReadObservation
  ) {
    let key = kind.rawValue + "/" + observation.name
    if holds, nodeStates[key] == nil {
      nodeStates[key] = timeline.nodeStates.count
      timeline.nodeStates.append(
        Timeline.NodeState(
          node: observation.name, kind: kind, interval: .init(observation.at, timeline.end)))
    } else if !holds, let index = nodeStates.removeValue(forKey: key) {
      timeline.nodeStates[index].interval.end = observation.at
    }
  }

  private mutating func readEvent(_ observation: ReadObservation) {
    guard observation.type == .added, observation.value(at: "type")?.string == "Warning" else {
      return
    }
    let object = observation.value(at: "involvedObject")
    let words = [
      object?["kind"]?.string, object?["name"]?.string,
      observation.value(at: "reason")?.string, observation.value(at: "message")?.string,
    ]
    let text = words.compactMap { $0 }.joined(separator: " ")
    timeline.marks.append(
      .init(kind: .warning, at: observation.at, text: TextHygiene.oneLine(text)))
  }

  private mutating func readRequests() {
    for request in attempt.requests {
      let text =
        request.isFault
        ? "fault: \(request.path)"
        : "\(request.method) \(request.path) → \(request.code), \(request.user) via "
          + request.surface
      timeline.marks.append(
        .init(
          kind: request.isFault ? .fault : .request(isRefused: !request.isSuccess),
          at: request.at, text: TextHygiene.oneLine(text)))
    }
    // Stable, so that marks of one moment keep their order.
    timeline.marks = timeline.marks.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  private mutating func finish() {
    for key in pods.keys.sorted() { retire(key) }
    for key in machineOrder {
      guard let machine = machines[key]?.finished(start: timeline.start, end: timeline.end) else {
        continue
      }
      timeline.machines.append(machine)
    }
    var known = Set(timeline.nodes)
    for machine in timeline.machines {
      for node in machine.stays.map(\.node) + machine.pods.compactMap(\.node)
      where known.insert(node).inserted {
        timeline.nodes.append(node)
      }
    }
  }
}

extension Timeline.Migration {
  /// Begins a phase, which lasts to `end` unless another one follows.
  fileprivate mutating func enter(_ phase: String, at instant: Instant, end: Instant) {
    if phases.last?.name == phase { return }
    leave(at: instant)
    phases.append(Phase(name: phase, interval: .init(instant, end)))
  }

  fileprivate mutating func leave(at instant: Instant) {
    if !phases.isEmpty { phases[phases.count - 1].interval.end = instant }
  }
}
