import GodwitModel
import Simulator
import Testing

/// What is asked for with `dryRun=All` is answered as if it were done, and is not done.
@Suite struct DryRunTests {
  private let all = [QueryItem("dryRun", "All")]

  private func clusterWithMachine() -> Cluster {
    var cluster = Cluster()
    cluster.addRunning("vm-a")
    if var instance = cluster.store.virtualMachineInstances["demo", "vm-a"]?.object {
      // It was made just now: no condition yet, and no phase in which it runs.
      instance.status.phase = .scheduling
      instance.status.conditions = []
      cluster.store.update(instance.erased, at: cluster.now)
    }
    return cluster
  }

  private func path(_ name: String) -> String {
    APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo", name: name)
  }

  @Test func `a migration is accepted and not stored (MIG-154)`() {
    var cluster = clusterWithMachine()
    let answer = cluster.create(
      .virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"), query: all)
    #expect(answer.code == 201)
    #expect(answer.body?["metadata"]?["name"] == "job")
    #expect(cluster.send(APIRequest(.get, path("job"))).code == 404)
  }

  @Test func `a migration is not deleted (MIG-155)`() {
    var cluster = clusterWithMachine()
    cluster.create(.virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"))
    let answer = cluster.send(APIRequest(.delete, path("job"), query: all))
    #expect(answer.code == 200)
    let left = cluster.send(APIRequest(.get, path("job")))
    #expect(left.code == 200)
    #expect(left.body?["metadata"]?["deletionTimestamp"] == nil)
  }

  @Test func `a migration is not changed (MIG-157)`() {
    var cluster = clusterWithMachine()
    cluster.create(.virtualMachineInstanceMigration, Cluster.migration("job", of: "vm-a"))
    let before = cluster.get(.virtualMachineInstanceMigration, "job")?.json
    let answer = cluster.send(
      APIRequest(
        .patch, path("job"), query: all, patchType: .merge,
        body: ["metadata": ["labels": ["key": "42"]]]))
    #expect(answer.code == 200)
    #expect(answer.body?["metadata"]?["labels"]?["key"] == "42")
    #expect(cluster.get(.virtualMachineInstanceMigration, "job")?.json == before)
  }
}
