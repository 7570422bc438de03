import GodwitModel
import Testing

@testable import Simulator

@Suite struct SchedulerTests {
  private static func node(_ name: String, memory: String = "64Gi", cpu: String = "16")
    -> NodeLayout
  {
    var layout = NodeLayout(name: name)
    layout.capacity = ["cpu": cpu, "memory": memory]
    return layout
  }

  @Test func `a pod goes to the node with most room`() {
    var world = World(nodes: [Self.node("node1"), Self.node("node2")])
    let first = world.place(Pod("a", requests: ["cpu": "4", "memory": "16Gi"]))
    let second = world.place(Pod("b", requests: ["cpu": "4", "memory": "16Gi"]))
    #expect(first?.spec.nodeName != second?.spec.nodeName)
    #expect(first?.spec.nodeName.isEmpty == false)
    #expect(first?.status.conditions["PodScheduled"]?.status == "True")
  }

  @Test func `among equals the seed chooses and every node can be chosen`() {
    func choices(_ seed: UInt64) -> String? {
      var world = World(seed: seed, nodes: (1...3).map { Self.node("node\($0)") })
      return world.place(Pod("a"))?.spec.nodeName
    }
    #expect(choices(7) == choices(7))
    let chosen = Set((0..<40).compactMap { choices(UInt64($0)) })
    #expect(chosen == ["node1", "node2", "node3"])
  }

  @Test func `a preference outweighs room`() {
    var pod = Pod("a", requests: ["memory": "1Gi"])
    pod.spec.affinity = [
      "nodeAffinity": [
        "preferredDuringSchedulingIgnoredDuringExecution": [
          [
            "weight": 100,
            "preference": [
              "matchExpressions": [
                ["key": "kubernetes.io/hostname", "operator": "In", "values": ["node2"]]
              ]
            ],
          ]
        ]
      ]
    ]
    var world = World(nodes: [Self.node("node1"), Self.node("node2", memory: "8Gi")])
    #expect(world.place(pod)?.spec.nodeName == "node2")
  }

  @Test func `what pods that have not ended request is not there for others`() {
    var world = World(nodes: [Self.node("node1", memory: "4Gi")])
    let first = world.place(Pod("a", requests: ["memory": "3Gi"]))
    #expect(first?.spec.nodeName == "node1")
    let second = Pod("b", requests: ["memory": "2Gi"])
    #expect(
      world.place(second)?.refusal
        == "0/1 nodes are available: 1 Insufficient memory. no new claims to deallocate, "
        + "preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.")
    if var ended = first {
      ended.status.phase = .succeeded
      world.write(ended)
    }
    world.schedule(ObjectName("demo", "b"))
    #expect(world.store.pods["demo", "b"]?.object.spec.nodeName == "node1")
  }

  @Test func `every resource that is short is named`() {
    var world = World(nodes: [Self.node("node1", memory: "1Gi", cpu: "1")])
    let pod = Pod(
      "a", requests: ["cpu": "2", "memory": "2Gi", "devices.kubevirt.io/kvm": "1001"])
    #expect(
      world.place(pod)?.refusal
        == "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient devices.kubevirt.io/kvm, "
        + "1 Insufficient memory. no new claims to deallocate, preemption: 0/1 nodes are "
        + "available: 1 Preemption is not helpful for scheduling.")
  }

  @Test func `a node has room for so many pods`() {
    var layout = Self.node("node1")
    layout.capacity["pods"] = "1"
    var world = World(nodes: [layout])
    #expect(world.place(Pod("a"))?.spec.nodeName == "node1")
    #expect(
      world.place(Pod("b"))?.refusal?.hasPrefix(
        "0/1 nodes are available: 1 Too many pods. no new claims to deallocate") == true)
  }

  @Test func `a pod of another scheduler is left alone`() {
    var world = World(nodes: [Self.node("node1")])
    var pod = Pod("a")
    pod.spec.schedulerName = "other"
    #expect(world.place(pod)?.spec.nodeName == "")
    #expect(world.reported.isEmpty)
  }

  @Test func `without nodes there is nothing to choose from`() {
    var world = World(nodes: [])
    #expect(world.place(Pod("a"))?.refusal == "no nodes available to schedule pods")
  }

  @Test func `what is found is reported once`() {
    var world = World(nodes: [Self.node("node1", memory: "1Gi")])
    _ = world.place(Pod("a"))
    _ = world.place(Pod("b", requests: ["memory": "2Gi"]))
    world.schedule(ObjectName("demo", "b"))
    #expect(world.reported.map(\.reason) == ["Scheduled", "FailedScheduling"])
    #expect(world.reported.map(\.message).first == "Successfully assigned demo/a to node1")
    #expect(world.reported.map(\.reportingComponent) == ["default-scheduler", "default-scheduler"])
    #expect(world.reported.map(\.type) == ["Normal", "Warning"])
  }
}
