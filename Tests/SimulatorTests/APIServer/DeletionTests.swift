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

  @Test func `the deletion of a namespace is not modelled`() {
    var cluster = Cluster()
    let answer = cluster.send(APIRequest(.delete, "/api/v1/namespaces/demo"))
    #expect(answer.code == 422)
    #expect(answer.message == "godwit: the deletion of a namespace is not modelled")
  }
}
