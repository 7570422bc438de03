import GodwitModel
import Simulator
import Testing

/// Who hands a guest over, and what is said of failures and aborts (specification §11).
@Suite struct VersionedHandOverTests {
  private func running(_ minor: Int) throws -> Rehearsal {
    var cluster = try Rehearsal(kubeVirt: minor)
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .running))
    return cluster
  }

  @Test(arguments: [0, 5, 6, 9])
  func `the source does in one write up to v1.5, the target in two since v1.6`(
    minor: Int
  ) throws {
    var cluster = try running(minor)
    #expect(try cluster.run(until: "job", is: .succeeded))
    try cluster.run(for: .seconds(2))
    let between = cluster.states().filter { $0.endTimestamp != nil && !$0.completed }
    #expect(between.isEmpty == (minor < 6))
    let moved = cluster.events(on: "VirtualMachineInstance").first { $0.reason == "Migrated" }
    #expect(moved?.message == "The VirtualMachineInstance migrated to node node2.")
    #expect(moved?.source.host == (minor < 6 ? "node1" : "node2"))
    let label = cluster.instance()?.metadata.labels["kubevirt.io/migrationTargetNodeName"]
    #expect(label == (minor < 6 ? "node2" : nil))
  }

  @Test func `the label of a failed target stays up to v1.5, and the next migration is well`()
    throws
  {
    var cluster = try running(5)
    try cluster.inject(.failCopy(namespace: "demo", migration: "job", message: "broken"))
    #expect(try cluster.run(until: "job", is: .failed))
    try cluster.run(for: .seconds(2))
    #expect(
      cluster.instance()?.metadata.labels["kubevirt.io/migrationTargetNodeName"] == "node2")
    #expect(cluster.target()?.status.phase == .failed)
    cluster.migrate(as: "again")
    #expect(try cluster.run(until: "again", is: .succeeded))
  }

  @Test(arguments: [
    (2, "", true),
    (3, "Live migration failed error encountered during MigrateToURI3 libvirt api call: no", true),
    (5, "Live migration failed error encountered during MigrateToURI3 libvirt api call: no", true),
    (6, "no", false), (8, "no", false), (9, "no", true),
  ])
  func `a copy that broke`(minor: Int, reason: String, isCompleted: Bool) throws {
    var cluster = try running(minor)
    try cluster.inject(.failCopy(namespace: "demo", migration: "job", message: "no"))
    #expect(try cluster.run(until: "job", is: .failed))
    try cluster.run(for: .seconds(2))
    let state = try #require(cluster.state())
    #expect(state.failed)
    #expect(state.completed == isCompleted)
    #expect(state.failureReason == reason)
    #expect(state.abortStatus == "")
    #expect(
      cluster.words(on: "VirtualMachineInstance").contains {
        $0.hasPrefix("Migrated: VirtualMachineInstance migration uid") && $0.hasSuffix("no")
      }, "the event says why on every version")
  }

  @Test(arguments: [
    (2, ["Aborting", "Succeeded"], ""), (8, ["Aborting", "Succeeded"], "Live migration aborted "),
    (9, ["Succeeded"], "Live migration has been aborted"),
  ])
  func `a copy that was cancelled`(minor: Int, statuses: [String], reason: String) throws {
    var cluster = try running(minor)
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .seconds(5))
    var seen: [String] = []
    for state in cluster.states() where !state.abortStatus.isEmpty {
      if seen.last != state.abortStatus { seen.append(state.abortStatus) }
    }
    #expect(seen == statuses)
    #expect(cluster.state()?.failureReason == reason)
    #expect(cluster.migration() == nil)
    let aborting = cluster.words(on: "VirtualMachineInstance").filter {
      $0 == "Migrating: VirtualMachineInstance is aborting migration."
    }
    #expect(aborting.count == 1)
  }

  @Test func `an abort that comes too late failed visibly up to v1.8`() throws {
    for minor in [8, 9] {
      var cluster = try Rehearsal(kubeVirt: minor) {
        $0.cluster.timing.switchover = .seconds(2)
        $0.virtualMachines[0].guest.copy = .lasts(.seconds(1))
      }
      cluster.migrate()
      #expect(try cluster.run(until: "job", is: .running))
      try cluster.run(for: .seconds(2))
      cluster.delete(.virtualMachineInstanceMigration, "job")
      try cluster.run(for: .seconds(10))
      #expect(cluster.instance()?.status.nodeName == "node2")
      #expect(cluster.state()?.abortStatus == (minor < 9 ? "Failed" : ""))
    }
  }

  @Test(arguments: [(4, "PreCopy", false), (5, "Paused", true)])
  func `a guest that is never done is paused since v1.5`(
    minor: Int, mode: String, arrives: Bool
  ) throws {
    var cluster = try Rehearsal(kubeVirt: minor) { given in
      var migrations: JSONObject = ["completionTimeoutPerGiB": 10]
      if minor >= 5 { migrations["allowWorkloadDisruption"] = true }
      given.cluster.kubevirtConfiguration["migrations"] = .object(migrations)
      given.virtualMachines[0].guest.copy = .endless
    }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: arrives ? .succeeded : .failed))
    #expect(cluster.state()?.mode == mode)
  }

  @Test(arguments: [(3, 1600), (4, 300), (8, 300)])
  func `the time of a copy, and what is said when it is over`(
    minor: Int, seconds: Int64
  ) throws {
    var cluster = try Rehearsal(kubeVirt: minor) { $0.virtualMachines[0].guest.copy = .endless }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .running))
    let start = cluster.simulation.now
    #expect(try cluster.run(within: .minutes(60), until: "job", is: .failed))
    let length = (cluster.simulation.now - start).wholeSeconds
    #expect((seconds...seconds + 2).contains(length))
    #expect(
      cluster.state()?.failureReason
        == "Live migration is not completed after \(seconds) seconds and has been aborted")
    #expect(cluster.state()?.abortStatus == "Succeeded")
  }

  @Test func `a copy without progress says how long`() throws {
    var cluster = try running(8)
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    #expect(try cluster.run(until: "job", is: .failed))
    try cluster.run(for: .seconds(1))
    #expect(
      cluster.state()?.failureReason
        == "Live migration stuck for 151 seconds and has been aborted")
  }
}
