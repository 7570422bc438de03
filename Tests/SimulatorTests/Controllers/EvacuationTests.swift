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

  /// Specification §12, fact 34.
  @Test func `without a strategy the pod is evicted and the guest ends`() throws {
    var cluster = try cluster(strategy: nil)
    let uid = try #require(cluster.instance()?.metadata.uid)
    #expect(cluster.evict(try pod(cluster)).isSuccess)
    try cluster.run(for: .minutes(2))
    #expect(cluster.migrations.isEmpty)
    #expect(cluster.instance()?.metadata.uid != uid)
  }

  /// Specification §12, fact 35.
  @Test func `with the strategy External the VM is marked and nothing migrates it`() throws {
    var cluster = try cluster(strategy: "External")
    #expect(cluster.evict(try pod(cluster)).code == 429)
    try cluster.run(for: .minutes(5))
    #expect(cluster.instance()?.status.evacuationNodeName == "node1")
    #expect(cluster.migrations.isEmpty)
  }

  @Test func `the cluster's strategy holds for VMs that have none`() throws {
    var cluster = try cluster(strategy: nil) {
      $0.cluster.kubevirtConfiguration["evictionStrategy"] = "LiveMigrate"
    }
    #expect(cluster.evict(try pod(cluster)).code == 429)
    try cluster.run(for: .minutes(1))
    #expect(cluster.instance()?.status.nodeName != "node1")
  }

  /// Recording evacuation-fails-and-retries: 20 s after the first failure, then 40 s.
  @Test func `a failed evacuation is tried again after 20, 40 and 80 s`() throws {
    var cluster = try cluster {
      $0.virtualMachines[0].annotations["simulator.godwit.dev/fail"] = "copy failed"
    }
    _ = cluster.evict(try pod(cluster))
    try cluster.run(for: .seconds(200))
    let migrations = cluster.migrations
    #expect(migrations.count == 5)
    #expect(migrations.last?.status.phase == .pending, "the fifth waits for 160 s")
    for (position, backoff) in [20, 40, 80].enumerated() where position + 1 < migrations.count {
      let failed = try #require(cluster.time(migrations[position].metadata.name, .failed))
      let next = migrations[position + 1].metadata.name
      let tried = try #require(cluster.time(next, .scheduling))
      #expect((backoff - 1...backoff + 1).contains(Int((tried - failed).wholeSeconds)))
    }
    let waits = cluster.events(on: "VirtualMachineInstance").filter {
      $0.reason == "MigrationBackoff"
    }
    #expect(waits.map(\.message) == ["backoff migrating vmi demo/vm"])
    #expect((waits.first?.count ?? 0) >= 3)
  }

  /// Specification §12, fact 37.
  @Test func `a user's own migration does not wait`() throws {
    var cluster = try Rehearsal()
    for name in ["first", "second"] {
      cluster.migrate(as: name)
      try cluster.run(until: name, is: .running)
      try cluster.inject(.failCopy(namespace: "demo", migration: name, message: "x"))
      try cluster.run(until: name, is: .failed)
      try cluster.run(for: .seconds(2))
    }
    let failed = try #require(cluster.time("first", .failed))
    let next = try #require(cluster.time("second", .scheduling))
    #expect(next - failed < .seconds(5))
  }

  /// Specification §12, fact 36.
  @Test func `an evacuation that is cancelled comes again until evacuate-cancel`() throws {
    var cluster = try cluster { $0.virtualMachines[0].guest.copy = .endless }
    _ = cluster.evict(try pod(cluster))
    try cluster.run(for: .seconds(10))
    let first = try #require(cluster.migrations.first?.metadata.name)
    cluster.delete(.virtualMachineInstanceMigration, first)
    try cluster.run(for: .seconds(20))
    let second = try #require(cluster.migrations.first?.metadata.name)
    #expect(second != first)
    #expect(cluster.act("evacuate/cancel", on: "vm", ["evacuationNodeName": "node1"]).isSuccess)
    try cluster.run(for: .seconds(2))
    #expect(cluster.migration(second)?.status.phase == .running, "it does not stop this one")
    cluster.delete(.virtualMachineInstanceMigration, second)
    try cluster.run(for: .minutes(2))
    #expect(cluster.migrations.isEmpty)
    #expect(cluster.instance()?.status.nodeName == "node1")
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
