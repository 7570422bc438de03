import GodwitModel
import Simulator
import Testing

/// What KubeVirt's webhooks and the definitions of its resources make of migration settings.
@Suite struct MigrationSettingsAdmissionTests {
  private func cluster(_ configuration: JSONValue) -> Cluster {
    var cluster = Cluster()
    var object = GenericObject()
    object.metadata.name = "kubevirt"
    object.metadata.namespace = "demo"
    object.rest["spec"] = ["configuration": configuration]
    cluster.store.create(.generic(.kubeVirt, Snapshot(object)), at: cluster.now)
    return cluster
  }

  private func change(_ cluster: inout Cluster, _ migrations: JSONValue) -> APIResponse {
    cluster.patch(
      .kubeVirt, "kubevirt", ["spec": ["configuration": ["migrations": migrations]]])
  }

  @Test("MIG-405: the cluster's downtime needs a gate unless it stays as it is")
  func downtimeOfTheCluster() {
    let field = "spec.configuration.migrationConfiguration.maxDowntimeMs"
    func refusedField(_ answer: APIResponse) -> JSONValue? {
      answer.body?["details"]?["causes"]?[0]?["field"]
    }
    var closed = cluster([:])
    let set = change(&closed, ["maxDowntimeMs": 900])
    #expect(set.code == 422)
    #expect(refusedField(set) == .string(field))
    for gate in ["MigrationStallDetection", "MigrationDowntimeTuning"] {
      var open = cluster(["developerConfiguration": ["featureGates": [.string(gate)]]])
      #expect(change(&open, ["maxDowntimeMs": 900]).code == 200)
      #expect(change(&open, ["maxDowntimeMs": 500]).code == 200)
    }
    var present = cluster(["migrations": ["maxDowntimeMs": 900]])
    #expect(change(&present, ["progressTimeout": 7]).code == 200, "it stays as it is")
    let changed = change(&present, ["maxDowntimeMs": 500])
    #expect(changed.code == 422)
    #expect(refusedField(changed) == .string(field))
  }

  @Test func `unknown settings of the cluster are taken out`() {
    var cluster = cluster([:])
    let answer = change(&cluster, ["progressTimeout": 7, "parallelMigrations": 3])
    #expect(answer.code == 200)
    let stored = cluster.get(.kubeVirt, "kubevirt")?.value(
      at: ["spec", "configuration", "migrations"])
    #expect(stored == ["progressTimeout": 7])
  }

  @Test func `unknown fields of a policy are taken out`() {
    var cluster = Cluster()
    let answer = cluster.create(
      .migrationPolicy,
      [
        "apiVersion": "migrations.kubevirt.io/v1alpha1", "kind": "MigrationPolicy",
        "metadata": ["name": "p"],
        "spec": ["selectors": [:], "allowPostCopy": true, "progressTimeout": 7],
      ])
    #expect(answer.code == 201)
    #expect(answer.body?["spec"] == ["selectors": [:], "allowPostCopy": true])
  }

  @Test(arguments: [
    ("500m", nil), ("1", nil), ("0.999", nil),
    ("0.1230", nil), ("0", "must be greater than 0"), ("1.001", "must be less than or equal to 1"),
    ("-0.5", "invalid scalar \"-500m\": must not be negative"),
    ("0.1234", "invalid scalar \"123400u\": must have at most 3 decimal places"),
    ("0.1234567", "invalid scalar \"123456700n\": must have at most 3 decimal places"),
  ])
  func `the weight of a stall detector is checked`(text: String, message: String?) {
    var cluster = cluster(["developerConfiguration": ["featureGates": ["MigrationStallDetection"]]])
    let answer = cluster.create(
      .migrationPolicy,
      [
        "apiVersion": "migrations.kubevirt.io/v1alpha1", "kind": "MigrationPolicy",
        "metadata": ["name": "p"],
        "spec": [
          "selectors": [:],
          "experimental": ["stallDetector": ["ewmaAlpha": .string(text)]],
        ],
      ])
    #expect(answer.body?["details"]?["causes"]?[0]?["message"]?.string == message)
  }
}
