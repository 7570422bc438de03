import GodwitModel
import Testing

@testable import Simulator

/// Taints and tolerations (k8s.io/api/core/v1/toleration.go).
@Suite struct TaintTests {
  private func toleration(
    _ operation: String, key: String = "", value: String = "", effect: String = ""
  ) -> Toleration {
    var toleration = Toleration()
    toleration.operation = operation
    toleration.key = key
    toleration.value = value
    toleration.effect = effect
    return toleration
  }

  private func tolerates(_ toleration: Toleration, effect: String = "NoSchedule") -> Bool {
    var taint = Taint()
    taint.key = "gpu"
    taint.value = "yes"
    taint.effect = effect
    var node = Node()
    node.spec.taints = [taint]
    var pod = Pod("a")
    pod.spec.tolerations = [toleration]
    return NodeDemand(pod).toleratesTaints(node)
  }

  @Test func `a toleration fits by key and value and effect`() {
    #expect(tolerates(toleration("Equal", key: "gpu", value: "yes", effect: "NoSchedule")))
    #expect(tolerates(toleration("", key: "gpu", value: "yes")), "Equal is the default")
    #expect(tolerates(toleration("Exists", key: "gpu")))
    #expect(tolerates(toleration("Exists")), "without a key it tolerates all")
    #expect(!tolerates(toleration("Equal", key: "gpu", value: "no")))
    #expect(!tolerates(toleration("Exists", key: "cpu")))
    #expect(!tolerates(toleration("Exists", key: "gpu", effect: "NoExecute")))
  }

  @Test func `only taints that forbid keep a pod away`() {
    let none = toleration("Exists", key: "other")
    #expect(tolerates(none, effect: "PreferNoSchedule"))
    #expect(!tolerates(none, effect: "NoExecute"))
  }

  @Test func `a node that is only avoided is taken last`() {
    var avoided = NodeLayout(name: "node1")
    var taint = Taint()
    taint.key = "slow"
    taint.effect = "PreferNoSchedule"
    avoided.taints = [taint]
    for seed in UInt64(1)...8 {
      var both = World(seed: seed, nodes: [avoided, NodeLayout(name: "node2")])
      #expect(both.place(Pod("a"))?.spec.nodeName == "node2")
    }
    var alone = World(nodes: [avoided])
    #expect(alone.place(Pod("a"))?.spec.nodeName == "node1")
  }

  @Test func `a cordoned node takes only what tolerates its cordon`() {
    var layout = NodeLayout(name: "node1")
    layout.isCordoned = true
    var world = World(nodes: [layout])
    #expect(
      world.place(Pod("a"))?.refusal
        == "0/1 nodes are available: 1 node(s) were unschedulable. no new claims to deallocate, "
        + "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.")
    var tolerant = Pod("b")
    tolerant.spec.tolerations = [
      toleration("Exists", key: "node.kubernetes.io/unschedulable", effect: "NoSchedule")
    ]
    #expect(world.place(tolerant)?.spec.nodeName == "node1")
  }
}
