import GodwitModel
import Simulator
import Testing

@Suite struct MigrationAdmissionTests {
  private static let prefix =
    "admission webhook \"migration-create-validator.kubevirt.io\" denied the request: "

  private func clusterWithMachine() -> Cluster {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    return cluster
  }

  private func set(
    _ cluster: inout Cluster, _ change: (inout VirtualMachineInstanceStatus) -> Void
  ) {
    guard var instance = cluster.store.virtualMachineInstances["demo", "vm-a"]?.object else {
      return
    }
    change(&instance.status)
    cluster.store.update(instance.erased, at: cluster.now)
  }

  @Test(arguments: ["Succeeded", "Failed"])
  func `a VMI that has ended is not migrated`(phase: String) {
    var cluster = clusterWithMachine()
    set(&cluster) { $0.phase = VirtualMachineInstancePhase(rawValue: phase) }
    let answer = cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"))
    #expect(answer.code == 400)
    #expect(answer.message == Self.prefix + "Cannot migrate VMI in finalized state.")
    #expect(answer.body?["reason"] == nil)
    #expect(answer.body?["details"] == nil)
  }

  @Test func `a VMI that does not run yet may be migrated`() {
    var cluster = clusterWithMachine()
    set(&cluster) {
      $0.phase = .scheduling
      $0.conditions = []
    }
    let answer = cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"))
    #expect(answer.code == 201)
  }

  @Test func `a second migration is refused while the first has not ended`() {
    var cluster = clusterWithMachine()
    let first = cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job-1", of: "vm-a"))
    let uid = first.body?["metadata"]?["uid"]?.string ?? ""
    let second = cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job-2", of: "vm-a"))
    #expect(second.code == 400)
    #expect(
      second.message
        == Self.prefix + "in-flight migration detected. Active migration job (\(uid)) is currently "
        + "already in progress for VMI vm-a.")
    cluster.delete(.virtualMachineInstanceMigration, "job-1")
    let third = cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job-2", of: "vm-a"))
    #expect(third.code == 400, "one that is being deleted still counts")
  }

  @Test func `a VMI of another namespace does not exist`() {
    var cluster = clusterWithMachine()
    let answer = cluster.send(
      APIRequest(
        .post, "/apis/kubevirt.io/v1/namespaces/default/virtualmachineinstancemigrations",
        body: Cluster.migration("job", of: "vm-a")))
    #expect(answer.code == 400)
    #expect(answer.message == Self.prefix + "the VMI \"default/vm-a\" does not exist")
  }

  @Test func `a name of more than 63 characters cannot be a label`() {
    var cluster = Cluster()
    let name = String(repeating: "w", count: 64)
    cluster.addRunning(name)
    let answer = cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job-2", of: name))
    #expect(answer.code == 422)
    #expect(
      answer.message
        == "VirtualMachineInstanceMigration.kubevirt.io \"job-2\" is invalid: metadata.labels: "
        + "Invalid value: \"\(name)\": must be no more than 63 bytes")
  }

  @Test func `only virt-controller sets a priority`() {
    var cluster = clusterWithMachine()
    var body = Cluster.migration("job", of: "vm-a").object ?? JSONObject()
    body["spec"] = ["vmiName": "vm-a", "priority": "system-critical"]
    let controller = UserInfo(
      name: "system:serviceaccount:kubevirt:kubevirt-controller", groups: ["system:masters"])
    let answer = cluster.create(
      .virtualMachineInstanceMigration, .object(body), as: controller)
    #expect(answer.code == 201)
    #expect(answer.body?["spec"]?["priority"] == "system-critical")
  }

  @Test func `what was sent as status is dropped and the finalizer is added again`() {
    var cluster = clusterWithMachine()
    var body = Cluster.migration("job", of: "vm-a").object ?? JSONObject()
    body["status"] = ["phase": "Succeeded"]
    body["metadata"] = [
      "name": "job", "finalizers": ["kubevirt.io/migrationJobFinalize"],
      "labels": ["kubevirt.io/vmi-name": "other", "a": "b"],
    ]
    let answer = cluster.create(.virtualMachineInstanceMigration, .object(body))
    #expect(answer.body?["status"] == nil)
    #expect(
      answer.body?["metadata"]?["finalizers"]
        == ["kubevirt.io/migrationJobFinalize", "kubevirt.io/migrationJobFinalize"])
    #expect(
      answer.body?["metadata"]?["labels"] == ["kubevirt.io/vmi-name": "vm-a", "a": "b"])
  }

  @Test func `without its gate decentralised migration is denied (MIG-389)`() {
    var cluster = clusterWithMachine()
    var kubeVirt = GenericObject()
    kubeVirt.metadata.name = "kubevirt"
    kubeVirt.metadata.namespace = "kubevirt"
    kubeVirt.rest["spec"] = [
      "configuration": [
        "developerConfiguration": ["disabledFeatureGates": ["DecentralizedLiveMigration"]]
      ]
    ]
    cluster.store.create(.generic(.kubeVirt, Snapshot(kubeVirt)), at: cluster.now)
    for key in ["sendTo", "receive"] {
      var body = Cluster.migration("job", of: "vm-a").object ?? JSONObject()
      body["spec"] = .object(["vmiName": "vm-a", key: ["migrationID": "a", "connectURL": "x"]])
      let answer = cluster.create(.virtualMachineInstanceMigration, .object(body))
      #expect(answer.code == 422)
      #expect(
        answer.message.contains(
          "DecentralizedLiveMigration feature gate is not enabled in kubevirt resource"))
    }
  }

  @Test func `decentralised migration is checked and then refused as not modelled (MIG-391)`() {
    var cluster = clusterWithMachine()
    func create(_ spec: JSONValue) -> APIResponse {
      var body = Cluster.migration("job", of: "vm-a").object ?? JSONObject()
      body["spec"] = spec
      return cluster.create(.virtualMachineInstanceMigration, .object(body))
    }
    let mismatch = create([
      "vmiName": "vm-a", "sendTo": ["migrationID": "a", "connectURL": "x"],
      "receive": ["migrationID": "b"],
    ])
    #expect(
      mismatch.message
        == Self.prefix + "sendTo migrationID a does not match receive migrationID b")
    let source = create(["vmiName": "vm-a", "sendTo": ["migrationID": "a", "connectURL": "x"]])
    #expect(source.code == 422)
    #expect(source.message.hasPrefix("godwit: decentralised live migration"))
    #expect(cluster.store.migrations.count == 0)
  }

  @Test func `the selector label of a migration under way stays`() {
    var cluster = clusterWithMachine()
    cluster.create(.virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"))
    let prefix =
      "admission webhook \"migration-update-validator.kubevirt.io\" denied the request: "
    let changed = cluster.patch(
      .virtualMachineInstanceMigration, "job",
      ["metadata": ["labels": ["kubevirt.io/vmi-name": "other"]]])
    #expect(
      changed.message == prefix + "selector label can't be modified on an in-flight migration")
    let removed = cluster.patch(
      .virtualMachineInstanceMigration, "job", ["metadata": ["labels": .null]])
    #expect(
      removed.message == prefix + "selector label can't be removed from an in-flight migration")
    let finalizer = cluster.patch(
      .virtualMachineInstanceMigration, "job", ["metadata": ["finalizers": .null]])
    #expect(finalizer.code == 200)
    #expect(cluster.get(.virtualMachineInstanceMigration, "job")?.metadata.finalizers == [])
  }
}
