import GodwitModel
import Simulator
import Testing

@Suite struct InstanceAdmissionTests {
  private static let handler = UserInfo(
    name: "system:serviceaccount:kubevirt:kubevirt-handler", groups: ["system:masters"])

  @Test func `only KubeVirt changes the specification of a VMI`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    let change: JSONValue = ["spec": ["evictionStrategy": "None"]]
    let answer = cluster.patch(.virtualMachineInstance, "vm-a", change)
    #expect(answer.code == 422)
    #expect(
      answer.message
        == "admission webhook \"virtualmachineinstances-update-validator.kubevirt.io\" denied the "
        + "request: update of VMI object is restricted")
    #expect(
      answer.body?["details"]?["causes"]
        == [
          [
            "reason": "FieldValueNotSupported", "message": "update of VMI object is restricted",
          ]
        ])
    let handler = cluster.patch(.virtualMachineInstance, "vm-a", change, as: Self.handler)
    #expect(handler.code == 200)
  }

  @Test func `reserved labels of a VMI are KubeVirt's`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    let answer = cluster.patch(
      .virtualMachineInstance, "vm-a",
      ["metadata": ["labels": ["kubevirt.io/nodeName": "node2"]]])
    #expect(
      answer.message.hasSuffix(
        "modification of the following reserved kubevirt.io/ labels on a VMI object is prohibited"))
    let other = cluster.patch(
      .virtualMachineInstance, "vm-a", ["metadata": ["labels": ["team": "a"]]])
    #expect(other.code == 200)
  }

  @Test func `a user's change of a VMI's status is undone without a word`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    let change: JSONValue = ["status": ["phase": "Failed"]]
    let answer = cluster.patch(.virtualMachineInstance, "vm-a", change)
    #expect(answer.code == 200)
    #expect(answer.body?["status"]?["phase"] == "Running")
    let handler = cluster.patch(.virtualMachineInstance, "vm-a", change, as: Self.handler)
    #expect(handler.body?["status"]?["phase"] == "Failed")
    #expect(handler.body?["metadata"]?["generation"] == 2, "it counts: there is no subresource")
  }

  @Test(arguments: [
    ("1Gi", "64Mi", "must be equal to or larger than page size"),
    ("2Mi", "65Mi", "is not a multiple of the page size"),
  ])
  func `memory is some huge pages`(size: String, guest: String, problem: String) {
    var cluster = Cluster()
    var body = Cluster.machine("a").object ?? JSONObject()
    body.set(
      ["guest": .string(guest), "hugepages": ["pageSize": .string(size)]],
      at: ["spec", "template", "spec", "domain", "memory"])
    let answer = cluster.create(.virtualMachine, .object(body))
    #expect(answer.code == 422)
    #expect(
      answer.message.hasSuffix(
        "spec.template.spec.domain.resources.requests.memory '0' \(problem) "
          + "spec.template.spec.domain.memory.hugepages.pageSize '\(size)'"))
  }

  @Test func `a VM needs a known run strategy`() {
    var cluster = Cluster()
    var body = Cluster.machine("a").object ?? JSONObject()
    body.set("Sometimes", at: ["spec", "runStrategy"])
    let answer = cluster.create(.virtualMachine, .object(body))
    #expect(answer.code == 422)
    #expect(
      answer.message
        == "admission webhook \"virtualmachine-validator.kubevirt.io\" denied the request: Invalid "
        + "RunStrategy (Sometimes)")
    body.set(nil, at: ["spec", "runStrategy"])
    body.set(true, at: ["spec", "running"])
    let running = cluster.create(.virtualMachine, .object(body))
    #expect(running.code == 201)
    #expect(
      running.warnings
        == ["spec.running is deprecated, please use spec.runStrategy instead."])
  }

  @Test func `an unknown eviction strategy is refused with its place`() {
    var cluster = Cluster()
    var body = Cluster.machine("a").object ?? JSONObject()
    body.set("Move", at: ["spec", "template", "spec", "evictionStrategy"])
    let answer = cluster.create(.virtualMachine, .object(body))
    #expect(
      answer.body?["details"]?["causes"]?[0]
        == [
          "reason": "FieldValueInvalid",
          "message":
            "spec.template.spec.evictionStrategy is set with an unrecognized option: Move",
          "field": "spec.template.spec.evictionStrategy",
        ])
  }

  @Test("MIG-432: a VMI with an unknown eviction strategy is refused")
  func unknownStrategy() {
    var cluster = Cluster()
    let answer = cluster.create(
      .virtualMachineInstance,
      [
        "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
        "metadata": ["name": "lone"],
        "spec": [
          "evictionStrategy": "fantasy", "domain": ["memory": ["guest": "1Gi"], "devices": [:]],
        ],
      ])
    #expect(answer.code == 422)
    #expect(
      answer.body?["details"]?["causes"]?[0]?["message"]
        == "spec.evictionStrategy is set with an unrecognized option: fantasy")
    #expect(cluster.get(.virtualMachineInstance, "lone") == nil)
  }

  @Test func `what would change migration and is not simulated is refused`() {
    var cluster = Cluster()
    var body = Cluster.machine("a").object ?? JSONObject()
    body.set(
      true, at: ["spec", "template", "spec", "domain", "cpu", "dedicatedCpuPlacement"])
    let answer = cluster.create(.virtualMachine, .object(body))
    #expect(answer.code == 422)
    #expect(
      answer.message
        == "godwit: spec.template.spec.domain.cpu.dedicatedCpuPlacement: dedicated CPUs is not "
        + "modelled")
    body.set(
      false, at: ["spec", "template", "spec", "domain", "cpu", "dedicatedCpuPlacement"])
    #expect(cluster.create(.virtualMachine, .object(body)).code == 201)
  }

  private func answer(toPolicy spec: JSONValue) -> APIResponse {
    var cluster = Cluster()
    return cluster.send(
      APIRequest(
        .post, "/apis/migrations.kubevirt.io/v1alpha1/migrationpolicies",
        body: [
          "apiVersion": "migrations.kubevirt.io/v1alpha1", "kind": "MigrationPolicy",
          "metadata": ["name": "p"], "spec": spec,
        ]))
  }

  @Test func `a policy of migration needs selectors`() {
    let answer = answer(toPolicy: ["allowAutoConverge": true])
    #expect(answer.code == 422)
    #expect(answer.body?["details"]?["causes"]?.array?.first?["field"] == "spec.selectors")
  }

  @Test func `policies of migration are checked by their webhook`() {
    let answer = answer(
      toPolicy: [
        "selectors": [:], "completionTimeoutPerGiB": -1, "bandwidthPerMigration": "-1Mi",
        "maxDowntimeMs": 5,
      ])
    #expect(answer.code == 422)
    let fields = (answer.body?["details"]?["causes"]?.array ?? []).map { $0["field"]?.string }
    #expect(
      fields == [
        "spec.completionTimeoutPerGiB", "spec.maxDowntimeMs", "spec.bandwidthPerMigration",
      ])
  }
}
