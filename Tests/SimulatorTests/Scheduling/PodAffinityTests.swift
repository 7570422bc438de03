import GodwitModel
import Testing

@testable import Simulator

/// Pods that want to be near or far from others (interpodaffinity/filtering.go).
@Suite struct PodAffinityTests {
  private let two = [NodeLayout(name: "node1"), NodeLayout(name: "node2")]

  private func bound(_ pod: Pod, to node: String) -> Pod {
    var pod = pod
    pod.spec.nodeName = node
    pod.status.phase = .running
    return pod
  }

  @Test func `a pod keeps away from the nodes of those it names`() {
    for seed in UInt64(1)...8 {
      var world = World(seed: seed, nodes: two)
      world.store.create(bound(Pod("a", labels: ["app": "db"]), to: "node1").erased, at: world.now)
      #expect(world.place(Pod("b").apart(from: ["app": "db"]))?.spec.nodeName == "node2")
    }
  }

  @Test func `pods of another namespace do not count`() {
    var world = World(nodes: [NodeLayout(name: "node1")])
    var other = bound(Pod("a", labels: ["app": "db"]), to: "node1")
    other.metadata.namespace = "elsewhere"
    world.store.create(other.erased, at: world.now)
    #expect(world.place(Pod("b").apart(from: ["app": "db"]))?.spec.nodeName == "node1")
  }

  @Test func `a pod that has ended keeps nobody away`() {
    var world = World(nodes: [NodeLayout(name: "node1")])
    var ended = bound(Pod("a", labels: ["app": "db"]), to: "node1")
    ended.status.phase = .succeeded
    world.store.create(ended.erased, at: world.now)
    #expect(world.place(Pod("b").apart(from: ["app": "db"]))?.spec.nodeName == "node1")
  }

  @Test func `present pods keep others away too`() {
    var world = World(nodes: [NodeLayout(name: "node1")])
    let present = bound(Pod("a").apart(from: ["app": "web"]), to: "node1")
    world.store.create(present.erased, at: world.now)
    #expect(
      world.place(Pod("b", labels: ["app": "web"]))?.refusal
        == "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules. "
        + "no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption "
        + "victims found for incoming pod.")
    #expect(world.place(Pod("c", labels: ["app": "db"]))?.spec.nodeName == "node1")
  }

  private func near(_ pod: Pod, _ labels: JSONValue) -> Pod {
    var pod = pod
    pod.spec.affinity = [
      "podAffinity": [
        "requiredDuringSchedulingIgnoredDuringExecution": [
          ["labelSelector": ["matchLabels": labels], "topologyKey": "kubernetes.io/hostname"]
        ]
      ]
    ]
    return pod
  }

  @Test func `a pod goes where those are that it wants to be near`() {
    var world = World(nodes: two)
    world.store.create(bound(Pod("a", labels: ["app": "db"]), to: "node2").erased, at: world.now)
    #expect(world.place(near(Pod("b"), ["app": "db"]))?.spec.nodeName == "node2")
    #expect(
      world.place(near(Pod("c"), ["app": "none"]))?.refusal
        == "0/2 nodes are available: 2 node(s) didn't match pod affinity rules. no new claims to "
        + "deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for "
        + "scheduling.")
  }

  @Test func `the first of its kind may go anywhere`() {
    var world = World(nodes: two)
    let pod = near(Pod("a", labels: ["app": "db"]), ["app": "db"])
    #expect(world.place(pod)?.spec.nodeName.isEmpty == false)
  }

  @Test func `all terms have to be met by the same pods`() {
    var world = World(nodes: two)
    world.store.create(bound(Pod("a", labels: ["app": "db"]), to: "node1").erased, at: world.now)
    world.store.create(bound(Pod("b", labels: ["tier": "x"]), to: "node1").erased, at: world.now)
    var pod = near(Pod("c"), ["app": "db"])
    let path = ["podAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    let second = near(Pod("d"), ["tier": "x"]).spec.affinity.value(at: path)?.array ?? []
    var affinity = pod.spec.affinity.object ?? JSONObject()
    affinity.set(.array((pod.spec.affinity.value(at: path)?.array ?? []) + second), at: path)
    pod.spec.affinity = .object(affinity)
    #expect(world.place(pod)?.refusal?.contains("didn't match pod affinity rules") == true)
  }

  @Test func `a term may select namespaces by their labels`() {
    for team in ["red", "blue"] {
      var world = World(nodes: [NodeLayout(name: "node1")])
      var namespace = GenericObject()
      namespace.metadata.name = "elsewhere"
      namespace.metadata.labels = ["team": team]
      world.store.create(.generic(.namespace, Snapshot(namespace)), at: world.now)
      var other = bound(Pod("a", labels: ["app": "db"]), to: "node1")
      other.metadata.namespace = "elsewhere"
      world.store.create(other.erased, at: world.now)
      var pod = Pod("b")
      pod.spec.affinity = [
        "podAntiAffinity": [
          "requiredDuringSchedulingIgnoredDuringExecution": [
            [
              "labelSelector": ["matchLabels": ["app": "db"]],
              "namespaceSelector": ["matchLabels": ["team": "red"]],
              "topologyKey": "kubernetes.io/hostname",
            ]
          ]
        ]
      ]
      #expect((world.place(pod)?.refusal == nil) == (team == "blue"))
    }
  }
}
