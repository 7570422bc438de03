import GodwitModel
import Testing

@testable import Simulator

@Suite struct SchedulingChoicesTests {
  private static func node(_ name: String, memory: String = "64Gi") -> NodeLayout {
    var layout = NodeLayout(name: name)
    layout.capacity = ["cpu": "16", "memory": memory]
    return layout
  }

  /// A pod of the VM `vm`.
  private static func pod(_ name: String) -> Pod {
    var owner = OwnerReference()
    owner.name = "vm"
    owner.controller = true
    var pod = Pod(name, requests: ["memory": "1Gi"])
    pod.metadata.ownerReferences = [owner]
    return pod
  }

  @Test func `of equal nodes the chosen one is taken, whatever the seed`() {
    for seed in 1...20 as ClosedRange<UInt64> {
      var world = World(seed: seed, nodes: (1...4).map { Self.node("node\($0)") })
      world.choices.append("node3", forPodOf: ObjectName("demo", "vm"))
      world.choices.append("node2", forPodOf: ObjectName("demo", "vm"))
      #expect(world.place(Self.pod("a"))?.spec.nodeName == "node3")
      #expect(world.place(Self.pod("b"))?.spec.nodeName == "node2")
    }
  }

  @Test func `a node that is not among the best is not taken`() {
    var world = World(nodes: [Self.node("node1"), Self.node("node2", memory: "2Gi")])
    world.choices.append("node2", forPodOf: ObjectName("demo", "vm"))
    #expect(world.place(Self.pod("a"))?.spec.nodeName == "node1")
  }

  @Test func `the choices of one VM say nothing of another`() {
    var choices = SchedulingChoices()
    choices.append("node1", forPodOf: ObjectName("demo", "other"))
    #expect(choices.takeNext(forPodOf: ObjectName("demo", "vm")) == nil)
    #expect(choices.takeNext(forPodOf: ObjectName("demo", "other")) == "node1")
    #expect(choices.takeNext(forPodOf: ObjectName("demo", "other")) == nil)
  }
}
