import GodwitModel
import Simulator
import Testing

/// Pods that are deleted without a grace period: the API server forgets them at once, and what ran
/// in them ends.
@Suite struct ForcedDeletionTests {
  private func force(_ pod: Pod, in cluster: inout Rehearsal) {
    cluster.send(
      APIRequest(
        .delete, APIRequest.path(of: .pod, namespace: "demo", name: pod.metadata.name),
        body: ["gracePeriodSeconds": 0]))
  }

  @Test func `a VM whose target was lost can be migrated again`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    force(try #require(cluster.target()), in: &cluster)
    try cluster.run(for: .seconds(60))
    #expect(cluster.migration()?.status.phase == .failed)
    #expect(cluster.instance()?.status.nodeName == "node1")
    cluster.migrate(as: "again")
    #expect(try cluster.run(within: .seconds(60), until: "again", is: .succeeded))
    #expect(cluster.instance()?.status.nodeName == "node2")
  }

  @Test func `a VM whose pod was lost starts again, and its migration is over`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    let uid = cluster.instance()?.metadata.uid
    force(try #require(cluster.pods(of: "vm").first), in: &cluster)
    try cluster.run(for: .seconds(60))
    #expect(cluster.migration() == nil)
    #expect(cluster.instance()?.metadata.uid != uid)
    #expect(cluster.instance()?.status.phase == .running)
    cluster.migrate(as: "again")
    #expect(try cluster.run(within: .seconds(60), until: "again", is: .succeeded))
  }
}
