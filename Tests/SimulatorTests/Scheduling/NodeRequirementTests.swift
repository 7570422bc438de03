import GodwitModel
import Testing

@testable import Simulator

/// The operators of node affinity (k8s.io/component-helpers scheduling/corev1/nodeaffinity).
@Suite struct NodeRequirementTests {
  private func node() -> Node {
    var node = Node()
    node.metadata.name = "node1"
    node.metadata.labels = ["zone": "a", "generation": "7", "word": "seven"]
    return node
  }

  private func matches(_ json: JSONValue, isField: Bool = false) -> Bool? {
    NodeRequirement(json, isField: isField)?.matches(node())
  }

  @Test(arguments: [
    ("In", "zone", ["a", "b"], true), ("In", "zone", ["b"], false), ("In", "absent", ["a"], false),
    ("NotIn", "zone", ["b"], true), ("NotIn", "zone", ["a"], false),
    ("NotIn", "absent", ["a"], true), ("Exists", "zone", [], true),
    ("Exists", "absent", [], false), ("DoesNotExist", "absent", [], true),
    ("DoesNotExist", "zone", [], false), ("Gt", "generation", ["6"], true),
    ("Gt", "generation", ["7"], false), ("Lt", "generation", ["8"], true),
    ("Lt", "generation", ["7"], false), ("Gt", "word", ["1"], false),
    ("Lt", "absent", ["1"], false),
  ])
  func `an operator compares a label with values`(
    operation: String, key: String, values: [String], expected: Bool
  ) {
    let json: JSONValue = [
      "key": .string(key), "operator": .string(operation),
      "values": .array(values.map { .string($0) }),
    ]
    #expect(matches(json) == expected)
  }

  @Test func `a field is the node's name`() {
    let json: JSONValue = ["key": "metadata.name", "operator": "In", "values": ["node1"]]
    #expect(matches(json, isField: true) == true)
    #expect(matches(json) == false, "as a label the key is absent")
  }

  @Test func `an operator that there is not is no requirement`() {
    #expect(NodeRequirement(["key": "zone", "operator": "Like"], isField: false) == nil)
  }

  @Test func `of the terms one is enough and within a term all must hold`() {
    var pod = Pod("a")
    func affinity(_ terms: [JSONValue]) -> JSONValue {
      [
        "nodeAffinity": [
          "requiredDuringSchedulingIgnoredDuringExecution": ["nodeSelectorTerms": .array(terms)]
        ]
      ]
    }
    let fits: JSONValue = ["key": "zone", "operator": "In", "values": ["a"]]
    let doesNot: JSONValue = ["key": "zone", "operator": "In", "values": ["b"]]
    pod.spec.affinity = affinity([["matchExpressions": [doesNot]], ["matchExpressions": [fits]]])
    #expect(NodeDemand(pod).matchesAffinity(node()))
    pod.spec.affinity = affinity([["matchExpressions": [fits, doesNot]]])
    #expect(!NodeDemand(pod).matchesAffinity(node()))
    pod.spec.affinity = affinity([[:]])
    #expect(!NodeDemand(pod).matchesAffinity(node()), "an empty term matches nothing")
  }

  @Test func `selector and affinity must both hold`() {
    var pod = Pod("a")
    pod.spec.nodeSelector = ["zone": "a", "generation": "7"]
    #expect(NodeDemand(pod).matchesAffinity(node()))
    pod.spec.nodeSelector["word"] = "eight"
    #expect(!NodeDemand(pod).matchesAffinity(node()))
  }
}
