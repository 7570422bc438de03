import GodwitModel
import Simulator
import Testing

/// Evictions and what comes of them (specification §4.6, §7.3, §7.4).
@Suite struct EvacuationTests {
  private func cluster(
    strategy: String? = "LiveMigrate", _ configure: (inout Given) -> Void = { _ in }
  ) throws -> Rehearsal {
    try Rehearsal(nodes: 3) { given in
      given.virtualMachines[0].evictionStrategy = strategy
      given.virtualMachines[0].guest.copy = .lasts(.seconds(5))
      configure(&given)
    }
  }

  private func pod(_ cluster: Rehearsal) throws -> String {
    try #require(cluster.pods(of: "vm").first?.metadata.name)
  }

  private static let prefix =
    "admission webhook \"virt-launcher-eviction-interceptor.kubevirt.io\" denied the request: "

  @Test func `an eviction is denied and the VM moves`() throws {
    var cluster = try cluster()
    let source = try pod(cluster)
    let answer = cluster.evict(source)
    #expect(answer.code == 429)
    #expect(
      answer.message == Self.prefix + "Eviction triggered evacuation of VMI \"demo/vm\"")
    try cluster.run(for: .seconds(3))
    let migration = try #require(cluster.migrations.first)
    #expect(migration.metadata.name.hasPrefix("kubevirt-evacuation-"))
    #expect(migration.metadata.annotations["kubevirt.io/evacuationMigration"] == "node1")
    #expect(migration.spec.priority == "system-critical")
    #expect(cluster.instance()?.status.conditions["EvictionRequested"]?.status == "True")
    #expect(
      cluster.evict(source).message
        == Self.prefix
        + "Evacuation in progress: Eviction triggered evacuation of VMI \"demo/vm\"")
    let created = cluster.events(on: "VirtualMachineInstance").first
    #expect(created?.message == "Created Migration \(migration.metadata.name)")
    #expect(created?.source.component == "evacuation-controller")
    try cluster.run(for: .minutes(1))
    #expect(cluster.instance()?.status.nodeName != "node1")
    #expect(cluster.instance()?.status.evacuationNodeName == "")
    #expect(cluster.instance()?.status.conditions["EvictionRequested"] == nil)
    #expect(cluster.migrations.count == 1, "and it moves once")
    #expect(cluster.evict(source).isSuccess, "the pod that has ended may go")
  }

  @Test func `a target pod is not evicted`() throws {
    var cluster = try cluster()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    let target = try #require(cluster.target()?.metadata.name)
    #expect(cluster.evict(target).message == Self.prefix + "Eviction request for target Pod")
  }

  @Test func `the cluster's strategy holds for VMs that have none`() throws {
    var cluster = try cluster(strategy: nil) {
      $0.cluster.kubevirtConfiguration["evictionStrategy"] = "LiveMigrate"
    }
    #expect(cluster.evict(try pod(cluster)).code == 429)
    try cluster.run(for: .minutes(1))
    #expect(cluster.instance()?.status.nodeName != "node1")
  }

  /// Recording drain-taint.
  @Test("MIG-362: the source pod alone is marked, and only while the VM has to leave")
  func markOfAnEviction() throws {
    let mark = "descheduler.alpha.kubernetes.io/eviction-in-progress"
    var cluster = try cluster { $0.virtualMachines[0].guest.copy = .lasts(.minutes(1)) }
    let source = try pod(cluster)
    _ = cluster.evict(source)
    try cluster.run(for: .seconds(10))
    let job = try #require(cluster.migrations.first?.metadata.name)
    #expect(cluster.target(of: job)?.status.phase == .running)
    func marked() -> [String] {
      cluster.pods(of: "vm").filter { $0.metadata.annotations[mark] == "true" }.map(\.metadata.name)
    }
    #expect(marked() == [source])
    cluster.act("evacuate/cancel", on: "vm", ["evacuationNodeName": "node1"])
    try cluster.run(for: .seconds(5))
    #expect(cluster.instance()?.status.evacuationNodeName == "")
    #expect(marked() == [])
  }

  @Test func `the taint of a drain moves every VM of the node`() throws {
    var cluster = try cluster { given in
      for number in 1...3 {
        var machine = given.virtualMachines[0]
        machine.name = "vm\(number)"
        given.virtualMachines.append(machine)
      }
      given.virtualMachines[3].evictionStrategy = nil
    }
    cluster.patch(
      .node, "node1",
      ["spec": ["taints": [["key": "kubevirt.io/drain", "effect": "NoSchedule"]]]])
    try cluster.run(for: .minutes(3))
    for name in ["vm", "vm1", "vm2"] {
      #expect(cluster.instance(name)?.status.nodeName != "node1", "\(name)")
    }
    #expect(cluster.instance("vm3")?.status.nodeName == "node1", "it has no strategy")
    #expect(cluster.migrations.count == 3)
  }
}
