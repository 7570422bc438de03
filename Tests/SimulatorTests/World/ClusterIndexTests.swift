import GodwitModel
import Testing

@testable import Simulator

@Suite struct ClusterIndexTests {
  private let now = Instant.simulationEpoch

  private func migration(
    _ name: String, _ phase: MigrationPhase, priority: String? = nil
  ) -> VirtualMachineInstanceMigration {
    var migration = VirtualMachineInstanceMigration()
    migration.metadata.name = name
    migration.metadata.namespace = "demo"
    migration.spec.vmiName = "vm-" + name
    migration.spec.priority = priority
    migration.status.phase = phase
    return migration
  }

  /// Specification §0.2 and §4.5.1.
  @Test func `which phases take a place`() {
    let phases: [MigrationPhase] = [
      .unset, .pending, .scheduling, .scheduled, .preparingTarget, .targetReady, .running,
      .succeeded, .failed,
    ]
    #expect(
      phases.filter(\.countsAsRunning).map(\.rawValue)
        == ["Scheduling", "Scheduled", "PreparingTarget", "TargetReady", "Running"])
    #expect(
      phases.filter(\.targetIsHandedOff).map(\.rawValue)
        == ["PreparingTarget", "TargetReady", "Running", "Succeeded", "Failed"])
    #expect(!MigrationPhase.waitingForSync.targetIsCreated)
    #expect(!MigrationPhase.pending.targetIsCreated)
  }

  @Test func `a pending migration takes a place once it has a pod`() throws {
    var world = World(nodes: [])
    let made = world.store.create(migration("a", .pending).erased, at: now)
    #expect(world.store.index.running.isEmpty)
    var pod = Pod("target", labels: ["kubevirt.io/migrationJobUID": made.uid])
    pod.metadata.uid = "pod"
    world.store.create(pod.erased, at: now)
    #expect(world.store.index.running.map(\.name) == ["a"])
    var ended = try #require(world.store.migrations["demo", "a"]?.object)
    ended.status.phase = .failed
    world.store.update(ended.erased, at: now)
    #expect(world.store.index.running.isEmpty)
    #expect(world.store.index.unfinishedMigration(uid: made.uid) == nil)
  }

  /// Specification §4.1: the highest priority first, then first in, first out.
  @Test func `pending migrations wait by urgency and then by age`() {
    var world = World(nodes: [])
    let all = [
      migration("plain-1", .pending),
      migration("maintenance", .pending, priority: "system-maintenance"),
      migration("critical", .pending, priority: "system-critical"),
      migration("plain-2", .pending), migration("user", .pending, priority: "user-triggered"),
      migration("running", .running, priority: "system-critical"),
    ]
    for migration in all { world.store.create(migration.erased, at: now) }
    #expect(
      world.store.index.pendingMigrations(limit: 10).map(\.name)
        == ["critical", "user", "maintenance", "plain-1", "plain-2"])
    #expect(world.store.index.pendingMigrations(limit: 2).map(\.name) == ["critical", "user"])
  }

  @Test func `usage follows pods to their nodes and ends with them`() throws {
    var world = World(nodes: [NodeLayout(name: "node1")])
    let placed = world.place(Pod("a", requests: ["cpu": "2"]))
    let pod = try #require(placed)
    #expect(world.store.index.room(ofNode: "node1").used.cpu == 2000)
    #expect(world.store.index.pods(onNode: "node1").map(\.name) == ["a"])
    var ended = pod
    ended.status.phase = .failed
    world.write(ended)
    #expect(world.store.index.room(ofNode: "node1").used.cpu == 0)
    world.store.remove(pod.key, at: now)
    #expect(world.store.index.room(ofNode: "node1").used.cpu == 0, "not taken away twice")
    #expect(world.store.index.pods(onNode: "node1").isEmpty)
  }

  @Test func `a VMI is found on the node that it moved to`() throws {
    var world = World(nodes: [])
    var instance = VirtualMachineInstance()
    instance.metadata.name = "a"
    instance.status.nodeName = "node1"
    world.store.create(instance.erased, at: now)
    instance = try #require(world.store.virtualMachineInstances["", "a"]?.object)
    instance.status.nodeName = "node2"
    world.store.update(instance.erased, at: now)
    #expect(world.store.index.instances(onNode: "node1").isEmpty)
    #expect(world.store.index.instances(onNode: "node2").map(\.name) == ["a"])
  }
}
