import GodwitModel
import Testing

@testable import Simulator

/// Single passes of the migration controller, from states made by hand, as KubeVirt's
/// migration_test.go has them.
@Suite struct MigrationPassTests {
  static let phases: [MigrationPhase] = [
    .running, .unset, .pending, .scheduled, .scheduling, .targetReady,
  ]

  @Test(arguments: phases)
  func `a guest that ends fails its migration in any phase (MIG-262)`(phase: MigrationPhase) {
    for isDeleted in [false, true] {
      var made = HandMadeMigration(phase, target: isDeleted ? .running : nil)
      let now = made.now
      made.changeInstance {
        $0.status.phase = .succeeded
        if isDeleted {
          $0.metadata.finalizers = [World.instanceFinalizer]
          $0.metadata.deletionTimestamp = now
        }
      }
      made.reconcile()
      #expect(made.phase == .failed)
      #expect(
        made.world.reported.map(\.message) == ["Migration failed vmi shutdown during migration."])
      #expect(made.reasons == ["FailedMigration"])
    }
  }

  @Test(arguments: phases)
  func `a copy that failed fails its migration in any phase (MIG-264)`(phase: MigrationPhase) {
    var made = HandMadeMigration(phase, target: .running) {
      $0.failed = true
      $0.completed = true
    }
    made.reconcile()
    #expect(made.phase == .failed)
    #expect(made.reasons == ["FailedMigration"])
    #expect(made.world.reported.map(\.message) == ["source node reported migration failed"])
  }

  private static func container(_ name: String, _ state: String, ready: Bool) -> JSONValue {
    ["name": .string(name), "ready": .bool(ready), "state": .object([state: [:]])]
  }

  private func handedOver(_ containers: [JSONValue]) -> HandMadeMigration {
    var made = HandMadeMigration(.scheduled)
    made.addTarget(.running, containers: containers)
    made.reconcile()
    return made
  }

  @Test func `Istio's proxy need not be ready for the hand-over (MIG-266)`() {
    let compute = Self.container("compute", "running", ready: false)
    for containers in [
      [compute], [compute, Self.container("istio-proxy", "running", ready: false)],
    ] {
      let made = handedOver(containers)
      #expect(made.reasons == ["SuccessfulHandOver"])
      #expect(made.state?.targetNode == "node2")
      #expect(made.state?.sourceNode == "node1")
      #expect(made.state?.targetPod == "target")
      #expect(made.state?.migrationUID == made.uid)
      #expect(made.instance?.metadata.labels["kubevirt.io/migrationTargetNodeName"] == "node2")
    }
  }

  @Test func `a container that has not started keeps the target from the hand-over (MIG-267)`() {
    let compute = Self.container("compute", "waiting", ready: false)
    for containers in [
      [compute], [compute, Self.container("kubevirt-infra", "waiting", ready: false)],
      [
        Self.container("compute", "running", ready: true),
        Self.container("volumedisk0", "running", ready: false),
      ],
    ] {
      let made = handedOver(containers)
      #expect(made.state == nil)
      #expect(made.reasons == [])
      #expect(made.phase == .scheduled)
    }
  }

  @Test func `the hand-over leaves nothing of an earlier migration (MIG-270)`() {
    var made = HandMadeMigration(.scheduled, target: .running) {
      $0.migrationUID = "of-an-earlier-one"
      $0.targetNode = "node7"
      $0.targetPod = "elsewhere"
      $0.completed = true
      $0.failed = true
      $0.failureReason = "it was so"
      $0.abortStatus = "Succeeded"
      $0.abortRequested = true
      $0.targetNodeAddress = "10.1.1.1"
      $0.mode = "PostCopy"
    }
    made.reconcile()
    var expected = MigrationState()
    expected.migrationUID = made.uid
    expected.sourceNode = "node1"
    expected.targetNode = "node2"
    expected.targetPod = "target"
    expected.migrationConfiguration = made.state?.migrationConfiguration ?? .null
    #expect(made.state == expected)
    #expect(made.reasons == ["SuccessfulHandOver"])
  }

  @Test func `what is handed over is not handed over again (MIG-271)`() {
    var made = HandMadeMigration(.scheduled, target: .pending) { _ in }
    let before = made.instance
    made.reconcile()
    #expect(made.instance == before)
    #expect(made.reasons == [])
    var running = HandMadeMigration(.scheduled, target: .running) { _ in }
    let unchanged = running.instance
    running.reconcile()
    #expect(running.instance == unchanged)
    #expect(running.reasons == [])
  }

  @Test func `the state of another migration is no hand-over of this one (MIG-272)`() {
    var made = HandMadeMigration(.scheduled, target: .running) {
      $0.migrationUID = "another"
      $0.targetNode = "node1"
      $0.targetPod = "elsewhere"
      $0.completed = true
    }
    made.reconcile()
    #expect(made.phase == .scheduled)
    #expect(made.reasons == ["SuccessfulHandOver"])
    #expect(made.state?.migrationUID == made.uid)
    #expect(made.state?.targetNode == "node2")
    #expect(made.state?.targetPod == "target")
    #expect(made.state?.sourceNode == "node1")
    made.reconcile()
    #expect(made.phase == .preparingTarget)
  }

  @Test(arguments: [MigrationPhase.preparingTarget, .targetReady], [false, true])
  func `a target that is down before the copy is told on both objects (MIG-282, MIG-285)`(
    phase: MigrationPhase, listens: Bool
  ) {
    var made = HandMadeMigration(phase, target: .failed) { state in
      if listens { state.targetDirectMigrationNodePorts = ["40000": 0, "40001": 49152] }
    }
    made.reconcile()
    let state = made.state
    #expect(state?.completed == true)
    #expect(state?.failed == true)
    #expect(state?.startTimestamp != nil)
    #expect(state?.endTimestamp != nil)
    #expect(made.reasons == ["FailedMigration", "FailedMigration"])
    #expect(
      Set(made.world.reported.map(\.involvedObject.kind))
        == ["VirtualMachineInstance", "VirtualMachineInstanceMigration"])
    #expect(made.phase == .failed)
  }

  @Test func `a failed migration ends its state and then has a copy of it (MIG-283)`() {
    var made = HandMadeMigration(.failed, target: .failed) { _ in }
    made.change { $0.metadata.finalizers = [World.migrationFinalizer] }
    made.reconcile()
    #expect(made.state?.failed == true)
    #expect(made.state?.completed == true)
    #expect(made.state?.endTimestamp != nil)
    made.reconcile(times: 2)
    #expect(made.migration?.status.migrationState == made.state)
    #expect(made.migration?.metadata.finalizers == [])
  }

  @Test(arguments: [PodPhase.failed, nil])
  func `a migration that failed without a state is let go (MIG-284)`(target: PodPhase?) {
    var made = HandMadeMigration(.failed, target: target)
    made.change { $0.metadata.finalizers = [World.migrationFinalizer] }
    made.reconcile()
    #expect(made.migration?.metadata.finalizers == [])
    #expect(made.state == nil)
  }

  @Test func `the time of the start is kept (MIG-286)`() {
    let start = Timestamp(Instant.simulationEpoch)
    var made = HandMadeMigration(.failed, target: .failed) { $0.startTimestamp = start }
    made.reconcile()
    #expect(made.state?.startTimestamp == start)
    #expect(made.state?.endTimestamp != nil)
    #expect(made.state?.failed == true)
  }

  @Test func `a migration goes with its VMI (MIG-280)`() {
    var made = HandMadeMigration(.running, target: .running) { _ in }
    made.world.store.remove(
      ObjectKey(.virtualMachineInstance, namespace: made.vm.namespace, name: made.vm.name),
      at: made.world.now)
    made.reconcile()
    #expect(made.migration?.metadata.isBeingDeleted != false)
  }

  @Test func `a cancel without a pod ends the migration in one pass (MIG-310, MIG-311)`() {
    var made = HandMadeMigration(.pending)
    let now = made.now
    made.change { $0.metadata.deletionTimestamp = now }
    made.reconcile()
    #expect(made.phase == .failed)
    #expect(made.migration?.status.conditions["migrationAbortRequested"]?.status == "True")
    #expect(made.reasons == ["FailedMigration"])
    #expect(made.state == nil)
  }

  /// A VM that was restarted, while the migration of its former instance has not ended.
  @Test func `a new launcher pod waits for the end of a migration (MIG-370)`() {
    func pods(with phase: MigrationPhase) -> Int {
      var made = HandMadeMigration(phase)
      made.world.store.remove(
        ObjectKey(.pod, namespace: "demo", name: "source"), at: made.world.now)
      made.changeInstance {
        $0.status.phase = .pending
        $0.status.nodeName = ""
      }
      made.world.reconcileInstance(made.vm)
      return made.world.store.pods.all.count
    }
    #expect(pods(with: .running) == 0)
    #expect(pods(with: .succeeded) == 1)
    #expect(pods(with: .failed) == 1)
  }

  private let machine = "machine-type.node.kubevirt.io/pc-q35-rhel9.6.0"

  @Test func `a machine type that no node has keeps the target waiting (MIG-064)`() throws {
    var made = HandMadeMigration(.pending)
    made.changeInstance {
      $0.status.machine = DomainMachine()
      $0.status.machine?.type = "pc-q35-rhel9.6.0"
    }
    made.reconcile(times: 2)
    #expect(made.phase == .scheduling)
    let name = try #require(made.world.store.index.targets(ofMigration: made.uid).first)
    made.world.schedule(name)
    let target = try #require(made.world.store.pods[name]?.object)
    #expect(target.spec.nodeSelector[machine] == "true")
    let condition = target.status.conditions["PodScheduled"]
    #expect(condition?.status == "False")
    #expect(condition?.reason == "Unschedulable")
    #expect(
      condition?.message.contains("node(s) didn't match Pod's node affinity/selector") == true)
    made.reconcile()
    #expect(made.phase == .scheduling)
  }

  @Test func `the machine type of the status comes before that of the spec (MIG-459)`() throws {
    var instance = try #require(HandMadeMigration(.pending).instance)
    instance.spec.domain.machine = DomainMachine()
    instance.spec.domain.machine?.type = "q35"
    let settings = HandMadeMigration(.pending).world.settings
    func selector() -> StringMap {
      LauncherPod.template(for: instance, settings: settings).spec.nodeSelector
    }
    #expect(selector()["machine-type.node.kubevirt.io/q35"] == "true")
    instance.status.machine = DomainMachine()
    instance.status.machine?.type = "pc-q35-rhel9.6.0"
    #expect(selector()[machine] == "true")
    #expect(selector()["machine-type.node.kubevirt.io/q35"] == nil)
  }

  @Test func `the VMI's pod is the one on its node (MIG-360)`() {
    var made = HandMadeMigration(.running)
    for number in 1...2 {
      made.addPod("left-over-\(number)", .running, on: "node2", after: .seconds(Int64(number)))
    }
    #expect(made.instance.flatMap(made.world.currentPod)?.metadata.name == "source")
  }
}
