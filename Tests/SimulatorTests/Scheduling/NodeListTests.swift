import GodwitModel
import Testing

@testable import Simulator

@Suite struct NodeListTests {
  /// A list of nodes with these labels and one core each, and the index that knows their room.
  private static func list(_ labels: [StringMap]) -> (NodeList, ClusterIndex) {
    var index = ClusterIndex()
    let nodes = labels.enumerated().map { position, labels in
      var node = Node()
      node.metadata.name = "node\(position + 1)"
      node.metadata.labels = labels
      node.status.allocatable = ["cpu": "1", "memory": "1Gi", "pods": "10"]
      index.replace(nil, by: node)
      return Snapshot(node)
    }
    return (NodeList(nodes, index), index)
  }

  private static func pod(_ selector: StringMap = [:], cpu: String = "0", on node: String = "")
    -> Pod
  {
    var pod = Pod()
    pod.metadata.name = "pod-\(cpu)-\(node)"
    pod.spec.nodeSelector = selector
    pod.spec.nodeName = node
    var container = Container()
    container.resources = ResourceRequirements()
    container.resources?.requests = ["cpu": cpu]
    pod.spec.containers = [container]
    return pod
  }

  /// Of every node why it cannot take the pod.
  private static func obstacles(
    _ list: inout NodeList, _ pod: Pod, _ index: ClusterIndex
  ) -> [World.Obstacle?] {
    let place = list.place(of: NodeDemand(pod))
    return list.nodes.indices.map { list.obstacle(at: $0, for: place, index) }
  }

  @Test func `each selector has its own answer, and keeps it`() {
    var (list, index) = Self.list([["zone": "a"], ["zone": "b"], [:]])
    for _ in 0..<2 {
      #expect(
        Self.obstacles(&list, Self.pod(["zone": "a"]), index) == [nil, .selector, .selector])
      #expect(
        Self.obstacles(&list, Self.pod(["zone": "b"]), index) == [.selector, nil, .selector])
      #expect(Self.obstacles(&list, Self.pod(), index) == [nil, nil, nil])
    }
  }

  @Test func `many selectors do not pile up, and stay right`() {
    var (list, index) = Self.list([["zone": "7"], ["zone": "8"]])
    for number in 0..<200 {
      let pod = Self.pod(["zone": String(number)])
      let answer = Self.obstacles(&list, pod, index)
      #expect(answer == [number == 7 ? nil : .selector, number == 8 ? nil : .selector])
    }
  }

  @Test func `room that is taken or comes free changes the answer and the score`() {
    var (list, index) = Self.list([[:], [:]])
    let pod = Self.pod(cpu: "600m")
    #expect(Self.obstacles(&list, pod, index) == [nil, nil])
    let place = list.place(of: NodeDemand(pod))
    let free = list.score(at: 0, for: place).ofResources
    let other = Self.pod(cpu: "300m", on: "node1")
    index.replace(nil, by: other)
    #expect(Self.obstacles(&list, pod, index) == [nil, nil])
    #expect(list.score(at: 0, for: place).ofResources < free)
    #expect(list.score(at: 1, for: place).ofResources == free)
    index.replace(nil, by: Self.pod(cpu: "200m", on: "node1"))
    let full = World.Obstacle.resources(["Insufficient cpu"], isBeyondCapacity: false)
    #expect(Self.obstacles(&list, pod, index) == [full, nil])
    index.remove(other)
    #expect(Self.obstacles(&list, pod, index) == [nil, nil])
  }

  @Test func `a label that a node gets while a pod waits is seen`() throws {
    var cluster = try Rehearsal(nodes: 2)
    cluster.migrate(selector: ["disk": "fast"])
    try cluster.run(for: .seconds(5))
    #expect(cluster.migration()?.status.phase == .scheduling)
    let answer = cluster.patch(.node, "node2", ["metadata": ["labels": ["disk": "fast"]]])
    #expect(answer.code == 200)
    #expect(try cluster.run(until: "job", is: .succeeded))
    #expect(cluster.instance()?.status.nodeName == "node2")
  }
}
