import GodwitModel
import Simulator
import Testing

/// The phases of a migration and what cuts them short (specification §4.2 to §4.5).
@Suite struct MigrationControllerTests {
  @Test func `a good migration goes through every phase once`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(10))
    #expect(
      cluster.phases() == [
        "", "Pending", "Scheduling", "Scheduled", "PreparingTarget", "TargetReady", "Running",
        "Succeeded",
      ])
    let migration = try #require(cluster.migration())
    #expect(
      migration.status.phaseTransitionTimestamps.map(\.phase) == Array(cluster.phases().dropFirst())
    )
    #expect(migration.status.conditions.isEmpty)
    #expect(migration.metadata.finalizers.isEmpty)
    #expect(migration.status.migrationState == cluster.state(), "a copy of the VMI's")
    #expect(
      cluster.words(on: "VirtualMachineInstanceMigration") == [
        "SuccessfulCreate: Created migration target pod \(cluster.target()?.metadata.name ?? "")",
        "SuccessfulHandOver: Migration target pod is ready for preparation by virt-handler.",
        "SuccessfulMigration: Source node reported migration succeeded",
      ])
  }

  @Test func `the end state of the VMI is that of a good migration`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(5))
    let state = try #require(cluster.state())
    #expect(state.migrationUID == cluster.migration()?.metadata.uid)
    #expect(state.completed)
    #expect(!state.failed)
    #expect(state.mode == "PreCopy")
    #expect(state.sourceNode == "node1")
    #expect(state.targetNode == "node2")
    #expect(state.targetNodeDomainDetected)
    #expect(state.abortStatus.isEmpty)
    #expect(state.migrationConfiguration["progressTimeout"] == 150)
    let start = try #require(state.startTimestamp)
    let ready = try #require(state.targetNodeDomainReadyTimestamp)
    let end = try #require(state.endTimestamp)
    #expect(start <= ready && ready <= end)
    #expect(cluster.instance()?.metadata.labels["kubevirt.io/migrationTargetNodeName"] == nil)
    #expect(cluster.instance()?.metadata.labels["kubevirt.io/nodeName"] == "node2")
  }

  @Test func `the target pod is told apart and is told when the guest is there`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    let target = try #require(cluster.target())
    let migration = try #require(cluster.migration())
    #expect(target.metadata.labels["kubevirt.io/migrationJobUID"] == migration.metadata.uid)
    #expect(target.metadata.controller?.kind == "VirtualMachineInstance")
    let ready = try #require(cluster.state()?.targetNodeDomainReadyTimestamp?.instant)
    #expect(
      target.metadata.annotations["kubevirt.io/migration-target-ready-timestamp"] == ready.goText)
  }

  @Test func `a second migration is refused while the first is on its way`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    let uid = try #require(cluster.migration()?.metadata.uid)
    let answer = cluster.migrate(as: "second")
    #expect(answer.code == 400)
    #expect(
      answer.message.hasSuffix(
        "in-flight migration detected. Active migration job (\(uid)) is currently already in "
          + "progress for VMI vm."))
    try cluster.run(until: "job", is: .succeeded)
    #expect(cluster.migrate(as: "second").code == 201)
    #expect(try cluster.run(until: "second", is: .succeeded))
    #expect(cluster.instance()?.status.nodeName == "node1", "there and back")
  }

  /// Specification §4.11.
  @Test func `a target pod that is deleted before the hand-over fails it and leaves the VMI alone`()
    throws
  {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .scheduling)
    let name = try #require(cluster.target()?.metadata.name)
    cluster.delete(.pod, name)
    #expect(try cluster.run(within: .minutes(2), until: "job", is: .failed))
    try cluster.run(for: .seconds(5))
    #expect(cluster.state() == nil)
    #expect(
      cluster.words(on: "VirtualMachineInstanceMigration").last
        == "FailedMigration: Migration target pod was removed during active migration.")
  }

  @Test func `a target pod that is down before the start is told on the VMI`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .preparingTarget)
    let name = try #require(cluster.target()?.metadata.name)
    try cluster.inject(.killPod(namespace: "demo", name: name))
    #expect(try cluster.run(within: .minutes(1), until: "job", is: .failed))
    try cluster.run(for: .seconds(5))
    let state = try #require(cluster.state())
    #expect(state.failed)
    #expect(state.completed)
    #expect(state.failureReason == "Target pod is down")
    #expect(state.startTimestamp != nil)
    #expect(state.endTimestamp != nil)
    #expect(
      cluster.words(on: "VirtualMachineInstance").contains(
        "FailedMigration: VirtualMachineInstance migration uid \(state.migrationUID) failed. "
          + "reason: Target pod is down"))
  }

  @Test func `two VMs with one name in two namespaces do not share migrations`() throws {
    var cluster = try Rehearsal { given in
      given.namespaces = [NamespaceLayout(name: "demo"), NamespaceLayout(name: "other")]
      var twin = VirtualMachineLayout(name: "vm")
      twin.namespace = "other"
      twin.node = "node1"
      given.virtualMachines.append(twin)
    }
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    let nodes = cluster.changes.compactMap { change -> String? in
      guard case .virtualMachineInstance(let found) = change.object,
        found.object.metadata.namespace == "other"
      else { return nil }
      return found.object.status.nodeName
    }
    #expect(nodes.allSatisfy { $0 == "node1" })
  }
}
