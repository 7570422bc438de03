import GodwitModel
import Testing

@testable import Simulator

@Suite struct NodeListTests {
  private static func nodes(_ labels: [StringMap]) -> [Snapshot<Node>] {
    labels.enumerated().map { position, labels in
      var node = Node()
      node.metadata.name = "node\(position + 1)"
      node.metadata.labels = labels
      return Snapshot(node)
    }
  }

  private static func demand(_ selector: StringMap) -> NodeDemand {
    var pod = Pod()
    pod.spec.nodeSelector = selector
    return NodeDemand(pod)
  }

  @Test func `each selector has its own answer, and keeps it`() {
    var list = NodeList(Self.nodes([["zone": "a"], ["zone": "b"], [:]]))
    for _ in 0..<2 {
      #expect(list.fits(Self.demand(["zone": "a"])) == [true, false, false])
      #expect(list.fits(Self.demand(["zone": "b"])) == [false, true, false])
      #expect(list.fits(Self.demand([:])) == [true, true, true])
    }
  }

  @Test func `many selectors do not pile up, and stay right`() {
    var list = NodeList(Self.nodes([["zone": "7"], ["zone": "8"]]))
    for number in 0..<200 {
      let zone: StringMap = ["zone": String(number)]
      #expect(list.fits(Self.demand(zone)) == [number == 7, number == 8])
    }
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
