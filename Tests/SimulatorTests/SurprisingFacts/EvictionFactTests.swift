import GodwitModel
import Simulator
import Testing

/// Evictions and what comes of them (specification §4.6, §7.3, §7.4).
@Suite struct EvictionFactTests {
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
  private static let triggered = "Eviction triggered evacuation of VMI \"demo/vm\""

  @Test("Fact 33: an eviction of a migratable VM is denied with 429 until its pod has completed")
  func denied() throws {
    var cluster = try cluster()
    let source = try pod(cluster)
    var answers: [String] = []
    var codes: [Int] = []
    for _ in 1...200 {
      let answer = cluster.evict(source)
      codes.append(answer.code)
      if answer.isSuccess { break }
      answers.append(answer.message)
      try cluster.run(for: .milliseconds(100))
    }
    #expect(codes.dropLast().allSatisfy { $0 == 429 })
    #expect(codes.last == 201)
    #expect(answers.first == Self.prefix + Self.triggered)
    #expect(answers.contains(Self.prefix + "Evacuation in progress: " + Self.triggered))
    let ended = cluster.pods.first { $0.metadata.name == source }
    #expect(ended?.status.phase == .succeeded)
    #expect(cluster.instance()?.status.nodeName != "node1")
  }

  @Test("Fact 34: without an eviction strategy the guest is shut down and nothing migrates")
  func noStrategy() throws {
    var cluster = try cluster(strategy: nil)
    let uid = try #require(cluster.instance()?.metadata.uid)
    #expect(cluster.evict(try pod(cluster)).isSuccess)
    try cluster.run(for: .minutes(2))
    #expect(cluster.migrations.isEmpty)
    #expect(cluster.phases().isEmpty)
    #expect(cluster.instance()?.metadata.uid != uid, "its run strategy has started another")
    #expect(
      cluster.words(on: "VirtualMachineInstance").contains(
        "Stopped: The VirtualMachineInstance was shut down."))
  }

  @Test("Fact 35: with the strategy External the VM is marked and nothing migrates it")
  func external() throws {
    var cluster = try cluster(strategy: "External")
    let answer = cluster.evict(try pod(cluster))
    #expect(answer.code == 429)
    #expect(answer.message == Self.prefix + Self.triggered)
    try cluster.run(for: .minutes(30))
    #expect(cluster.instance()?.status.evacuationNodeName == "node1")
    #expect(cluster.instance()?.status.nodeName == "node1")
    #expect(cluster.migrations.isEmpty)
  }

  @Test("Fact 36: a failed evacuation comes again after 20, 40, 80 and 160 s")
  func backoff() throws {
    var cluster = try cluster {
      $0.virtualMachines[0].annotations["simulator.godwit.dev/fail"] = "copy failed"
    }
    _ = cluster.evict(try pod(cluster))
    try cluster.run(for: .seconds(360))
    let names = cluster.names(madeOf: .virtualMachineInstanceMigration)
    #expect(names.count == 6)
    for (position, backoff) in [20, 40, 80, 160].enumerated() where position + 1 < names.count {
      let failed = try #require(cluster.time(names[position], .failed))
      let made = try #require(cluster.time(names[position + 1], .pending))
      let tried = try #require(cluster.time(names[position + 1], .scheduling))
      #expect(made - failed < .seconds(4), "made at once")
      #expect((backoff - 1...backoff + 1).contains(Int((tried - failed).wholeSeconds)))
    }
  }

  @Test(
    "Fact 36: a cancelled evacuation comes again; evacuate-cancel ends that, not the running one")
  func evacuateCancel() throws {
    var cluster = try cluster { $0.virtualMachines[0].guest.copy = .endless }
    _ = cluster.evict(try pod(cluster))
    try cluster.run(for: .seconds(10))
    let first = try #require(cluster.migrations.first?.metadata.name)
    cluster.delete(.virtualMachineInstanceMigration, first)
    try cluster.run(for: .seconds(20))
    let second = try #require(cluster.migrations.first?.metadata.name)
    #expect(second != first)
    #expect(cluster.act("evacuate/cancel", ["evacuationNodeName": "node1"]).isSuccess)
    try cluster.run(for: .seconds(20))
    #expect(cluster.migration(second)?.status.phase == .running, "it does not stop this one")
    cluster.delete(.virtualMachineInstanceMigration, second)
    try cluster.run(for: .minutes(2))
    #expect(cluster.migrations.isEmpty)
    #expect(cluster.instance()?.status.nodeName == "node1")
  }

  @Test("Fact 37: a user's own migration does not wait after a failure")
  func noBackoff() throws {
    var cluster = try Rehearsal()
    for name in ["first", "second"] {
      cluster.migrate(as: name)
      try cluster.run(until: name, is: .running)
      try cluster.inject(.failCopy(namespace: "demo", migration: name, message: "broken"))
      try cluster.run(until: name, is: .failed)
      try cluster.run(for: .seconds(2))
    }
    let failed = try #require(cluster.time("first", .failed))
    let next = try #require(cluster.time("second", .scheduling))
    #expect(next - failed < .seconds(3))
    #expect(
      !cluster.events(on: "VirtualMachineInstance").contains { $0.reason == "MigrationBackoff" })
  }

  @Test("Fact 39: no PodDisruptionBudget is there, neither before nor while a VM migrates")
  func budgets() throws {
    var cluster = try cluster()
    _ = cluster.evict(try pod(cluster))
    try cluster.run(for: .minutes(1))
    #expect(cluster.instance()?.status.nodeName != "node1")
    #expect(!cluster.simulation.initialObjects.contains { $0.kind == .podDisruptionBudget })
    #expect(!cluster.changes.contains { $0.object.kind == .podDisruptionBudget })
    let list = cluster.send(
      APIRequest(.get, APIRequest.path(of: .podDisruptionBudget, namespace: "demo")))
    #expect(list.body?["items"]?.array == [])
  }
}
