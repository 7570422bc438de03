import GodwitModel
import Simulator
import Testing

@Suite struct DeletionTests {
  @Test func `an object with a finalizer stays, being deleted`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    cluster.create(.virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"))
    let answer = cluster.delete(.virtualMachineInstanceMigration, "job")
    #expect(answer.code == 200)
    #expect(answer.body?["kind"] == "VirtualMachineInstanceMigration")
    let metadata = answer.body?["metadata"]
    #expect(metadata?["deletionTimestamp"] == "2026-01-01T00:00:00Z")
    #expect(metadata?["deletionGracePeriodSeconds"] == 0)
    #expect(metadata?["generation"] == 2)
    let version = cluster.get(.virtualMachineInstanceMigration, "job")?.metadata.resourceVersion
    cluster.delete(.virtualMachineInstanceMigration, "job")
    #expect(
      cluster.get(.virtualMachineInstanceMigration, "job")?.metadata.resourceVersion == version,
      "a second deletion changes nothing")
    _ = cluster.store.takeLog()
    cluster.patch(
      .virtualMachineInstanceMigration, "job", ["metadata": ["finalizers": .null]])
    #expect(cluster.get(.virtualMachineInstanceMigration, "job") == nil)
    let log = cluster.store.takeLog()
    #expect(log.map(\.type) == [.deleted])
    #expect(
      log.first?.object.metadata.finalizers == ["kubevirt.io/migrationJobFinalize"],
      "watches see the object as it was before")
  }

  @Test func `an object that is being deleted takes no new finalizer`() {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    cluster.create(.virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"))
    cluster.delete(.virtualMachineInstanceMigration, "job")
    let answer = cluster.patch(
      .virtualMachineInstanceMigration, "job", ["metadata": ["finalizers": ["example.com/x"]]])
    #expect(answer.code == 422)
    #expect(
      answer.message
        == "VirtualMachineInstanceMigration.kubevirt.io \"job\" is invalid: metadata.finalizers: "
        + "Forbidden: no new finalizers can be added if the object is being deleted, found new "
        + "finalizers []string{\"example.com/x\"}")
  }

  @Test func `a pod gets its time, and less when asked again`() {
    var cluster = Cluster()
    cluster.addPod("a", of: "a")
    let first = cluster.delete(.pod, "a")
    #expect(first.body?["kind"] == "Pod")
    #expect(first.body?["metadata"]?["deletionGracePeriodSeconds"] == 30)
    #expect(first.body?["metadata"]?["deletionTimestamp"] == "2026-01-01T00:00:30Z")
    cluster.delete(.pod, "a", ["gracePeriodSeconds": 60])
    #expect(cluster.get(.pod, "a")?.metadata.deletionGracePeriodSeconds == 30)
    cluster.delete(.pod, "a", ["gracePeriodSeconds": 5])
    #expect(cluster.get(.pod, "a")?.metadata.deletionGracePeriodSeconds == 5)
    cluster.delete(.pod, "a", ["gracePeriodSeconds": 0])
    #expect(cluster.get(.pod, "a") == nil)
  }

  @Test func `a collection is deleted by its labels`() {
    var cluster = Cluster()
    for name in ["a", "b", "c"] {
      cluster.create(
        .configMap,
        [
          "apiVersion": "v1", "kind": "ConfigMap",
          "metadata": ["name": .string(name), "labels": ["odd": name == "b" ? "no" : "yes"]],
        ])
    }
    let answer = cluster.send(
      APIRequest(
        .delete, "/api/v1/namespaces/demo/configmaps",
        query: [QueryItem("labelSelector", "odd in (yes)")]))
    #expect(answer.code == 200)
    #expect(answer.body?["items"]?.array?.count == 2)
    #expect(cluster.store.objects(.configMap).map(\.metadata.name) == ["b"])
  }

  @Test func `nothing new is made in a namespace that is being deleted`() {
    var cluster = Cluster()
    cluster.create(
      .configMap, ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]])
    cluster.send(APIRequest(.delete, "/api/v1/namespaces/demo"))
    let refused = cluster.create(
      .configMap, ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["generateName": "b-"]])
    #expect(refused.code == 403)
    #expect(refused.reason == "Forbidden")
    #expect(
      refused.message
        == "configmaps \"b-\" is forbidden: unable to create new content in namespace demo because "
        + "it is being terminated")
    #expect(
      refused.body?["details"]
        == [
          "name": "b-", "kind": "configmaps",
          "causes": [
            [
              "reason": "NamespaceTerminating", "message": "namespace demo is being terminated",
              "field": "metadata.namespace",
            ]
          ],
        ])
    #expect(cluster.patch(.configMap, "a", ["data": ["x": "1"]]).code == 200)
    #expect(cluster.delete(.configMap, "a").code == 200)
  }

  @Test(arguments: ["default", "kube-system", "kube-public"])
  func `some namespaces stay`(name: String) {
    var cluster = Cluster()
    var namespace = GenericObject()
    namespace.metadata.name = name
    if name != "default" {
      cluster.store.create(.generic(.namespace, Snapshot(namespace)), at: cluster.now)
    }
    let answer = cluster.send(APIRequest(.delete, "/api/v1/namespaces/" + name))
    #expect(answer.code == 403)
    #expect(
      answer.message
        == "namespaces \"\(name)\" is forbidden: this namespace may not be deleted")
  }

  @Test func `a namespace is deleted by its uid, and dry`() {
    var cluster = Cluster()
    let other: JSONValue = ["preconditions": ["uid": "other"]]
    let uid = cluster.store.object(ObjectKey(.namespace, name: "demo"))?.uid ?? ""
    let refused = cluster.send(APIRequest(.delete, "/api/v1/namespaces/demo", body: other))
    #expect(refused.code == 409)
    #expect(
      refused.message
        == "Operation cannot be fulfilled on namespaces \"demo\": Precondition failed: UID in "
        + "precondition: other, UID in object meta: \(uid)")
    let dry = cluster.send(
      APIRequest(.delete, "/api/v1/namespaces/demo", query: [QueryItem("dryRun", "All")]))
    #expect(dry.body?["status"]?["phase"] == "Terminating")
    let present = cluster.store.object(ObjectKey(.namespace, name: "demo"))
    #expect(present?.metadata.isBeingDeleted == false)
  }
}
