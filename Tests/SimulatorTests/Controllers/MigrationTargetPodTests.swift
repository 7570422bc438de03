import GodwitModel
import Simulator
import Testing

/// The target pod: what it asks for, the gate before it, its time-outs (specification §4.5, §4.7).
@Suite struct MigrationTargetPodTests {
  private static let nowhere: JSONValue = ["zone": "nowhere"]

  private func events(_ cluster: Rehearsal, _ reason: String) -> [Event] {
    cluster.events(on: "VirtualMachineInstanceMigration").filter { $0.reason == reason }
  }

  /// How long the target pod of a migration that finds no node is kept.
  private func patience(_ annotations: JSONValue = [:]) throws -> Span {
    var cluster = try Rehearsal()
    cluster.migrate(annotations: annotations, selector: Self.nowhere)
    #expect(try cluster.run(until: "job", is: .failed))
    try cluster.run(for: .seconds(5))
    let target = try #require(cluster.target())
    let created = try #require(
      cluster.time { $0.type == .added && $0.object.uid == target.metadata.uid })
    let gone = try #require(
      cluster.time { $0.type == .deleted && $0.object.uid == target.metadata.uid })
    #expect(
      cluster.words(on: "VirtualMachineInstanceMigration") == [
        "SuccessfulCreate: Created migration target pod \(target.metadata.name)",
        "migrationTargetPodUnschedulable: Migration target pod for VMI [demo/vm] is currently "
          + "unschedulable.",
        "SuccessfulDelete: unschedulable pod demo/\(target.metadata.name) timeout period exceeded",
        "FailedMigration: Migration target pod was removed during active migration.",
      ])
    #expect(cluster.state() == nil)
    return gone - created
  }

  @Test func `a pod without a node is given up after 300 s`() throws {
    #expect(try patience().wholeSeconds == 300)
  }

  /// Recording added-selector-unschedulable-timeout.
  @Test func `an annotation makes it 8 s`() throws {
    let key = "kubevirt.io/migrationUnschedulablePodTimeoutSeconds"
    let time = try patience([key: "8"])
    #expect(time >= .milliseconds(7_990) && time <= .seconds(9), "\(time)")
    #expect(try patience([key: "soon"]).wholeSeconds == 300, "unreadable")
  }

  @Test func `a pod that does not start is given up after 900 s`() throws {
    var cluster = try Rehearsal { $0.cluster.timing.podStart = .seconds(1000) }
    cluster.migrate()
    let start = cluster.simulation.now
    #expect(try cluster.run(until: "job", is: .failed))
    let failed = try #require(cluster.time("job", .failed))
    #expect((900...901).contains((failed - start).wholeSeconds))
    #expect(
      events(cluster, "SuccessfulDelete").first?.message.hasPrefix("pending pod demo/") == true)
  }

  @Test("MIG-247: a pod of a migration that is Scheduled is not given up")
  func pendingPodOfAScheduledMigration() throws {
    var cluster = try Rehearsal()
    cluster.migrate(
      annotations: ["kubevirt.io/func-test-migration-target-image-override": "quay.io/none"])
    try cluster.run(until: "job", is: .scheduling)
    let answer = cluster.send(
      APIRequest(
        .patch,
        APIRequest.path(
          of: .virtualMachineInstanceMigration, namespace: "demo", name: "job",
          subresource: "status"),
        patchType: .merge, body: ["status": ["phase": "Scheduled"]]))
    #expect(answer.code == 200)
    try cluster.run(for: .minutes(20))
    #expect(cluster.migration()?.status.phase == .scheduled)
    #expect(cluster.target()?.status.phase == .pending)
    #expect(cluster.target()?.metadata.isBeingDeleted == false)
  }

  @Test func `a node that comes in time is taken`() throws {
    var cluster = try Rehearsal()
    cluster.migrate(selector: Self.nowhere)
    try cluster.run(for: .seconds(100))
    cluster.patch(.node, "node2", ["metadata": ["labels": ["zone": "nowhere"]]])
    #expect(try cluster.run(within: .seconds(60), until: "job", is: .succeeded))
    #expect(cluster.instance()?.status.nodeName == "node2")
  }

  // MARK: CPU (specification §6.3)

  /// Nodes with Skylake, Haswell, Skylake; the second has a feature less.
  private func mixed(_ model: String? = nil) throws -> Rehearsal {
    try Rehearsal(nodes: 3) { given in
      for (position, host) in ["Skylake-Client", "Haswell", "Skylake-Client"].enumerated() {
        given.cluster.nodes[position].hostModel = host
        given.cluster.nodes[position].cpuModels = ["Penryn"]
        given.cluster.nodes[position].requiredFeatures = position == 1 ? ["vmx"] : ["vmx", "pcid"]
      }
      given.virtualMachines[0].cpuModel = model
    }
  }

  @Test func `host-model asks for the model and the features of the node where it booted`() throws {
    var cluster = try mixed()
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    #expect(cluster.instance()?.status.nodeName == "node3")
    let selector = try #require(cluster.target()?.spec.nodeSelector)
    #expect(selector["cpu-model-migration.node.kubevirt.io/Skylake-Client"] == "true")
    #expect(selector["cpu-feature.node.kubevirt.io/pcid"] == "true")
    #expect(selector["cpu-feature.node.kubevirt.io/vmx"] == "true")
    #expect(selector["cpu-vendor.node.kubevirt.io/Intel"] == "true")
  }

  @Test func `a named model asks for itself and host-passthrough for nothing`() throws {
    var named = try mixed("Penryn")
    named.migrate()
    try named.run(until: "job", is: .succeeded)
    #expect(named.target()?.spec.nodeSelector["cpu-model.node.kubevirt.io/Penryn"] == "true")
    var passthrough = try mixed("host-passthrough")
    passthrough.migrate()
    try passthrough.run(until: "job", is: .succeeded)
    let keys = passthrough.target()?.spec.nodeSelector.entries.map(\.key) ?? []
    #expect(keys.filter { $0.hasPrefix("cpu-") } == ["cpu-vendor.node.kubevirt.io/Intel"])
  }

  /// Recording host-model-missing-feature; specification §6.4.
  @Test func `the VMI is told when no node has its host's CPU`() throws {
    var cluster = try Rehearsal { $0.cluster.nodes[1].hostModel = "EPYC" }
    cluster.migrate()
    try cluster.run(for: .seconds(10))
    let event = cluster.events(on: "VirtualMachineInstance").first
    #expect(event?.reason == "NoSuitableNodesForHostModelMigration")
    #expect(event?.type == "Warning")
    #expect(
      event?.message
        == "Migration cannot proceed since no node is suitable to run the required CPU model / "
        + "required features: map[cpu-feature.node.kubevirt.io/vmx:true "
        + "cpu-model-migration.node.kubevirt.io/Skylake-Client-IBRS:true]")
    #expect(cluster.migration()?.status.phase == .scheduling)
  }
}
