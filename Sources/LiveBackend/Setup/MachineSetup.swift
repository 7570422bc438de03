import BackendInterface
import GivenObjects
import GodwitModel
import KubernetesClient

/// Makes the given VMs and waits until they run where they should.
struct MachineSetup {
  let steps: SetupSteps
  let names: NameTranslation

  /// How often a VM is made anew that came to run elsewhere.
  private static let attempts = 3
  static let interval = Span.milliseconds(250)

  private var scenario: Scenario { steps.scenario }
  private var access: ClusterAccess { steps.access }
  private var layouts: [VirtualMachineLayout] { scenario.given.virtualMachines }

  /// Whether nodes are cordoned to bring VMs where they are to run, or only preferred.
  private var cordons: Bool { steps.plan.isProvisioned || steps.placesBoundNodesByCordon }

  func run() async throws(BackendError) {
    let placed = layouts.filter { $0.node != nil }
    if cordons {
      var nodes: [String] = []
      for node in placed.compactMap(\.node) where !nodes.contains(node) { nodes.append(node) }
      for node in nodes {
        try await place(placed.filter { $0.node == node }, on: node)
      }
    } else {
      for layout in placed { try await create(layout) }
    }
    for layout in layouts where layout.node == nil { try await create(layout) }
    try await waitUntilAll { $0.isReady }
    if !cordons { try await moveThoseElsewhere(placed) }
    if cordons, !placed.isEmpty { try await waitForTaintsOfCordons() }
  }

  // MARK: Making

  private func create(_ layout: VirtualMachineLayout) async throws(BackendError) {
    let machine: VirtualMachine
    do throws(InvalidLayout) {
      machine = try MachineManifest.machine(
        layout, namespace: scenario.namespace, image: steps.options.containerDiskImage)
    } catch {
      throw .unsuitable(error.text)
    }
    var body = machine.erased.json.object ?? JSONObject()
    // What the server writes.
    body.set(nil, at: ["metadata", "generation"])
    body["status"] = nil
    let path = APIRequest.path(of: .virtualMachine, namespace: machine.metadata.namespace)
    var request = names.outgoing(APIRequest(.post, path, body: .object(body)))
    request.body = request.body.map { withAffinity($0, layout) }
    try await setGuest(layout)
    try await steps.post(request, "virtual machine \(layout.name)")
  }

  private func setGuest(_ layout: VirtualMachineLayout) async throws(BackendError) {
    guard layout.guest != Guest(), let control = steps.control else { return }
    do throws(ClientError) {
      let refusal = try await control.setGuest(
        layout.guest, namespace: namespace(of: layout), name: layout.name)
      guard let refusal else { return }
      throw ClientError.unavailable("the guest of \(layout.name) cannot be set: \(refusal)")
    } catch {
      throw BackendError(error)
    }
  }

  private func namespace(of layout: VirtualMachineLayout) -> String {
    names.namespace(layout.namespace.isEmpty ? scenario.namespace : layout.namespace)
  }

  /// The manifest with what keeps the VM on the scenario's nodes, and near the one where it is to
  /// run. Nothing of it is a node selector, which would bind the VM to that node.
  private func withAffinity(_ body: JSONValue, _ layout: VirtualMachineLayout) -> JSONValue {
    var affinity = MachineAffinity(body)
    if steps.plan.hasStrangers { affinity.require(names.nodes.entries.map(\.value)) }
    if let node = layout.node, !cordons { affinity.prefer(names.node(node)) }
    return affinity.body
  }

  // MARK: Placing

  /// Makes VMs while no node but theirs takes any.
  private func place(
    _ layouts: [VirtualMachineLayout], on node: String
  ) async throws(BackendError) {
    let others = scenario.given.cluster.nodes.filter { $0.name != node && !$0.isCordoned }
    for other in others { try await setCordoned(true, other.name) }
    for layout in layouts { try await create(layout) }
    let running = layouts.filter(\.isToRun)
    try await wait(for: running) { !$0.node.isEmpty }
    for other in others { try await setCordoned(false, other.name) }
    let states = try await self.states()
    for layout in running where states[key(layout)]?.node != names.node(node) {
      throw .unsuitable("the virtual machine \(layout.name) cannot be brought to run on \(node)")
    }
  }

  private func setCordoned(_ isCordoned: Bool, _ node: String) async throws(BackendError) {
    try await access.patch(
      .node, names.node(node), ["spec": ["unschedulable": isCordoned ? true : .null]])
  }

  /// The taint of a cordon goes a moment after the cordon.
  private func waitForTaintsOfCordons() async throws(BackendError) {
    let free = scenario.given.cluster.nodes.filter { !$0.isCordoned }.map { names.node($0.name) }
    var waited = Span.zero
    while waited < .seconds(10) {
      let nodes = try await access.list(.node)
      let isOver = nodes.allSatisfy { object in
        guard case .node(let snapshot) = object, free.contains(object.metadata.name) else {
          return true
        }
        return !snapshot.object.spec.taints.contains { $0.key == NodeLabel.cordonTaint }
      }
      if isOver { return }
      try await steps.pause(Self.interval)
      waited = waited + Self.interval
    }
  }

  /// VMs that only prefer their node may run on another one: those are made again.
  private func moveThoseElsewhere(_ placed: [VirtualMachineLayout]) async throws(BackendError) {
    for attempt in 1...Self.attempts {
      let states = try await self.states()
      let elsewhere = placed.filter { layout in
        layout.isToRun && states[key(layout)]?.node != names.node(layout.node ?? "")
      }
      guard let first = elsewhere.first else { return }
      if attempt == Self.attempts {
        throw .unsuitable(
          "the virtual machine \(first.name) does not come to run on \(first.node ?? ""); make room "
            + "there, or allow cordons with --allow-cluster-changes")
      }
      for layout in elsewhere { try await removeMachine(layout) }
      for layout in elsewhere { try await create(layout) }
      try await waitUntilAll { $0.isReady }
    }
  }

  private func removeMachine(_ layout: VirtualMachineLayout) async throws(BackendError) {
    let namespace = namespace(of: layout)
    let eraser = DeleteGuard(access: access, runID: names.mark.runID)
    var waited = Span.zero
    while let machine = try await access.get(.virtualMachine, namespace: namespace, layout.name) {
      if case .refused(let text) = try await eraser.delete(machine) { throw .unavailable(text) }
      if waited >= steps.options.cleanupLimit {
        throw .limitReached("\(machine.key) is still being deleted after \(waited)")
      }
      try await steps.pause(Self.interval)
      waited = waited + Self.interval
    }
  }

  // MARK: Waiting

  private func key(_ layout: VirtualMachineLayout) -> ObjectKey {
    ObjectKey(.virtualMachineInstance, namespace: namespace(of: layout), name: layout.name)
  }

  private func states() async throws(BackendError) -> [ObjectKey: MachineState] {
    var states: [ObjectKey: MachineState] = [:]
    for namespace in Set(layouts.map(namespace)).sorted() {
      let instances = try await access.list(.virtualMachineInstance, namespace: namespace)
      for object in instances { states[object.key] = MachineState(object) }
      // What VMs say matters when their instances run.
      guard instances.contains(where: { states[$0.key]?.phase == "Running" }) else { continue }
      for machine in try await access.list(.virtualMachine, namespace: namespace) {
        let key = ObjectKey(
          .virtualMachineInstance, namespace: namespace, name: machine.metadata.name)
        states[key]?.printable =
          machine.value(at: ["status", "printableStatus"])?.string ?? ""
      }
    }
    return states
  }

  private func waitUntilAll(_ isDone: (MachineState) -> Bool) async throws(BackendError) {
    try await wait(for: layouts.filter(\.isToRun), isDone)
  }

  private func wait(
    for layouts: [VirtualMachineLayout], _ isDone: (MachineState) -> Bool
  ) async throws(BackendError) {
    if layouts.isEmpty { return }
    var waited = Span.zero
    while true {
      let states = try await self.states()
      guard let late = layouts.first(where: { !(states[key($0)].map(isDone) ?? false) }) else {
        return
      }
      if waited >= steps.options.setUpLimit {
        throw Self.lateness(late, states[key(late)], names, waited)
      }
      try await steps.pause(Self.interval)
      waited = waited + Self.interval
    }
  }

  private static func lateness(
    _ layout: VirtualMachineLayout, _ state: MachineState?, _ names: NameTranslation, _ waited: Span
  ) -> BackendError {
    let start = "the virtual machine \(layout.name) does not come to run as given"
    if let message = state?.unschedulable {
      return .unsuitable("\(start): \(names.incoming(message))")
    }
    let phase = state.map { $0.phase.isEmpty ? "Pending" : $0.phase } ?? "not there"
    return .limitReached("\(start): after \(waited) it is \(phase)")
  }
}

/// What is looked at of a VM while one waits for it.
struct MachineState: Hashable, Sendable {
  let phase: String
  let node: String
  /// Why its pod finds no node.
  let unschedulable: String?
  private let saysWhetherItMigrates: Bool
  /// What the VM says of itself.
  var printable = ""

  init(_ instance: APIObject) {
    phase = instance.value(at: ["status", "phase"])?.string ?? ""
    node = instance.value(at: ["status", "nodeName"])?.string ?? ""
    let conditions = instance.value(at: ["status", "conditions"])?.array ?? []
    let scheduled = conditions.first { $0["type"]?.string == "PodScheduled" }
    unschedulable =
      scheduled?["status"]?.string == "False" ? scheduled?["message"]?.string ?? "" : nil
    saysWhetherItMigrates = conditions.contains { $0["type"]?.string == "LiveMigratable" }
  }

  /// Whether it runs, and everybody who says something of a running VM has done so.
  var isReady: Bool {
    phase == "Running" && saysWhetherItMigrates
      && !["", "Starting", "Provisioning", "Stopped"].contains(printable)
  }
}

extension VirtualMachineLayout {
  /// Whether it runs when the scenario begins.
  var isToRun: Bool { runStrategy != "Halted" && runStrategy != "Manual" }
}
