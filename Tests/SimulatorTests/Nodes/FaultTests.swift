import GodwitModel
import Simulator
import Testing

/// What befalls nodes, pods and copies (specification §4.11).
@Suite struct FaultTests {
  private func running(nodes: Int = 2) throws -> Rehearsal {
    var cluster = try Rehearsal(nodes: nodes)
    cluster.migrate()
    try #require(try cluster.run(until: "job", is: .running))
    try cluster.run(for: .seconds(1))
    return cluster
  }

  @Test(arguments: [
    Fault.killNode("node9"), .healNode("node9"), .killVirtHandler(node: "node9"),
    .healVirtHandler(node: "node9"), .killPod(namespace: "demo", name: "none"),
    .failCopy(namespace: "demo", migration: "none", message: ""),
    .stallCopy(namespace: "demo", migration: "none"),
  ])
  func `a fault of something that is not there is refused`(fault: Fault) throws {
    var cluster = try Rehearsal()
    #expect(throws: SimulationError.self) { try cluster.inject(fault) }
    try cluster.run(for: .minutes(10))
    #expect(cluster.changes.isEmpty)
  }

  @Test func `what copies nothing cannot be stalled`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .scheduling)
    #expect(
      throws: SimulationError.notModelled(
        "the migration job copies nothing now; wait until its phase is Running")
    ) { try cluster.inject(.stallCopy(namespace: "demo", migration: "job")) }
  }

  /// Recording target-node-dies.
  @Test func `when the target's node dies the copy stands still until it is given up`() throws {
    var cluster = try running()
    let killed = cluster.simulation.now
    try cluster.inject(.killNode("node2"))
    #expect(try cluster.run(until: "job", is: .failed))
    let waited = try #require(cluster.time("job", .failed)) - killed
    #expect((151...153).contains(waited.wholeSeconds))
    #expect(cluster.state()?.failureReason == "Live migration has been aborted")
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.status.nodeName == "node1")
  }

  @Test func `a node that is silent is marked after 50 s and loses its pods after 300 more`() throws
  {
    var cluster = try Rehearsal()
    let killed = cluster.simulation.now
    try cluster.inject(.killNode("node1"))
    try cluster.run(for: .minutes(10))
    let marked = cluster.time { change in
      guard case .node(let node) = change.object else { return false }
      return !node.object.spec.taints.isEmpty
    }
    #expect(try #require(marked) - killed == .seconds(50))
    guard case .node(let node) = cluster.object(.node, "node1") else { return }
    #expect(
      node.object.spec.taints.map(\.key)
        == Array(repeating: "node.kubernetes.io/unreachable", count: 2))
    #expect(node.object.spec.taints.map(\.effect) == ["NoSchedule", "NoExecute"])
    let deleted = cluster.time { change in
      guard case .pod(let pod) = change.object else { return false }
      return pod.object.metadata.isBeingDeleted
    }
    #expect(try #require(deleted) - killed == .seconds(350))
    #expect(cluster.pods(of: "vm").count == 1, "nobody is there to end it")
  }

  @Test func `a node that comes back in time is as before`() throws {
    var cluster = try Rehearsal()
    try cluster.inject(.killNode("node1"))
    try cluster.run(for: .seconds(100))
    try cluster.inject(.healNode("node1"))
    try cluster.run(for: .minutes(10))
    guard case .node(let node) = cluster.object(.node, "node1") else { return }
    #expect(node.object.spec.taints.isEmpty)
    #expect(cluster.instance()?.status.conditions["Ready"]?.status == "True")
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
  }

  @Test(arguments: ["node1", "node2"])
  func `a copy does not outlive a virt-handler of its sides`(node: String) throws {
    var cluster = try running()
    try cluster.inject(.killVirtHandler(node: node))
    try cluster.run(for: .seconds(1))
    try cluster.inject(.healVirtHandler(node: node))
    #expect(try cluster.run(until: "job", is: .failed))
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.status.nodeName == "node1")
    cluster.migrate(as: "again")
    #expect(try cluster.run(until: "again", is: .succeeded), "and the VM can migrate again")
  }

  @Test func `a target pod that is killed while memory is copied fails the migration`() throws {
    var cluster = try running()
    let target = try #require(cluster.target()?.metadata.name)
    try cluster.inject(.killPod(namespace: "demo", name: target))
    #expect(try cluster.run(until: "job", is: .failed))
    try cluster.run(for: .seconds(5))
    let state = try #require(cluster.state())
    #expect(state.failed)
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.target()?.status.phase == .failed)
  }

  @Test func `a guest whose pod is killed has failed and its migration with it`() throws {
    var cluster = try running()
    let source = try #require(cluster.state()?.sourcePod)
    try cluster.inject(.killPod(namespace: "demo", name: source))
    try cluster.run(for: .seconds(5))
    #expect(cluster.phases().last == "Failed")
    #expect(
      cluster.words(on: "VirtualMachineInstanceMigration").contains(
        "FailedMigration: Migration failed vmi shutdown during migration."))
  }

  private func brokenPostCopy() throws -> Rehearsal {
    var cluster = try Rehearsal { given in
      given.cluster.kubevirtConfiguration["migrations"] = [
        "allowPostCopy": true, "completionTimeoutPerGiB": 5,
      ]
      given.virtualMachines[0].guest.copy = .endless
      given.virtualMachines[0].memory = "16Gi"
      given.virtualMachines[0].runStrategy = "RerunOnFailure"
    }
    cluster.migrate()
    try cluster.run { change in
      guard case .virtualMachineInstance(let found) = change.object else { return false }
      return found.object.status.migrationState?.mode == "PostCopy"
    }
    return cluster
  }

  /// KubeVirt pkg/virt-handler/vm_test.go:3462.
  @Test func `a guest whose post-copy breaks is destroyed and its VM starts again`() throws {
    var cluster = try brokenPostCopy()
    let uid = try #require(cluster.instance()?.metadata.uid)
    let target = try #require(cluster.target()?.metadata.name)
    try cluster.inject(.killPod(namespace: "demo", name: target))
    try cluster.run(until: "job", is: .failed)
    try cluster.run(for: .seconds(1))
    let words = cluster.words(on: "VirtualMachineInstance")
    for text in [
      "Deleted: VirtualMachineInstance stopping",
      "SyncFailed: VMI is irrecoverable due to failed post-copy migration",
      "Stopped: The VirtualMachineInstance crashed.",
    ] { #expect(words.contains(text)) }
    try cluster.run(for: .minutes(1))
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.metadata.uid != uid)
  }

  @Test func `a failure that is told more than 60 s late ends the guest`() throws {
    for late in [55, 65] as [Int64] {
      var cluster = try Rehearsal { $0.virtualMachines[0].runStrategy = "Once" }
      cluster.migrate()
      try cluster.run(until: "job", is: .running)
      try cluster.inject(.killVirtHandler(node: "node1"))
      try cluster.run(for: .seconds(late))
      try cluster.inject(.healVirtHandler(node: "node1"))
      try cluster.run(for: .seconds(2))
      let state = try #require(cluster.state())
      #expect(state.failed)
      let end = try #require(state.endTimestamp?.instant)
      #expect((cluster.simulation.now - end).wholeSeconds >= late, "it ended when it broke")
      let isLost = cluster.words(on: "VirtualMachineInstance").contains(
        "Migrated: The VirtualMachineInstance's domain was never observed on the target after the "
          + "migration completed within the timeout period.")
      #expect(isLost == (late > 60))
      #expect(cluster.instance()?.status.phase == (late > 60 ? .failed : .running))
    }
  }
}
