import GodwitModel
import Testing

/// The checker finds what it is there to find.
@Suite struct InvariantCheckerTests {
  private var checker = InvariantChecker([])
  private var version = 1

  init() {
    for name in ["node1", "node2"] {
      var node = Node()
      node.metadata.name = name
      observe(node.erased, as: .added)
    }
  }

  private mutating func observe(_ object: APIObject, as type: ChangeType = .modified) {
    var metadata = object.metadata
    version += 1
    metadata.resourceVersion = String(version)
    metadata.uid = metadata.name
    let change = ObjectChange(at: .simulationEpoch, type: type, object: object.with(metadata))
    checker.observe(change)
  }

  private static func instance(on node: String) -> VirtualMachineInstance {
    var instance = VirtualMachineInstance()
    instance.metadata.name = "vm"
    instance.status.phase = .running
    instance.status.nodeName = node
    return instance
  }

  private static func migration(
    _ name: String, _ phase: MigrationPhase
  ) -> VirtualMachineInstanceMigration {
    var migration = VirtualMachineInstanceMigration()
    migration.metadata.name = name
    migration.spec.vmiName = "vm"
    migration.status.phase = phase
    return migration
  }

  private static func pod(_ name: String, on node: String = "", job: String? = nil) -> Pod {
    var pod = Pod()
    pod.metadata.name = name
    pod.metadata.labels["kubevirt.io/migrationJobUID"] = job
    pod.spec.nodeName = node
    pod.status.phase = .pending
    return pod
  }

  @Test mutating func aVMThatChangesItsNodeWithoutAMigration() {
    observe(Self.instance(on: "node1").erased, as: .added)
    observe(Self.instance(on: "node2").erased)
    #expect(
      checker.violations == [
        "VirtualMachineInstance vm moved from node1 to node2 without a migration that ended"
      ])
  }

  @Test mutating func aFinalMigrationThatGoesOn() {
    observe(Self.migration("job", .failed).erased, as: .added)
    observe(Self.migration("job", .succeeded).erased)
    #expect(
      checker.violations == ["VirtualMachineInstanceMigration job went from Failed to Succeeded"])
  }

  @Test mutating func twoMigrationsOfAVMAtOnce() {
    observe(Self.migration("a", .running).erased, as: .added)
    observe(Self.migration("b", .scheduling).erased, as: .added)
    #expect(checker.violations == ["VirtualMachineInstanceMigration b runs beside a"])
  }

  @Test mutating func aPodOnANodeThatIsNotThere() {
    observe(Self.pod("p").erased, as: .added)
    observe(Self.pod("p", on: "node9").erased)
    #expect(checker.violations == ["Pod p is bound to node9, which is no node"])
  }

  @Test mutating func aTargetPodAtTheLimitOfANode() {
    observe(Self.instance(on: "node1").erased, as: .added)
    for name in ["a", "b", "c"] {
      observe(Self.migration(name, .pending).erased, as: .added)
      observe(Self.pod("pod-\(name)", job: name).erased, as: .added)
    }
    #expect(
      checker.violations == ["Pod pod-c is made while 2 of 2 migrations leave node1"])
  }

  @Test mutating func aPodThatOutlivesItsVM() {
    var pod = Self.pod("p", on: "node1")
    var owner = OwnerReference()
    owner.kind = "VirtualMachineInstance"
    owner.uid = "vm"
    owner.controller = true
    pod.metadata.ownerReferences = [owner]
    observe(Self.instance(on: "node1").erased, as: .added)
    observe(pod.erased, as: .added)
    observe(Self.instance(on: "node1").erased, as: .deleted)
    checker.finish()
    #expect(checker.violations == ["pod p goes on without its VM"])
  }

  @Test mutating func aVersionThatIsNoNewer() {
    version = 0
    observe(Self.pod("p").erased, as: .added)
    #expect(checker.violations == ["Pod p version 1 after 3"])
  }
}
