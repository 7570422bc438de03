import GodwitModel
import Simulator
import Testing

/// Nodes that die.
@Suite struct NodeFactTests {
  /// A VM whose node has been dead for twenty minutes.
  private func orphan() throws -> Rehearsal {
    var cluster = try Rehearsal { $0.virtualMachines[0].runStrategy = "Once" }
    try cluster.inject(.killNode("node1"))
    try cluster.run(for: .minutes(20))
    return cluster
  }

  @Test("Fact 44: a VMI on a dead node stays Running after the five minutes of the heartbeat")
  func deadNode() throws {
    let cluster = try orphan()
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.status.conditions["Ready"]?.status == "False")
    #expect(
      cluster.words(on: "Node") == [
        "NodeUnresponsive: virt-handler is not responsive, marking node as unresponsive"
      ])
    guard case .node(let node) = cluster.object(.node, "node1") else { return }
    #expect(node.object.metadata.labels["kubevirt.io/schedulable"] == "false")
    #expect(cluster.pods(of: "vm").map(\.metadata.isBeingDeleted) == [true])
  }

  @Test("Fact 44: it fails when its pod is deleted by force")
  func podRemoved() throws {
    var cluster = try orphan()
    let pod = try #require(cluster.pods(of: "vm").first?.metadata.name)
    let answer = cluster.send(
      APIRequest(
        .delete, APIRequest.path(of: .pod, namespace: "demo", name: pod),
        body: ["gracePeriodSeconds": 0]))
    #expect(answer.isSuccess)
    try cluster.run(for: .minutes(2))
    #expect(cluster.instance()?.status.phase == .failed)
  }

  @Test("Fact 44: it fails when the Node object is deleted")
  func nodeRemoved() throws {
    var cluster = try orphan()
    let deleted = cluster.simulation.now
    #expect(cluster.delete(.node, "node1").isSuccess)
    try cluster.run(for: .minutes(5))
    #expect(cluster.instance()?.status.phase == .failed)
    let failed = try #require(
      cluster.time { change in
        guard case .virtualMachineInstance(let found) = change.object else { return false }
        return found.object.status.phase == .failed
      })
    #expect(
      (40...61).contains((failed - deleted).wholeSeconds), "what pod garbage collection takes")
  }
}
