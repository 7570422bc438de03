import GodwitModel
import Simulator

/// Plays a recording's script on the simulator: the same layout, the same requests at the same
/// times, and nothing else.
struct Replay {
  var simulation: Simulation
  private let start: Instant
  var changes: [ObjectChange] = []
  /// One answer for each action of the script, in its order.
  private(set) var answers: [(action: Recording.Entry, code: Int, body: JSONValue?)] = []

  init(
    _ recording: Recording, seed: UInt64 = 1, choices: SchedulingChoices = SchedulingChoices()
  ) throws {
    simulation = try Simulation(scenario: Self.scenario(recording), seed: seed)
    simulation.follow(choices)
    start = simulation.now
    try prepare(recording)
    try advance(to: recording.creation)
    for machine in recording.machines { create(machine) }
    for (position, action) in recording.script.enumerated() {
      try advance(to: action.at)
      if position == 0 { openCluster(recording) }
      if action.what == "note" {
        try bringAbout(action.value["text"]?.string ?? "")
      } else {
        perform(action, in: recording)
      }
    }
    // The other side is cut where the script ended; a second more lets its last reactions come.
    try advance(to: recording.end + .seconds(1))
  }

  private mutating func perform(_ action: Recording.Entry, in recording: Recording) {
    if action.what == "virtctl" {
      let user = action.value["user"]?.string.map { UserInfo(name: $0, groups: []) }
      let arguments = action.value["args"]?.array?.compactMap(\.string) ?? []
      let isSuccess = VirtctlRequests(user: user ?? .clusterAdmin).run(arguments, on: &simulation)
      answers.append((action, isSuccess ? 0 : 1, nil))
      return
    }
    guard var request = Self.request(action.value) else { return }
    // The script names pods by their generated names.
    let recorded = recording.normalisation
    let simulated = normalisation
    for change in changes where change.object.kind == .pod && change.type == .added {
      let name = change.object.metadata.name
      guard let other = recorded.original(of: simulated.normalise(name)) else { continue }
      request.path = request.path.replacing(other, with: name)
      request.body = request.body.map { $0.replacing(other, with: name) }
    }
    let response = simulation.handle(request)
    answers.append((action, response.code, response.body))
  }

  mutating func advance(to span: Span) throws {
    while let change = try simulation.next(before: start + span) { changes.append(change) }
  }

  /// What was done to the cluster besides requests, as the recording notes it.
  private mutating func bringAbout(_ note: String) throws {
    let words = note.split(separator: " ").map(String.init)
    if note.hasPrefix("cordon ") {
      patchNode(words[1], ["unschedulable": true])
    } else if note.hasPrefix("uncordon ") {
      patchNode(words[1], ["unschedulable": false])
    } else if note.hasPrefix("label ") {
      label(words[1], words[2])
    } else if note.hasPrefix("taint ") {
      patchNode(
        words[3], ["taints": [["key": .string(words[1]), "effect": "NoSchedule"]]])
    } else if note.hasSuffix(" dead") {
      try simulation.inject(.killNode(words[0]))
    } else if note == "quota raised" {
      limit(["requests.memory": "64Gi"], as: "q")
    } else if note == "deleted target pod" {
      let target = changes.last {
        $0.object.metadata.labels["kubevirt.io/migrationJobUID"] != nil
      }
      let name = target?.object.metadata.name ?? ""
      _ = simulation.handle(
        APIRequest(
          .delete, APIRequest.path(of: .pod, namespace: "demo", name: name),
          query: [QueryItem("gracePeriodSeconds", "0")]))
    }
  }

  /// Sets a node's label as `key=value` says, or takes it away where there is no value.
  private mutating func label(_ name: String, _ text: String) {
    let pair = text.split(separator: "=", maxSplits: 1).map(String.init)
    let value: JSONValue = pair.count == 2 ? .string(pair[1]) : .null
    _ = simulation.handle(
      APIRequest(
        .patch, APIRequest.path(of: .node, name: name), patchType: .merge,
        body: ["metadata": ["labels": [pair[0]: value]]]))
  }

  mutating func patchNode(_ name: String, _ spec: JSONValue) {
    _ = simulation.handle(
      APIRequest(
        .patch, APIRequest.path(of: .node, name: name), patchType: .merge,
        body: ["spec": spec]))
  }

  /// The simulator's history.
  var history: ObservedHistory {
    let normalisation = normalisation
    var history = ObservedHistory()
    for change in changes { Self.add(change, to: &history, normalisation) }
    return history
  }

  /// VMs of which target pods were made, in the order of their first ones.
  var orderOfMigration: [String] {
    var machines: [String] = []
    for change in changes where change.object.kind == .pod {
      let metadata = change.object.metadata
      guard metadata.labels["kubevirt.io/migrationJobUID"] != nil,
        let machine = metadata.controller?.name, !machines.contains(machine)
      else { continue }
      machines.append(machine)
    }
    return machines
  }

  /// The names that the simulator made.
  private var normalisation: Normalisation {
    var normalisation = Normalisation()
    for change in changes {
      let metadata = change.object.metadata
      switch change.object.kind {
      case .pod:
        normalisation.learn(
          podName: .string(metadata.name), labels: metadata.labels.json,
          annotations: metadata.annotations.json)
      case .virtualMachineInstanceMigration:
        guard case .migration(let migration) = change.object else { continue }
        normalisation.learn(
          migrationName: .string(metadata.name), of: .string(migration.object.spec.vmiName))
      default: break
      }
    }
    return normalisation
  }

  private static func add(
    _ change: ObjectChange, to history: inout ObservedHistory, _ normalisation: Normalisation
  ) {
    if case .event(let snapshot) = change.object {
      let event = snapshot.object
      history.event(
        on: normalisation.normalise(event.involvedObject.kind + "/" + event.involvedObject.name),
        type: event.type, reason: event.reason,
        message: normalisation.normalise(event.message), from: event.source.component)
      return
    }
    let short: String
    switch change.object.kind {
    case .virtualMachineInstance: short = "vmi"
    case .virtualMachineInstanceMigration: short = "vmim"
    case .pod: short = "pod"
    default: return
    }
    let id = short + "/" + normalisation.normalise(change.object.metadata.name)
    if change.type == .deleted {
      history.end(id)
    } else {
      history.see(id, normalisation.normalise(Projection.of(change.object)))
    }
  }
}

extension JSONValue {
  /// The same value with another text in its strings.
  fileprivate func replacing(_ old: String, with new: String) -> JSONValue {
    switch self {
    case .string(let text): .string(text.replacing(old, with: new))
    case .array(let elements): .array(elements.map { $0.replacing(old, with: new) })
    case .object(let object):
      .object(JSONObject(object.members.map { ($0.key, $0.value.replacing(old, with: new)) }))
    case .null, .bool, .number: self
    }
  }
}
