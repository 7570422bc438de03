import GodwitModel
import Simulator
import Testing

/// What is used of quotas (k8s.io/kubernetes pkg/controller/resourcequota).
@Suite struct ResourceQuotaControllerTests {
  private static func quota(_ hard: JSONValue) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "q"],
      "spec": ["hard": hard],
    ]
  }

  private func status(_ cluster: Rehearsal) -> JSONValue? {
    cluster.simulation.store.object(ObjectKey(.resourceQuota, namespace: "demo", name: "q"))?
      .json["status"]
  }

  @Test func `a quota tells what is used, and what it limits`() throws {
    var cluster = try Rehearsal()
    let path = APIRequest.path(of: .resourceQuota, namespace: "demo")
    cluster.send(
      APIRequest(
        .post, path,
        body: Self.quota(["pods": "5", "requests.memory": "10Gi", "count/roles.example": "1"])))
    try cluster.run(for: .seconds(1))
    #expect(
      status(cluster)?["hard"]
        == ["count/roles.example": "1", "pods": "5", "requests.memory": "10Gi"])
    #expect(status(cluster)?["used"]?["pods"] == "1")
    #expect(status(cluster)?["used"]?["count/roles.example"] == nil)
    let memory = status(cluster)?["used"]?["requests.memory"]
    #expect(memory?.scalarText.flatMap { Quantity(parsing: $0) } ?? Quantity(0) > Quantity(1 << 30))
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    #expect(status(cluster)?["used"]?["pods"] == "2", "a migration has two pods")
    try cluster.run(for: .minutes(1))
    #expect(status(cluster)?["used"]?["pods"] == "1", "of which one ends")
  }

  @Test func `a migration without room goes on once another pod has ended`() throws {
    var cluster = try Rehearsal { given in
      given.manifests = [Self.quota(["pods": "3"])]
      var other = VirtualMachineLayout(name: "other")
      other.node = "node1"
      given.virtualMachines.append(other)
      given.virtualMachines.append(VirtualMachineLayout(name: "third"))
    }
    cluster.migrate()
    try cluster.run(for: .seconds(20))
    #expect(cluster.migration("job")?.status.phase == .pending)
    #expect(cluster.migration("job")?.status.conditions["migrationRejectedByResourceQuota"] != nil)
    cluster.act("stop", on: "other", ["gracePeriod": 0])
    let freed = try cluster.run { change in
      change.object.kind == .resourceQuota && change.object.json["status"]?["used"]?["pods"] == "2"
    }
    let start = try #require(freed).at
    try cluster.run(until: "job", is: .scheduling)
    let pod = try #require(
      cluster.changes.last { $0.object.kind == .virtualMachineInstanceMigration })
    #expect(pod.at - start < .seconds(1), "the change of the quota's status wakes it")
  }
}
