import GodwitModel
import Simulator
import Testing

/// Owners and what belongs to them (k8s.io/kubernetes pkg/controller/garbagecollector).
@Suite struct GarbageCollectorTests {
  private func delete(
    _ kind: ResourceKind, _ name: String, _ policy: String, in cluster: inout Rehearsal
  ) -> APIResponse {
    cluster.send(
      APIRequest(
        .delete, APIRequest.path(of: kind, namespace: "demo", name: name),
        body: ["propagationPolicy": .string(policy)]))
  }

  @Test func `a migration deleted in the foreground is cancelled like any other`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    let answer = delete(.virtualMachineInstanceMigration, "job", "Foreground", in: &cluster)
    #expect(answer.code == 200)
    #expect(
      answer.body?["metadata"]?["finalizers"]
        == ["kubevirt.io/migrationJobFinalize", "foregroundDeletion"])
    try cluster.run(for: .seconds(5))
    #expect(cluster.migration() == nil)
    #expect(cluster.state()?.abortStatus == "Succeeded")
  }

  @Test func `a finished one goes as soon as the collector has let go of it`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(5))
    let answer = delete(.virtualMachineInstanceMigration, "job", "Orphan", in: &cluster)
    #expect(answer.body?["metadata"]?["finalizers"] == ["orphan"])
    try cluster.run(for: .seconds(1))
    #expect(cluster.migration() == nil)
  }

  @Test func `a VM deleted without its instance leaves it running, with no owner`() throws {
    var cluster = try Rehearsal()
    #expect(delete(.virtualMachine, "vm", "Orphan", in: &cluster).code == 200)
    try cluster.run(for: .seconds(60))
    #expect(cluster.object(.virtualMachine, "vm") == nil)
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.metadata.ownerReferences.isEmpty == true)
  }

  @Test func `a VM deleted in the foreground goes after its instance`() throws {
    var cluster = try Rehearsal()
    #expect(delete(.virtualMachine, "vm", "Foreground", in: &cluster).code == 200)
    try cluster.run(for: .seconds(120))
    #expect(cluster.object(.virtualMachine, "vm") == nil)
    #expect(cluster.instance() == nil)
    #expect(cluster.pods(of: "vm").allSatisfy { cluster.object(.pod, $0.metadata.name) == nil })
  }

  @Test(arguments: [true, false])
  func `a migration that belongs to something goes with it`(isThere: Bool) throws {
    var cluster = try Rehearsal()
    let uid = isThere ? cluster.instance()?.metadata.uid ?? "" : "0"
    cluster.send(
      APIRequest(
        .post, APIRequest.path(of: .virtualMachineInstanceMigration, namespace: "demo"),
        body: [
          "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
          "metadata": [
            "name": "job",
            "ownerReferences": [
              [
                "apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance", "name": "vm",
                "uid": .string(uid),
              ]
            ],
          ], "spec": ["vmiName": "vm"],
        ]))
    try cluster.run(for: .seconds(20))
    #expect(cluster.migration()?.status.phase == (isThere ? .succeeded : nil))
  }
}
