import GodwitModel
import Simulator
import Testing

/// A simulated cluster with everything that happened in it since its set-up, for tests.
struct Rehearsal {
  private(set) var simulation: Simulation
  /// Every change since the set-up, in order.
  private(set) var changes: [ObjectChange] = []

  /// A cluster in which nodes `node1` … and the VM `vm` on `node1` are given, unless `configure`
  /// says otherwise.
  init(
    seed: UInt64 = 1, nodes: Int = 2, _ configure: (inout Given) -> Void = { _ in }
  ) throws {
    var scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "demo",
      location: SourceLocation(file: "", line: 1, column: 1))
    scenario.given.cluster.nodes = (1...nodes).map { NodeLayout(name: "node\($0)") }
    var machine = VirtualMachineLayout(name: "vm")
    machine.node = "node1"
    machine.guest.copy = .lasts(.seconds(10))
    scenario.given.virtualMachines = [machine]
    configure(&scenario.given)
    simulation = try Simulation(scenario: scenario, seed: seed)
  }

  // MARK: Running

  /// Lets time pass.
  mutating func run(for span: Span) throws { _ = try run(within: span) { _ in false } }

  /// Lets time pass until a change is as wanted, which is returned; nil when none is in time.
  @discardableResult
  mutating func run(
    within span: Span = .minutes(30), until isWanted: (ObjectChange) -> Bool
  ) throws -> ObjectChange? {
    let end = simulation.now + span
    while let change = try simulation.next(before: end) {
      changes.append(change)
      if isWanted(change) { return change }
    }
    return nil
  }

  /// Lets time pass until a migration has entered a phase; false when it does not in time.
  @discardableResult
  mutating func run(
    within span: Span = .minutes(30), until name: String, is phase: MigrationPhase
  ) throws -> Bool {
    if migration(name)?.status.phase == phase { return true }
    return try run(within: span) { change in
      guard case .migration(let snapshot) = change.object else { return false }
      return snapshot.object.metadata.name == name && snapshot.object.status.phase == phase
    } != nil
  }

  mutating func inject(_ fault: Fault) throws { try simulation.inject(fault) }

  // MARK: Requests

  @discardableResult
  mutating func send(_ request: APIRequest) -> APIResponse { simulation.handle(request) }

  /// Posts a migration of `machine`.
  @discardableResult
  mutating func migrate(
    _ machine: String = "vm", as name: String = "job", annotations: JSONValue = [:],
    selector: JSONValue? = nil
  ) -> APIResponse {
    var spec: JSONObject = ["vmiName": .string(machine)]
    if let selector { spec["addedNodeSelector"] = selector }
    return send(
      APIRequest(
        .post, APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo"),
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
          "metadata": ["name": .string(name), "annotations": annotations], "spec": .object(spec),
        ]))
  }

  @discardableResult
  mutating func delete(_ kind: ResourceKind, _ name: String) -> APIResponse {
    send(APIRequest(.delete, APIRequest.path(of: kind, namespace: "demo", name: name)))
  }

  /// Asks for the eviction of a pod.
  mutating func evict(_ pod: String) -> APIResponse {
    send(
      APIRequest(
        .post,
        APIRequest.path(of: .pod, namespace: "demo", name: pod, subresource: "eviction"),
        body: [
          "apiVersion": "policy/v1", "kind": "Eviction",
          "metadata": ["name": .string(pod), "namespace": "demo"],
        ]))
  }

  @discardableResult
  mutating func patch(_ kind: ResourceKind, _ name: String, _ body: JSONValue) -> APIResponse {
    send(
      APIRequest(
        .patch, APIRequest.path(of: kind, namespace: "demo", name: name), patchType: .merge,
        body: body))
  }

  /// Sends a subresource request of virt-api to a VM.
  @discardableResult
  mutating func act(
    _ action: String, on machine: String = "vm", _ body: JSONValue = [:]
  ) -> APIResponse {
    send(
      APIRequest(
        .put,
        "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachines/\(machine)/\(action)",
        body: body))
  }
}

extension Rehearsal: CustomTestStringConvertible {
  /// Short, or a failure would print the whole cluster.
  var testDescription: String { "a cluster at \(simulation.now) after \(changes.count) changes" }
}
