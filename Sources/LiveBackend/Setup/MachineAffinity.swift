import GivenObjects
import GodwitModel

/// The node affinity of a VM's template, beside what the scenario says of it.
struct MachineAffinity {
  /// The VirtualMachine.
  private(set) var body: JSONValue

  init(_ body: JSONValue) { self.body = body }

  private static let place = ["spec", "template", "spec", "affinity", "nodeAffinity"]
  private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
  private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

  private static func isOn(_ nodes: [String]) -> JSONValue {
    [
      "key": .string(NodeLabel.hostname), "operator": "In",
      "values": .array(nodes.map { .string($0) }),
    ]
  }

  /// Lets the VM run on these nodes only.
  mutating func require(_ nodes: [String]) {
    let path = Self.place + [Self.required, "nodeSelectorTerms"]
    var terms = body.value(at: path)?.array ?? []
    // Terms are alternatives: each has to say it.
    if terms.isEmpty { terms = [[:]] }
    let extended = terms.map { term -> JSONValue in
      var term = term.object ?? JSONObject()
      let present = term["matchExpressions"]?.array ?? []
      term["matchExpressions"] = .array(present + [Self.isOn(nodes)])
      return .object(term)
    }
    set(.array(extended), at: path)
  }

  /// Lets the scheduler prefer a node before all else that it prefers.
  mutating func prefer(_ node: String) {
    let path = Self.place + [Self.preferred]
    let present = body.value(at: path)?.array ?? []
    let term: JSONValue = [
      "weight": 100, "preference": ["matchExpressions": [Self.isOn([node])]],
    ]
    set(.array(present + [term]), at: path)
  }

  private mutating func set(_ value: JSONValue, at path: [String]) {
    guard var object = body.object else { return }
    object.set(value, at: path)
    body = .object(object)
  }
}
