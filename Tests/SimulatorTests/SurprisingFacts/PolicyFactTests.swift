import GodwitModel
import Simulator
import Testing

/// Which MigrationPolicy holds (specification §1.5).
@Suite struct PolicyFactTests {
  /// The policy of a migration in a namespace of the team `blue`.
  private func policy(
    _ spec: JSONValue, withoutLabels: Bool = false
  ) throws -> String? {
    var cluster = try Rehearsal { given in
      given.namespaces = [NamespaceLayout(name: "demo")]
      given.namespaces[0].labels = ["team": "blue"]
      given.migrationPolicies = [["metadata": ["name": "policy"], "spec": spec]]
    }
    cluster.migrate()
    try cluster.run(until: "job", is: .scheduled)
    if withoutLabels {
      // KubeVirt's own labels are enough not to have none.
      let removal: JSONValue = [["op": "remove", "path": "/metadata/labels"]]
      let answer = cluster.patchAsController(.virtualMachineInstance, "vm", removal, .json)
      #expect(answer.isSuccess)
      #expect(answer.body?["metadata"]?["labels"] == nil)
    }
    try cluster.runUntilState({ !$0.migrationUID.isEmpty })
    return cluster.state()?.migrationPolicyName
  }

  private static let ofRed: JSONValue = ["selectors": ["namespaceSelector": ["team": "red"]]]

  /// KubeVirt's matcher skips both selectors for a VMI without labels (migrationpolicy.go:93-110),
  /// but the hand-over labels the VMI first (migration.go:1240-1262).
  @Test("Fact 38: the quirk of VMIs without labels is never met, the hand-over has labelled them")
  func noLabels() throws {
    #expect(try policy(Self.ofRed) == nil)
    #expect(try policy(Self.ofRed, withoutLabels: true) == nil)
    let ofTarget: JSONValue = [
      "selectors": [
        "virtualMachineInstanceSelector": ["kubevirt.io/migrationTargetNodeName": "node2"]
      ]
    ]
    #expect(try policy(ofTarget, withoutLabels: true) == "policy")
  }

  @Test("Fact 38: a policy without selectors never fits, one with empty selectors always")
  func selectors() throws {
    #expect(try policy(["completionTimeoutPerGiB": 77]) == nil)
    #expect(try policy(["completionTimeoutPerGiB": 77, "selectors": [:]]) == "policy")
  }
}
