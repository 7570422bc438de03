import GodwitModel
import Testing

@testable import LiveBackend

/// What a scenario sees of a cluster that has more than its own objects.
@Suite struct ScenarioViewTests {
  private var view: ScenarioView {
    let names = NameTranslation(
      Scenario.given { _ in }, mark: RunMark(runID: "r1", scenario: "s"),
      nodes: ["node1": "worker-b"])
    return ScenarioView(names: names, namespaces: ["godwit-r1-af63ee4c86"], nodes: ["worker-b"])
  }

  private func list(_ kind: String, _ items: [(namespace: String, name: String)]) -> APIResponse {
    let items = items.map { item in
      var metadata: JSONObject = ["name": .string(item.name)]
      if !item.namespace.isEmpty { metadata["namespace"] = .string(item.namespace) }
      return JSONValue.object(["metadata": .object(metadata)])
    }
    return APIResponse(code: 200, body: ["kind": .string(kind), "items": .array(items)])
  }

  private func names(_ response: APIResponse) -> [String] {
    response.body?["items"]?.array?.compactMap { $0["metadata"]?["name"]?.string } ?? []
  }

  /// The console offers the nodes that a list has: those of scenarios that run at the same time are
  /// none that this one's people see.
  @Test func `a list of nodes has the scenario's own`() {
    let answer = list("NodeList", [("", "worker-a"), ("", "worker-b"), ("", "godwit-r1-x-node1")])
    #expect(names(view.show(answer)) == ["node1"])
  }

  @Test func `a list of all namespaces has what is in the scenario's own`() {
    let answer = list(
      "VirtualMachineInstanceList", [("elsewhere", "a"), ("godwit-r1-af63ee4c86", "b")])
    #expect(names(view.show(answer)) == ["b"])
    #expect(
      names(view.show(list("NamespaceList", [("", "default"), ("", "godwit-r1-af63ee4c86")])))
        == ["demo"])
  }

  @Test func `what belongs to the whole cluster is shown`() {
    #expect(names(view.show(list("MigrationPolicyList", [("", "p")]))) == ["p"])
    #expect(names(view.show(list("KubeVirtList", [("kubevirt", "k")]))) == ["k"])
  }

  @Test func `events of the scenario's nodes have the scenario's names`() throws {
    func event(_ node: String) throws -> APIObject {
      try #require(
        APIObject(
          .event,
          json: [
            "apiVersion": "v1", "kind": "Event",
            "metadata": ["name": .string(node + ".17ab"), "namespace": "default"],
            "involvedObject": ["kind": "Node", "name": .string(node), "uid": .string(node)],
          ]))
    }
    let own = try #require(view.show(try event("worker-b")))
    #expect(own.metadata.name == "node1.17ab")
    #expect(own.value(at: ["involvedObject", "name"]) == "node1")
    #expect(view.show(try event("worker-a")) == nil)
  }
}
