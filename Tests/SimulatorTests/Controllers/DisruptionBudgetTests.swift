import GodwitModel
import Simulator
import Testing

/// Disruption budgets that older versions left are removed
/// (KubeVirt pkg/virt-controller/watch/drain/disruptionbudget/disruptionbudget.go).
@Suite struct DisruptionBudgetTests {
  private func budget(ofInstance name: String, labels: JSONValue = [:]) -> JSONValue {
    [
      "apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
      "metadata": [
        "name": "kubevirt-disruption-budget-abcde", "namespace": "demo", "labels": labels,
        "ownerReferences": [
          [
            "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance", "name": .string(name),
            "uid": "0d3e9c1f-0000-4000-8000-000000000000", "controller": true,
          ]
        ],
      ],
      "spec": ["minAvailable": 1, "selector": ["matchLabels": ["kubevirt.io/created-by": "x"]]],
    ]
  }

  private func post(_ budget: JSONValue, to cluster: inout Rehearsal) -> APIResponse {
    cluster.send(
      APIRequest(
        .post, APIRequest.path(of: .podDisruptionBudget, namespace: "demo"), body: budget))
  }

  private static let deletion =
    "SuccessfulDelete: Deleted PodDisruptionBudget kubevirt-disruption-budget-abcde"

  @Test(
    "MIG-339: a budget of a VMI is deleted and none is made",
    arguments: ["LiveMigrate", "LiveMigrateIfPossible", "External"], [true, false])
  func budgetOfAnInstance(
    strategy: String, isMigratable: Bool
  ) throws {
    var cluster = try Rehearsal { given in
      given.virtualMachines[0].evictionStrategy = strategy
      if !isMigratable {
        given.virtualMachines[0].spec = [
          "domain": ["devices": ["interfaces": [["name": "default", "bridge": [:]]]]]
        ]
      }
    }
    #expect(post(budget(ofInstance: "vm"), to: &cluster).code == 201)
    try cluster.run(for: .seconds(5))
    #expect(cluster.object(.podDisruptionBudget, "kubevirt-disruption-budget-abcde") == nil)
    #expect(cluster.words(on: "VirtualMachineInstance", "vm").contains(Self.deletion))
    try cluster.run(for: .minutes(5))
    let made = cluster.changes.filter {
      $0.object.kind == .podDisruptionBudget && $0.type == .added
    }
    #expect(made.count == 1, "that of the test alone")
  }

  @Test(
    "MIG-340: a budget whose VMI is not there is deleted as well", arguments: ["gone", "never"])
  func budgetOfNobody(name: String) throws {
    var cluster = try Rehearsal { given in
      var machine = VirtualMachineLayout(name: "gone")
      machine.node = "node1"
      given.virtualMachines.append(machine)
    }
    cluster.act("stop", on: "gone")
    try cluster.run(for: .minutes(2))
    #expect(cluster.instance("gone") == nil)
    _ = post(budget(ofInstance: name), to: &cluster)
    try cluster.run(for: .seconds(5))
    #expect(cluster.object(.podDisruptionBudget, "kubevirt-disruption-budget-abcde") == nil)
  }

  @Test(arguments: [[:], ["kubevirt.io/migrationName": "job"]] as [JSONValue])
  func `a budget of an older VMI or an old migration is deleted`(labels: JSONValue) throws {
    var cluster = try Rehearsal()
    // The uid in the budget is not that of the present VMI.
    _ = post(budget(ofInstance: "vm", labels: labels), to: &cluster)
    try cluster.run(for: .seconds(5))
    #expect(cluster.object(.podDisruptionBudget, "kubevirt-disruption-budget-abcde") == nil)
  }

  @Test func `a budget of something else stays`() throws {
    var cluster = try Rehearsal()
    var own = budget(ofInstance: "vm").object ?? JSONObject()
    own.set(.null, at: ["metadata", "ownerReferences"])
    _ = post(.object(own), to: &cluster)
    try cluster.run(for: .minutes(1))
    #expect(cluster.object(.podDisruptionBudget, "kubevirt-disruption-budget-abcde") != nil)
  }
}
