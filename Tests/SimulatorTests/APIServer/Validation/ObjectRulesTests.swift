import GodwitModel
import Simulator
import Testing

@Suite struct ObjectRulesTests {
  private func config(_ metadata: JSONValue) -> JSONValue {
    ["apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": ["a": "b"]]
  }

  @Test func `a path that leads nowhere is not found`() {
    var cluster = Cluster()
    for path in [
      "/apis/none.example/v1/things", "/apis/kubevirt.io/v9/virtualmachines", "/nothing",
      "/api/v1/namespaces/demo/things", "/api/v1/namespaces/demo/nodes",
    ] {
      let answer = cluster.send(APIRequest(.get, path))
      #expect(answer.code == 404, "\(path)")
      #expect(answer.message == "the server could not find the requested resource", "\(path)")
    }
  }

  @Test func `a path may be percent-encoded`() {
    var cluster = Cluster()
    let answer = cluster.send(
      APIRequest(
        .get, "/apis/rbac.authorization.k8s.io/v1/clusterroles/kubevirt.io%3Amigrate"))
    #expect(answer.code == 200)
    #expect(answer.body?["metadata"]?["name"] == "kubevirt.io:migrate")
  }

  @Test func `a core kind checks the types of its fields`() {
    var cluster = Cluster()
    let answer = cluster.create(
      .configMap, config(["name": "a", "labels": ["a": 1]]))
    #expect(answer.code == 400)
    #expect(
      answer.message
        == "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal "
        + "number into Go struct field ObjectMeta.labels.a of type string")
  }

  @Test func `unknown fields are taken out and warned of, or refused`() {
    var cluster = Cluster()
    var body = config(["name": "a"]).object ?? JSONObject()
    body["extra"] = 1
    let warned = cluster.create(.configMap, .object(body))
    #expect(warned.code == 201)
    #expect(warned.warnings == ["unknown field \"extra\""])
    #expect(warned.body?["extra"] == nil)
    let strict = cluster.create(
      .configMap, .object(body), query: [QueryItem("fieldValidation", "Strict")])
    #expect(
      strict.message
        == "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: "
        + "unknown field \"extra\"")
  }

  @Test func `a generated name has five more characters, of at most 58 others`() {
    var cluster = Cluster()
    let prefix = String(repeating: "a", count: 70)
    let answer = cluster.create(.configMap, config(["generateName": .string(prefix)]))
    let name = answer.body?["metadata"]?["name"]?.string ?? ""
    #expect(name.count == 63)
    #expect(name.hasPrefix(String(repeating: "a", count: 58)))
  }

  @Test func `names, labels and annotations follow their rules`() {
    var cluster = Cluster()
    for (metadata, problems) in [
      (["name": "a", "labels": ["x/y/z": "1"]], 1),
      (["name": "a", "labels": ["/y": "1"]], 1),
      (["name": "a", "labels": ["Ex.com/y": "1"]], 1),
      (["name": "a", "labels": ["a": "-"]], 1),
      (["name": "a", "annotations": ["a b": "any text at all"]], 1),
      (["name": "a..b", "finalizers": ["a b/c"]], 2),
      (["name": "a-", "labels": ["example.com/y": ""]], 1),
    ] as [(JSONValue, Int)] {
      let answer = cluster.create(.configMap, config(metadata))
      #expect(answer.code == 422, "\(metadata)")
      #expect(answer.body?["details"]?["causes"]?.array?.count == problems, "\(metadata)")
    }
    let good = cluster.create(
      .configMap,
      config([
        "name": "a.b-c", "labels": ["example.com/Y_z.1": ""],
        "annotations": ["UPPER.com/y": "any text"],
      ]))
    #expect(good.code == 201, "\(good.message)")
  }

  @Test func `status is written through its own subresource`() {
    var cluster = Cluster()
    let main = cluster.send(
      APIRequest(
        .patch, "/api/v1/nodes/node1", patchType: .merge,
        body: ["spec": ["unschedulable": true], "status": ["phase": "x"]]))
    #expect(main.code == 200)
    #expect(main.body?["spec"]?["unschedulable"] == true)
    #expect(main.body?["status"]?["phase"] == nil)
    let status = cluster.send(
      APIRequest(
        .patch, "/api/v1/nodes/node1/status", patchType: .merge,
        body: ["spec": ["unschedulable": false], "status": ["phase": "Running"]]))
    #expect(status.body?["spec"]?["unschedulable"] == true)
    #expect(status.body?["status"]?["phase"] == "Running")
    #expect(status.body?["metadata"]?["generation"] == nil, "nodes have none")
  }

  @Test func `a list is ordered by name and selected by fields`() {
    var cluster = Cluster()
    for (name, node) in [("c", "node1"), ("a", "node2"), ("b", "node1")] {
      cluster.addPod(name, of: "x", node: node)
    }
    let answer = cluster.send(
      APIRequest(
        .get, "/api/v1/pods", query: [QueryItem("fieldSelector", "spec.nodeName=node1")]))
    let names = (answer.body?["items"]?.array ?? []).map { $0["metadata"]?["name"]?.string }
    #expect(names == ["b", "c"])
    #expect(answer.body?["kind"] == "PodList")
    #expect(answer.body?["items"]?[0]?["kind"] == nil, "items of typed lists have no kind")
    let bad = cluster.send(
      APIRequest(.get, "/api/v1/pods", query: [QueryItem("fieldSelector", "spec.x=1")]))
    #expect(bad.message == "field label not supported: spec.x")
  }

  @Test func `a write that changes nothing is none`() {
    var cluster = Cluster()
    cluster.create(.configMap, config(["name": "a"]))
    _ = cluster.store.takeLog()
    let answer = cluster.patch(.configMap, "a", ["data": ["a": "b"]])
    #expect(answer.code == 200)
    #expect(cluster.store.takeLog().isEmpty)
  }
}
