import GodwitModel
import Testing

@testable import Simulator

/// client-go's folding of events (tools/record/events_cache.go), as the specification tells it in
/// §8.
@Suite struct EventRecorderTests {
  private var metadata: ObjectMeta {
    var metadata = ObjectMeta()
    metadata.name = "vm"
    metadata.namespace = "demo"
    metadata.uid = "1234"
    metadata.resourceVersion = "77"
    return metadata
  }

  private func report(
    _ world: inout World, _ reason: String, _ message: String, host: String = ""
  ) {
    world.report(
      .warning, reason, message, on: .virtualMachineInstance, metadata,
      from: host.isEmpty ? World.Component.controller : World.Component.handler, host: host)
  }

  @Test func `an event says who reports what about which object`() throws {
    var world = World(nodes: [])
    report(&world, "Migrated", "text", host: "node1")
    let event = try #require(world.reported.first)
    #expect(event.metadata.namespace == "demo")
    #expect(event.metadata.name.hasPrefix("vm."))
    #expect(event.type == "Warning")
    #expect(event.reason == "Migrated")
    #expect(event.message == "text")
    #expect(event.count == 1)
    #expect(event.source.component == "virt-handler")
    #expect(event.source.host == "node1")
    #expect(event.involvedObject.apiVersion == "kubevirt.io/v1")
    #expect(event.involvedObject.kind == "VirtualMachineInstance")
    #expect(event.involvedObject.uid == "1234")
    #expect(event.involvedObject.resourceVersion == "77")
    #expect(event.firstTimestamp == Timestamp(world.now))
  }

  @Test func `an event about a node is in the namespace default`() {
    var world = World(nodes: [])
    var node = ObjectMeta()
    node.name = "node1"
    world.report(.normal, "NodeUnresponsive", "text", on: .node, node, from: "node-controller")
    #expect(world.reported.map(\.metadata.namespace) == ["default"])
  }

  @Test func `the same again is counted`() throws {
    var world = World(nodes: [])
    report(&world, "MigrationBackoff", "text")
    world.now = world.now + .seconds(5)
    report(&world, "MigrationBackoff", "text")
    let event = try #require(world.reported.first)
    #expect(world.reported.count == 1)
    #expect(event.count == 2)
    #expect(event.firstTimestamp == Timestamp(.simulationEpoch))
    #expect(event.lastTimestamp == Timestamp(.simulationEpoch + .seconds(5)))
  }

  @Test func `another source or reason or message is another event`() {
    var world = World(nodes: [])
    report(&world, "Migrated", "text", host: "node1")
    report(&world, "Migrated", "text", host: "node2")
    report(&world, "Migrated", "text")
    report(&world, "Migrating", "text")
    report(&world, "Migrating", "other")
    #expect(world.reported.map(\.count) == [1, 1, 1, 1, 1])
    #expect(Set(world.reported.map(\.metadata.name)).count == 5)
  }

  @Test func `from the tenth different message on they are combined`() {
    var world = World(nodes: [])
    for number in 1...12 { report(&world, "FailedCreate", "message \(number)") }
    #expect(world.reported.count == 10)
    #expect(world.reported.prefix(9).map(\.message) == (1...9).map { "message \($0)" })
    #expect(world.reported.last?.message == "(combined from similar events): message 12")
    #expect(world.reported.last?.count == 3)
  }

  @Test func `after ten quiet minutes messages stand alone again`() {
    var world = World(nodes: [])
    for number in 1...9 { report(&world, "FailedCreate", "message \(number)") }
    world.now = world.now + .seconds(601)
    report(&world, "FailedCreate", "message 10")
    #expect(world.reported.last?.message == "message 10")
  }

  @Test func `an object's events from one source pass 25 at once and then one in 300 s`() {
    var world = World(nodes: [])
    for number in 1...30 { report(&world, "Reason\(number)", "text") }
    #expect(world.reported.count == 25)
    report(&world, "Reason1", "text", host: "node1")
    #expect(world.reported.count == 26, "another source has its own limit")
    world.now = world.now + .seconds(299)
    report(&world, "Late", "text")
    #expect(world.reported.count == 26)
    world.now = world.now + .seconds(1)
    report(&world, "Late", "text")
    #expect(world.reported.count == 27)
  }
}
