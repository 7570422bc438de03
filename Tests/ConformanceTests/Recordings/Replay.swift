import GodwitModel
import Simulator

/// Plays a recording's script on the simulator: the same layout, the same requests at the same
/// times, and nothing else.
struct Replay {
  private var simulation: Simulation
  private let start: Instant
  private(set) var changes: [ObjectChange] = []
  /// One answer for each action of the script, in its order.
  private(set) var answers: [(action: Recording.Entry, code: Int, body: JSONValue?)] = []

  init(_ recording: Recording, seed: UInt64) throws {
    simulation = try Simulation(scenario: Self.scenario(recording), seed: seed)
    start = simulation.now
    try prepare(recording)
    try advance(to: recording.creation)
    for machine in recording.machines { create(machine) }
    for action in recording.script {
      try advance(to: action.at)
      if action.what == "note" {
        try bringAbout(action.value["text"]?.string ?? "")
      } else {
        perform(action, in: recording)
      }
    }
    // The other side is cut where the script ended; a second more lets its last reactions come.
    try advance(to: recording.end + .seconds(1))
  }

  private static func scenario(_ recording: Recording) -> Scenario {
    var scenario = Scenario(
      id: recording.name, name: recording.name, title: recording.name, namespace: "demo",
      location: SourceLocation(file: recording.name, line: 1, column: 1))
    var cluster = ClusterLayout()
    cluster.nodes = recording.nodes.map {
      NodeLayout(name: $0["metadata"]?["name"]?.string ?? "")
    }
    // The stand-in nodes of the recordings (observed/README.md): pods run 0.2 s after binding.
    cluster.timing.podStart = .milliseconds(200)
    cluster.timing.handlerSync = .milliseconds(60)
    cluster.timing.switchover = .milliseconds(100)
    if let migrations = recording.migrations {
      cluster.kubevirtConfiguration["migrations"] = migrations
    }
    scenario.given.cluster = cluster
    scenario.given.namespaces = [NamespaceLayout(name: "demo")]
    for binding in recording.roleBindings {
      let name = binding["user"]?.string ?? ""
      let role = binding["role"]?.string ?? ""
      var user = scenario.given.users.first { $0.name == name } ?? UserLayout(name: name)
      if binding["scope"]?.string == "cluster" {
        user.rights.clusterRoles.append(role)
      } else {
        user.rights.roles.append(role)
      }
      scenario.given.users.removeAll { $0.name == name }
      scenario.given.users.append(user)
    }
    return scenario
  }

  /// Gives the nodes exactly the labels and taints of the recording.
  private mutating func prepare(_ recording: Recording) throws {
    for node in recording.nodes {
      guard let name = node["metadata"]?["name"]?.string,
        let present = simulation.initialObjects.first(where: {
          $0.kind == .node && $0.metadata.name == name
        })
      else { continue }
      var labels = JSONObject()
      for entry in present.metadata.labels.entries { labels[entry.key] = .null }
      for member in node["metadata"]?["labels"]?.object?.members ?? [] {
        labels[member.key] = member.value
      }
      if let resources = node["status"]?["allocatable"] {
        _ = simulation.handle(
          APIRequest(
            .patch, APIRequest.path(of: .node, name: name, subresource: "status"),
            patchType: .merge, body: ["status": ["allocatable": resources, "capacity": resources]]))
      }
      let patch: JSONValue = [
        "metadata": ["labels": .object(labels)],
        "spec": ["taints": node["spec"]?["taints"] ?? []],
      ]
      let response = simulation.handle(
        APIRequest(
          .patch, APIRequest.path(of: .node, name: name), patchType: .merge, body: patch))
      precondition(response.isSuccess, "cannot prepare \(name): \(response)")
    }
    try advance(to: .milliseconds(100))
    changes.removeAll()
  }

  private mutating func create(_ machine: JSONValue) {
    guard let kind = machine["kind"]?.string.flatMap(ResourceKind.named),
      case .object(var manifest) = machine
    else { return }
    let annotations: [String] =
      kind == .virtualMachine
      ? ["spec", "template", "metadata", "annotations"] : ["metadata", "annotations"]
    if let seconds = machine.value(at: annotations + ["lab/migration-seconds"])?.string {
      manifest.set(.string(seconds + "s"), at: annotations + ["simulator.godwit.dev/copy"])
    } else {
      manifest.set("1s", at: annotations + ["simulator.godwit.dev/copy"])
    }
    if let message = machine.value(at: annotations + ["lab/fail"]) {
      manifest.set(message, at: annotations + ["simulator.godwit.dev/fail"])
    }
    if machine.value(at: annotations + ["lab/non-migratable"]) != nil {
      makeUnmigratable(&manifest)
    }
    let response = simulation.handle(
      APIRequest(
        .post, APIRequest.path(of: kind, namespace: "demo"), body: .object(manifest)))
    precondition(response.isSuccess, "cannot create the machine: \(response)")
  }

  /// The stand-in was told to report a claim that is not shared; here there is such a claim.
  private mutating func makeUnmigratable(_ manifest: inout JSONObject) {
    manifest.set(
      [["name": "d", "persistentVolumeClaim": ["claimName": "disk-pvc"]]],
      at: ["spec", "volumes"])
    let claim: JSONValue = [
      "apiVersion": "v1", "kind": "PersistentVolumeClaim",
      "metadata": ["name": "disk-pvc", "namespace": "demo"],
      "spec": [
        "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]],
      ],
    ]
    _ = simulation.handle(
      APIRequest(
        .post, APIRequest.path(of: .persistentVolumeClaim, namespace: "demo"), body: claim))
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
      request.body = request.body.map { Recording.renamed($0, [(from: other, to: name)]) }
    }
    let response = simulation.handle(request)
    answers.append((action, response.code, response.body))
  }

  private static func request(_ value: JSONValue) -> APIRequest? {
    let user =
      value["user"]?.string.map { UserInfo(name: $0, groups: ["system:authenticated"]) }
      ?? .clusterAdmin
    if let verb = value["verb"]?.string { return attempt(verb, as: user) }
    guard let method = value["method"]?.string.flatMap(RequestMethod.init(rawValue:)),
      let target = value["path"]?.string
    else { return nil }
    let parts = target.split(separator: "?", maxSplits: 1)
    var query: [QueryItem] = []
    if parts.count == 2 {
      for item in parts[1].split(separator: "&") {
        let pair = item.split(separator: "=", maxSplits: 1)
        query.append(QueryItem(String(pair[0]), pair.count == 2 ? String(pair[1]) : ""))
      }
    }
    let body = value["body"].flatMap { $0.isNull ? nil : $0 }
    return APIRequest(
      as: user, method, String(parts[0]), query: query,
      patchType: method == .patch ? .merge : nil, body: body)
  }

  /// The requests that a recording writes as one word (`try`).
  private static func attempt(_ verb: String, as user: UserInfo) -> APIRequest? {
    let migrations = APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo")
    switch verb {
    case "list": return APIRequest(as: user, .get, migrations)
    case "deletecollection": return APIRequest(as: user, .delete, migrations)
    case "get vmi":
      return APIRequest(
        as: user, .get,
        APIRequest.path(of: .virtualMachineInstance, namespace: "demo", name: "vm-a"))
    case "patch":
      return APIRequest(
        as: user, .patch, migrations + "/job-root", patchType: .merge,
        body: ["metadata": ["labels": ["x": "y"]]])
    default: return nil
    }
  }

  private mutating func advance(to span: Span) throws {
    while let change = try simulation.next(before: start + span) { changes.append(change) }
  }

  /// What was done to the cluster besides requests, as the recording notes it.
  private mutating func bringAbout(_ note: String) throws {
    let words = note.split(separator: " ").map(String.init)
    if note.hasPrefix("cordon ") {
      patchNode(words[1], ["unschedulable": true])
    } else if note.hasPrefix("taint ") {
      patchNode(
        words[3], ["taints": [["key": .string(words[1]), "effect": "NoSchedule"]]])
    } else if note.hasSuffix(" dead") {
      try simulation.inject(.killNode(words[0]))
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

  private mutating func patchNode(_ name: String, _ spec: JSONValue) {
    _ = simulation.handle(
      APIRequest(
        .patch, APIRequest.path(of: .node, name: name), patchType: .merge,
        body: ["spec": spec]))
  }

  /// The simulator's history, its nodes under other names.
  func history(renaming nodes: [(from: String, to: String)]) -> ObservedHistory {
    let normalisation = normalisation
    var history = ObservedHistory()
    for change in changes { Self.add(change, to: &history, normalisation, nodes) }
    return history
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
        normalisation.learn(migrationName: .string(metadata.name))
      default: break
      }
    }
    return normalisation
  }

  private static func add(
    _ change: ObjectChange, to history: inout ObservedHistory, _ normalisation: Normalisation,
    _ nodes: [(from: String, to: String)]
  ) {
    func renamed(_ value: JSONValue) -> JSONValue { Recording.renamed(value, nodes) }
    if case .event(let snapshot) = change.object {
      let event = snapshot.object
      history.event(
        on: normalisation.normalise(event.involvedObject.kind + "/" + event.involvedObject.name),
        type: event.type, reason: event.reason,
        message: normalisation.normalise(renamed(.string(event.message)).string ?? ""))
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
      history.see(id, normalisation.normalise(renamed(Projection.of(change.object))))
    }
  }
}
