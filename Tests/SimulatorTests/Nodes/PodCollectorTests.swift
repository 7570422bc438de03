import GodwitModel
import Simulator
import Testing

/// Nodes that are deleted (k8s.io/kubernetes pkg/controller/podgc/gc_controller.go).
@Suite struct PodCollectorTests {
  @Test func `the pods of a node that was deleted go after a minute, and the VM with them`() throws
  {
    var cluster = try Rehearsal()
    cluster.send(APIRequest(.delete, APIRequest.path(of: .node, name: "node1")))
    #expect(cluster.words(on: "Node").isEmpty)
    try cluster.run(for: .seconds(50))
    #expect(
      cluster.words(on: "Node")
        == ["RemovingNode: Node node1 event: Removing Node node1 from Controller"])
    #expect(cluster.instance()?.status.phase == .running)
    let uid = cluster.instance()?.metadata.uid
    try cluster.run(for: .seconds(30))
    #expect(cluster.instance()?.metadata.uid != uid, "a VM that is to run runs elsewhere")
    #expect(cluster.instance()?.status.nodeName == "node2")
  }

  @Test func `a node that comes back in time keeps its pods`() throws {
    var cluster = try Rehearsal()
    let path = APIRequest.path(of: .node, name: "node1")
    let node = cluster.send(APIRequest(.get, path)).body ?? .null
    cluster.send(APIRequest(.delete, path))
    try cluster.run(for: .seconds(10))
    let metadata: JSONValue = ["name": "node1", "labels": node["metadata"]?["labels"] ?? [:]]
    let answer = cluster.send(
      APIRequest(
        .post, "/api/v1/nodes",
        body: [
          "apiVersion": "v1", "kind": "Node", "metadata": metadata,
          "spec": node["spec"] ?? [:], "status": node["status"] ?? [:],
        ]))
    #expect(answer.code == 201)
    let uid = cluster.instance()?.metadata.uid
    try cluster.run(for: .seconds(120))
    #expect(cluster.instance()?.metadata.uid == uid)
    #expect(cluster.instance()?.status.phase == .running)
  }
}
