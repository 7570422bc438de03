import GodwitModel
import Simulator
import Testing

/// CPUs of guests and of nodes (specification §6).
@Suite struct CPUModelFactTests {
  private static let migrationModel = "cpu-model-migration.node.kubevirt.io/"

  /// Nodes with these host models; each can run `Penryn` as well.
  private func cluster(
    _ hosts: [String], model: String? = nil, _ configure: (inout Given) -> Void = { _ in }
  ) throws -> Rehearsal {
    try Rehearsal(nodes: hosts.count) { given in
      for (position, host) in hosts.enumerated() {
        given.cluster.nodes[position].hostModel = host
        given.cluster.nodes[position].cpuModels = ["Penryn"]
        given.cluster.nodes[position].requiredFeatures = ["vmx"]
      }
      given.virtualMachines[0].cpuModel = model
      configure(&given)
    }
  }

  @Test("Fact 26: host-model keeps the CPU of the node where it booted, and may always go back")
  func bootNode() throws {
    var cluster = try cluster(["Skylake-Client", "Skylake-Client"])
    cluster.migrate(as: "there")
    try cluster.run(until: "there", is: .succeeded)
    // The node where it is now asks for more; that does not matter.
    cluster.patch(
      .node, "node2",
      ["metadata": ["labels": ["host-model-required-features.node.kubevirt.io/avx": "true"]]])
    cluster.migrate(as: "back")
    #expect(try cluster.run(until: "back", is: .succeeded))
    let first = try #require(cluster.target(of: "there")?.spec.nodeSelector)
    let second = try #require(cluster.target(of: "back")?.spec.nodeSelector)
    #expect(second["cpu-feature.node.kubevirt.io/avx"] == nil)
    #expect(second[Self.migrationModel + "Skylake-Client"] == "true")
    #expect(first == second)
    #expect(cluster.instance()?.status.nodeName == "node1")
  }

  @Test("Fact 26: an explicit required feature takes the constraint of host-model off")
  func explicitFeature() throws {
    var cluster = try cluster(["Skylake-Client", "Haswell"]) { given in
      for position in 0...1 { given.cluster.nodes[position].cpuFeatures = ["aes"] }
      var feature = DomainCPUFeature()
      feature.name = "aes"
      given.virtualMachines[0].cpuFeatures = [feature]
    }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    let keys = cluster.target()?.spec.nodeSelector.entries.map(\.key) ?? []
    #expect(!keys.contains { $0.hasPrefix(Self.migrationModel) })
    #expect(keys.contains("cpu-feature.node.kubevirt.io/aes"))
  }

  @Test("Fact 27: a node that only knows the model takes the guest, it need not be able to run it")
  func knownModels() throws {
    func target(known: [String]) throws -> Rehearsal {
      var cluster = try cluster(["Skylake-Client", "Haswell"]) {
        $0.cluster.nodes[1].knownModels = known
      }
      cluster.migrate()
      try cluster.run(for: .minutes(1))
      return cluster
    }
    let knows = try target(known: ["Haswell", "Skylake-Client"])
    guard case .node(let node) = knows.object(.node, "node2") else { return }
    #expect(node.object.metadata.labels["cpu-model.node.kubevirt.io/Skylake-Client"] == nil)
    #expect(node.object.metadata.labels[Self.migrationModel + "Skylake-Client"] == "true")
    #expect(knows.migration()?.status.phase == .succeeded)
    let knowsNot = try target(known: ["Haswell"])
    #expect(knowsNot.migration()?.status.phase == .scheduling)
  }

  @Test(
    "Fact 28: host-passthrough and named models are always LiveMigratable, failures come later",
    arguments: ["host-passthrough", "OnlyHere"])
  func alwaysMigratable(model: String) throws {
    var cluster = try cluster(["Skylake-Client", "EPYC"], model: model) {
      $0.cluster.nodes[0].cpuModels = ["OnlyHere"]
    }
    let condition = try #require(cluster.instance()?.status.conditions["LiveMigratable"])
    #expect(condition.status == "True" && condition.reason.isEmpty)
    #expect(cluster.migrate().code == 201)
    #expect(try cluster.run(until: "job", is: .failed))
    let target = try #require(cluster.target()?.metadata.name)
    #expect(
      cluster.words(on: "VirtualMachineInstanceMigration").contains(
        "SuccessfulDelete: unschedulable pod demo/\(target) timeout period exceeded"))
  }

  @Test("Fact 29: the reason CPUModeLiveMigratable means that it cannot migrate")
  func positiveReason() throws {
    var cluster = try Rehearsal { given in
      // Nodes of arm64 have no host model.
      for position in 0...1 { given.cluster.nodes[position].architecture = "arm64" }
      given.virtualMachines[0].cpuModel = "host-model"
      given.virtualMachines[0].spec = ["architecture": "arm64"]
    }
    let condition = try #require(cluster.instance()?.status.conditions["LiveMigratable"])
    #expect(condition.status == "False")
    #expect(condition.reason == "CPUModeLiveMigratable")
    #expect(condition.message == "the node \"node1\" does not allow migration with host-model")
    let answer = cluster.migrate()
    #expect(answer.code == 400)
    #expect(
      answer.message.hasSuffix(
        "denied the request: Cannot migrate VMI, Reason: CPUModeLiveMigratable, Message: the node "
          + "\"node1\" does not allow migration with host-model"))
  }

  @Test("Fact 30: LiveMigratable and Paused do not change while a guest is copied")
  func frozen() throws {
    var cluster = try cluster(["Skylake-Client", "Skylake-Client"])
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    for name in ["node1", "node2"] {
      cluster.patch(
        .node, name,
        ["metadata": ["labels": ["host-model-cpu.node.kubevirt.io/Skylake-Client": .null]]])
    }
    let pause = cluster.send(
      APIRequest(
        .put,
        "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachineinstances/vm/pause",
        body: [:]))
    #expect(pause.isSuccess)
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(5))
    for (_, instance) in cluster.instanceVersions() {
      guard instance.status.nodeName == "node1" else { continue }
      #expect(instance.status.conditions["LiveMigratable"]?.status == "True")
      #expect(instance.status.conditions["Paused"] == nil)
    }
    let conditions = try #require(cluster.instance()?.status.conditions)
    #expect(conditions["LiveMigratable"]?.message.contains("node2") == true, "and then it is told")
    #expect(conditions["Paused"]?.reason == "PausedByUser")
  }
}
