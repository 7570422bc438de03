import GodwitModel

@testable import Simulator

/// A VMI on `node1`, its pod, and a migration in any phase: made by hand, so that one pass of the
/// controller can be looked at from states that a whole run seldom shows.
struct HandMadeMigration {
  var world = World(nodes: ["node1", "node2"].map { NodeLayout(name: $0) })
  let name = ObjectName("demo", "job")
  let vm = ObjectName("demo", "vm")
  private(set) var uid = ""
  private(set) var instanceUID = ""

  /// - Parameters:
  ///   - state: Changes the state that the VMI has of this migration; without it the VMI has none.
  ///   - target: The phase of the target pod; nil for no pod.
  init(
    _ phase: MigrationPhase, target: PodPhase? = nil,
    state: ((inout MigrationState) -> Void)? = nil
  ) {
    uid = add(name.name, phase)
    var instance = VirtualMachineInstance()
    instance.metadata.name = vm.name
    instance.metadata.namespace = vm.namespace
    instance.metadata.setObservedVersion()
    instance.metadata.annotations["kubevirt.io/nonroot"] = "true"
    instance.status.runtimeUser = 107
    instance.status.phase = .running
    instance.status.nodeName = "node1"
    instance.status.selinuxContext = "none"
    instance.spec.domain.memory = DomainMemory()
    instance.spec.domain.memory?.guest = "1Gi"
    if let state {
      var own = MigrationState()
      own.migrationUID = uid
      own.sourceNode = "node1"
      own.targetNode = "node2"
      own.sourcePod = "source"
      own.targetPod = "target"
      state(&own)
      instance.status.migrationState = own
    }
    instanceUID = world.store.create(instance.erased, at: world.now).metadata.uid
    addPod("source", .running, on: "node1")
    if let target { addTarget(target) }
  }

  /// Adds a migration of the VMI; its uid.
  @discardableResult
  mutating func add(
    _ name: String, _ phase: MigrationPhase, after age: Span = .zero,
    state: MigrationState? = nil
  ) -> String {
    var migration = VirtualMachineInstanceMigration()
    migration.metadata.name = name
    migration.metadata.namespace = vm.namespace
    migration.metadata.finalizers = phase.isFinal ? [] : [World.migrationFinalizer]
    migration.metadata.labels["kubevirt.io/vmi-name"] = vm.name
    migration.metadata.setObservedVersion()
    migration.spec.vmiName = vm.name
    migration.status.phase = phase
    migration.status.migrationState = state
    return world.store.create(migration.erased, at: world.now + age).metadata.uid
  }

  mutating func addPod(
    _ name: String, _ phase: PodPhase, on node: String, after age: Span = .zero,
    _ change: (inout Pod) -> Void = { _ in }
  ) {
    var pod = Pod(name)
    var owner = OwnerReference()
    owner.apiVersion = "kubevirt.io/v1"
    owner.kind = "VirtualMachineInstance"
    owner.name = vm.name
    owner.uid = instanceUID
    owner.controller = true
    pod.metadata.ownerReferences = [owner]
    pod.spec.nodeName = node
    pod.status.phase = phase
    change(&pod)
    world.store.create(pod.erased, at: world.now + age)
  }

  /// Adds the target pod of the migration.
  mutating func addTarget(_ phase: PodPhase, containers: [JSONValue] = []) {
    let uid = uid
    addPod("target", phase, on: "node2") {
      $0.metadata.labels["kubevirt.io/migrationJobUID"] = uid
      $0.status.containerStatuses = containers
    }
  }

  var now: Timestamp { Timestamp(world.now) }

  /// Changes the migration as its user or another controller would.
  mutating func change(_ change: (inout VirtualMachineInstanceMigration) -> Void) {
    guard var migration else { return }
    change(&migration)
    world.store.update(migration.erased, at: world.now)
  }

  mutating func changeInstance(_ change: (inout VirtualMachineInstance) -> Void) {
    guard var instance else { return }
    change(&instance)
    world.store.update(instance.erased, at: world.now)
  }

  /// Has the controller pass over the migration.
  mutating func reconcile(times: Int = 1) {
    for _ in 0..<times { world.reconcileMigration(name) }
  }

  var migration: VirtualMachineInstanceMigration? { world.store.migrations[name]?.object }
  var phase: MigrationPhase? { migration?.status.phase }
  var instance: VirtualMachineInstance? { world.store.virtualMachineInstances[vm]?.object }
  var state: MigrationState? { instance?.status.migrationState }
  var reasons: [String] { world.reported.map(\.reason) }

  func pod(_ name: String) -> Pod? { world.store.pods[vm.namespace, name]?.object }
}
