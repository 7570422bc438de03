import GodwitModel
import Testing

@testable import Simulator

/// How pods are deleted (k8s.io/kubernetes pkg/registry/core/pod/strategy.go).
@Suite struct PodDeletionTests {
  private func worldWithPod(node: String = "node1", phase: PodPhase = .running) -> World {
    var world = World(nodes: [NodeLayout(name: "node1")])
    var pod = Pod("a")
    pod.metadata.generation = 1
    pod.spec.nodeName = node
    pod.spec.terminationGracePeriodSeconds = 45
    pod.status.phase = phase
    world.store.create(pod.erased, at: world.now)
    _ = world.store.takeLog()
    return world
  }

  private func pod(_ world: World) -> Pod? { world.store.pods["demo", "a"]?.object }

  @Test func `a running pod keeps its grace period`() throws {
    var world = worldWithPod()
    world.delete(try #require(pod(world)))
    let deleted = try #require(pod(world)?.metadata)
    #expect(deleted.deletionGracePeriodSeconds == 45)
    #expect(deleted.deletionTimestamp?.instant == world.now + .seconds(45))
    #expect(deleted.generation == 2)
  }

  @Test(arguments: [("", PodPhase.pending), ("node1", .succeeded), ("node1", .failed)])
  func `a pod without a node or that has ended goes at once, in two steps`(
    node: String, phase: PodPhase
  ) throws {
    var world = worldWithPod(node: node, phase: phase)
    world.delete(try #require(pod(world)))
    #expect(pod(world) == nil)
    #expect(world.store.log.map(\.type) == [.modified, .deleted])
    #expect(world.store.log.first?.object.metadata.deletionGracePeriodSeconds == 0)
  }

  @Test func `a second deletion shortens the grace period and never lengthens it`() throws {
    var world = worldWithPod()
    world.delete(try #require(pod(world)), grace: 10)
    world.delete(try #require(pod(world)))
    #expect(pod(world)?.metadata.deletionGracePeriodSeconds == 10)
    world.delete(try #require(pod(world)), grace: 5)
    #expect(pod(world)?.metadata.deletionGracePeriodSeconds == 5)
    world.delete(try #require(pod(world)), grace: 0)
    #expect(pod(world) == nil)
  }
}
