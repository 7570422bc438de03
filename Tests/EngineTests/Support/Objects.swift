import GodwitModel

@testable import Engine

/// Objects as tests need them, in the namespace `demo`.
enum Make {
  static let location = SourceLocation(file: "test.yaml", line: 1, column: 1)

  static func machine(
    _ name: String = "fedora", status: String = "Running", migratable: Bool = true
  ) -> APIObject {
    var object = VirtualMachine()
    object.metadata.name = name
    object.metadata.namespace = "demo"
    object.metadata.uid = "vm-" + name
    object.status.printableStatus = status
    object.status.conditions = [
      Condition(type: "LiveMigratable", status: migratable ? "True" : "False")
    ]
    return object.erased
  }

  static func instance(
    _ name: String = "fedora", node: String = "node1", uid: String = "vmi-1",
    phase: VirtualMachineInstancePhase = .running, state: MigrationState? = nil
  ) -> APIObject {
    var object = VirtualMachineInstance()
    object.metadata.name = name
    object.metadata.namespace = "demo"
    object.metadata.uid = uid
    object.status.phase = phase
    object.status.nodeName = node
    object.status.migrationState = state
    return object.erased
  }

  static func migration(
    _ name: String, of machine: String = "fedora", phase: MigrationPhase = .unset,
    isBeingDeleted: Bool = false, createdAfter: Int64 = 1, resourceVersion: String = ""
  ) -> APIObject {
    var object = VirtualMachineInstanceMigration()
    object.metadata.name = name
    object.metadata.namespace = "demo"
    object.metadata.uid = "uid-" + name
    object.metadata.resourceVersion = resourceVersion
    object.metadata.labels = ["kubevirt.io/vmi-name": machine]
    object.metadata.creationTimestamp = Timestamp(.simulationEpoch + .seconds(createdAfter))
    if isBeingDeleted { object.metadata.deletionTimestamp = Timestamp(.simulationEpoch) }
    object.spec.vmiName = machine
    object.status.phase = phase
    return object.erased
  }

  /// The state that a successful migration leaves on its instance.
  static func state(
    of migration: String, from source: String = "node1", to target: String = "node2"
  ) -> MigrationState {
    var state = MigrationState()
    state.migrationUID = "uid-" + migration
    state.completed = true
    state.sourceNode = source
    state.targetNode = target
    state.startTimestamp = Timestamp(.simulationEpoch + .seconds(2))
    state.endTimestamp = Timestamp(.simulationEpoch + .seconds(4))
    return state
  }

  static func pod(
    _ name: String, of uid: String = "vmi-1", node: String = "node1",
    phase: PodPhase = .running, migration: String? = nil
  ) -> APIObject {
    var object = Pod()
    object.metadata.name = name
    object.metadata.namespace = "demo"
    object.metadata.uid = "pod-" + name
    object.metadata.labels = ["kubevirt.io": "virt-launcher", "kubevirt.io/created-by": uid]
    if let migration {
      object.metadata.labels["kubevirt.io/migrationJobUID"] = "uid-" + migration
    }
    object.spec.nodeName = node
    object.status.phase = phase
    return object.erased
  }

  static func node(_ name: String, unschedulable: Bool = false) -> APIObject {
    var object = Node()
    object.metadata.name = name
    object.metadata.uid = "node-" + name
    object.metadata.labels = ["node-role.kubernetes.io/worker": ""]
    object.spec.unschedulable = unschedulable
    return object.erased
  }

  static func event(
    _ name: String, about object: APIObject, type: String = "Warning", reason: String,
    message: String = ""
  ) -> APIObject {
    var event = Event()
    event.metadata.name = name
    event.metadata.namespace = "demo"
    event.involvedObject.kind = object.kind.kind
    event.involvedObject.name = object.metadata.name
    event.involvedObject.namespace = object.metadata.namespace
    event.involvedObject.uid = object.metadata.uid
    event.type = type
    event.reason = reason
    event.message = message
    return event.erased
  }

  static func scenario(_ steps: [Step]) -> Scenario {
    var scenario = Scenario(
      id: "test", name: "test", title: "A test", namespace: "demo", location: location)
    scenario.steps = steps
    scenario.given.virtualMachines = [VirtualMachineLayout(name: "fedora")]
    return scenario
  }

  static func when(_ verb: Verb, _ change: (inout When) -> Void = { _ in }) -> Step {
    var when = When(verb, location: location)
    change(&when)
    return Step(action: .when([when]), location: location)
  }

  static func then(_ form: Then.Form, _ change: (inout Then) -> Void = { _ in }) -> Step {
    var then = Then(form, location: location)
    change(&then)
    return Step(action: .then(then), location: location)
  }

  static func expectation(_ clauses: Clause...) -> Expectation {
    Expectation(clauses: clauses, location: location)
  }

  static func clause(
    _ kind: ResourceKind, _ name: String, _ pattern: Pattern
  ) -> Clause {
    Clause(
      subject: .object(.object(kind, name)), condition: .pattern(pattern), location: location)
  }

  static func clause(_ kind: ResourceKind, _ name: String, _ word: Clause.Word) -> Clause {
    Clause(subject: .object(.object(kind, name)), condition: .word(word), location: location)
  }

  static func clause(_ kind: ResourceKind, _ condition: CollectionCondition) -> Clause {
    Clause(subject: .collection(kind), condition: .collection(condition), location: location)
  }

  /// A pattern of nested maps: `at("status.phase", "Running")`.
  static func at(_ path: String, _ pattern: Pattern) -> Pattern {
    path.split(separator: ".").reversed().reduce(pattern) { .map([.init(String($1), $0)]) }
  }

  static func at(_ path: String, _ value: JSONValue) -> Pattern { at(path, .equal(value)) }
}

/// Runs a scenario on a session and returns the record.
func run(
  _ steps: [Step], on session: FakeSession, options: ExecutionOptions = ExecutionOptions()
) async -> AttemptRecord {
  await ScenarioExecutor.run(Make.scenario(steps), on: session, options: options)
}
