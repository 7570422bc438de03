import GodwitModel
import Simulator
import Testing

/// How many migrations run at once (specification §4.5.1).
@Suite struct LimitFactTests {
  private static func machine(_ name: String, on node: String, _ copy: Span) -> VirtualMachineLayout
  {
    var machine = VirtualMachineLayout(name: name)
    machine.node = node
    machine.guest.copy = .lasts(copy)
    return machine
  }

  private static func onto(_ node: String) -> JSONValue {
    ["kubernetes.io/hostname": .string(node)]
  }

  @Test("Fact 7: waiting for a place makes no event and no condition, the phase is Pending")
  func silence() throws {
    var cluster = try Rehearsal { given in
      given.virtualMachines = (0..<3).map {
        Self.machine("vm\($0)", on: "node1", .seconds(20))
      }
    }
    for number in 0..<3 { cluster.migrate("vm\(number)", as: "job\(number)") }
    try cluster.run(for: .seconds(10))
    let waiting = (0..<3).filter { cluster.migration("job\($0)")?.status.phase == .pending }
    #expect(waiting.count == 1)
    let name = "job\(waiting.first ?? 0)"
    #expect(cluster.events(on: "VirtualMachineInstanceMigration", name).isEmpty)
    #expect(cluster.events(on: "VirtualMachineInstance", "vm\(waiting.first ?? 0)").isEmpty)
    #expect(cluster.migration(name)?.status.conditions.isEmpty == true)
    #expect(cluster.target(of: name) == nil)
  }

  @Test("Fact 8: a migration counts against the node that the VM's former migration left")
  func staleSource() throws {
    var cluster = try Rehearsal(nodes: 3) { given in
      given.cluster.kubevirtConfiguration["migrations"] = ["parallelOutboundMigrationsPerNode": 1]
      given.cluster.timing.podStart = .seconds(30)
      given.virtualMachines = ["vm", "other"].map { Self.machine($0, on: "node1", .seconds(60)) }
    }
    cluster.migrate(as: "there", selector: Self.onto("node2"))
    try #require(try cluster.run(until: "there", is: .succeeded))
    cluster.migrate(as: "on", selector: Self.onto("node3"))
    try #require(try cluster.run(until: "on", is: .scheduling))
    #expect(cluster.instance()?.status.nodeName == "node2")
    #expect(cluster.state()?.sourceNode == "node1", "of the migration before")
    cluster.migrate("other")
    try cluster.run(for: .seconds(20))
    #expect(cluster.migration("on")?.status.phase == .scheduling)
    #expect(cluster.target() == nil, "nothing leaves node1, and yet it waits")
    try cluster.run(until: "on", is: .running)
    #expect(cluster.state()?.sourceNode == "node2")
    #expect(try cluster.run(within: .seconds(8), until: "job", is: .scheduling))
  }

  @Test("Fact 8: one that has arrived and is not final counts for both nodes")
  func bothNodes() throws {
    var cluster = try Rehearsal(nodes: 3) { given in
      given.cluster.kubevirtConfiguration["migrations"] = ["parallelOutboundMigrationsPerNode": 1]
      given.virtualMachines = [
        Self.machine("vm", on: "node1", .seconds(5)), Self.machine("a", on: "node1", .seconds(5)),
        Self.machine("b", on: "node2", .seconds(5)),
      ]
    }
    let waiting: JSONValue = ["type": "HotVCPUChange", "status": "True"]
    let patch: JSONValue = [["op": "add", "path": "/status/conditions/-", "value": waiting]]
    #expect(cluster.patchAsController(.virtualMachineInstance, "vm", patch, .json).isSuccess)
    cluster.migrate(selector: Self.onto("node2"))
    try #require(try cluster.runUntilState { $0.completed })
    #expect(cluster.instance()?.status.nodeName == "node2")
    cluster.migrate("a", as: "of-first", selector: Self.onto("node3"))
    cluster.migrate("b", as: "of-second", selector: Self.onto("node3"))
    try cluster.run(for: .seconds(20))
    #expect(cluster.migration()?.status.phase == .running)
    #expect(cluster.migration("of-first")?.status.phase == .pending)
    #expect(cluster.migration("of-second")?.status.phase == .pending)
    let conditions = try #require(cluster.instance()?.status.conditions)
    let position = try #require(conditions.firstIndex { $0.type == "HotVCPUChange" })
    let removal: JSONValue = [
      ["op": "remove", "path": .string("/status/conditions/\(position)")]
    ]
    #expect(cluster.patchAsController(.virtualMachineInstance, "vm", removal, .json).isSuccess)
    #expect(try cluster.run(within: .seconds(1), until: "job", is: .succeeded))
    #expect(try cluster.run(within: .seconds(20), until: "of-first", is: .succeeded))
    #expect(try cluster.run(within: .seconds(20), until: "of-second", is: .succeeded))
  }

  @Test("Fact 9: any number of migrations may reach one node at once")
  func inbound() throws {
    var cluster = try Rehearsal(nodes: 6) { given in
      given.cluster.kubevirtConfiguration["migrations"] = ["parallelOutboundMigrationsPerNode": 1]
      given.virtualMachines = (1...5).map {
        Self.machine("vm\($0)", on: "node\($0)", .seconds(30))
      }
    }
    for number in 1...5 {
      cluster.migrate("vm\(number)", as: "job\(number)", selector: Self.onto("node6"))
    }
    try cluster.run(for: .seconds(20))
    for number in 1...5 {
      #expect(cluster.migration("job\(number)")?.status.phase == .running)
      #expect(cluster.state("vm\(number)")?.targetNode == "node6")
    }
  }
}
