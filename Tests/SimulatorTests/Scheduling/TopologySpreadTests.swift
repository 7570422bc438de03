import GodwitModel
import Testing

@testable import Simulator

/// Pods that are to be spread over the parts of a cluster (podtopologyspread/filtering.go).
@Suite struct TopologySpreadTests {
  private func nodes(_ zones: String?...) -> [NodeLayout] {
    zones.enumerated().map { index, zone in
      var node = NodeLayout(name: "node\(index + 1)")
      if let zone { node.labels["zone"] = zone }
      return node
    }
  }

  private func bound(_ name: String, to node: String) -> APIObject {
    var pod = Pod(name, labels: ["app": "db"])
    pod.spec.nodeName = node
    pod.status.phase = .running
    return pod.erased
  }

  /// A pod that must be spread over zones with the pods of `app: db`.
  private func spread(_ more: JSONObject = JSONObject()) -> Pod {
    var constraint: JSONObject = [
      "maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule",
      "labelSelector": ["matchLabels": ["app": "db"]],
    ]
    for member in more.members { constraint[member.key] = member.value }
    var pod = Pod("new", labels: ["app": "db"])
    pod.spec.rest["topologySpreadConstraints"] = [.object(constraint)]
    return pod
  }

  @Test func `a pod goes to the part that has fewer`() {
    for seed in UInt64(1)...8 {
      var world = World(seed: seed, nodes: nodes("a", "a", "b"))
      world.store.create(bound("old", to: "node1"), at: world.now)
      #expect(world.place(spread())?.spec.nodeName == "node3")
    }
  }

  @Test func `no node is better than one that would unbalance them`() {
    var layouts = nodes("a", "a", "b", nil)
    layouts[2].isCordoned = true
    var world = World(nodes: layouts)
    world.store.create(bound("old", to: "node1"), at: world.now)
    #expect(
      world.place(spread())?.refusal
        == "0/4 nodes are available: 1 node(s) didn't match pod topology spread constraints "
        + "(missing required label), 1 node(s) were unschedulable, 2 node(s) didn't match pod "
        + "topology spread constraints. no new claims to deallocate, preemption: 0/4 nodes are "
        + "available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful "
        + "for scheduling.")
  }

  @Test(
    arguments: [
      ["whenUnsatisfiable": "ScheduleAnyway"], ["maxSkew": 2], ["nodeTaintsPolicy": "Honor"],
    ] as [JSONObject])
  func `a wider constraint lets it go there`(more: JSONObject) {
    var layouts = nodes("a", "b")
    layouts[1].isCordoned = true
    var world = World(nodes: layouts)
    world.store.create(bound("old", to: "node1"), at: world.now)
    #expect(world.place(spread(more))?.spec.nodeName == "node1")
  }

  @Test func `parts in which the pod may not be do not count unless they shall`() {
    for policy in ["Honor", "Ignore"] {
      var world = World(nodes: nodes("a", "b"))
      world.store.create(bound("old", to: "node1"), at: world.now)
      var pod = spread(["nodeAffinityPolicy": .string(policy)])
      pod.spec.nodeSelector = ["kubernetes.io/hostname": "node1"]
      #expect(world.place(pod)?.spec.nodeName == (policy == "Honor" ? "node1" : ""))
    }
  }

  @Test func `too few parts are as one that is empty`() {
    var world = World(nodes: nodes("a"))
    world.store.create(bound("old", to: "node1"), at: world.now)
    #expect(world.place(spread(["minDomains": 2]))?.spec.nodeName == "")
  }

  @Test func `pods on their way out and of another namespace do not count`() {
    var world = World(nodes: nodes("a", "b"))
    var old = Pod("old", labels: ["app": "db"])
    old.spec.nodeName = "node1"
    old.status.phase = .running
    old.metadata.deletionTimestamp = Timestamp(world.now)
    world.store.create(old.erased, at: world.now)
    var other = old
    other.metadata.deletionTimestamp = nil
    other.metadata.namespace = "elsewhere"
    world.store.create(other.erased, at: world.now)
    var pod = spread()
    pod.spec.nodeSelector = ["zone": "a"]
    #expect(world.place(pod)?.spec.nodeName == "node1")
  }
}
