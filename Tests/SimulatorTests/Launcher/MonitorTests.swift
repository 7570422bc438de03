import GodwitModel
import Testing

@testable import Simulator

/// When the source's launcher gives a copy up (specification §5.4; looks are 400 ms apart).
@Suite struct MonitorTests {
  /// An endless copy of a 1 GiB guest, which counts as 2 GB.
  private func endless(_ migrations: JSONValue, memory: String = "1Gi") throws -> Rehearsal {
    var cluster = try Rehearsal { given in
      given.cluster.kubevirtConfiguration["migrations"] = migrations
      given.virtualMachines[0].guest.copy = .endless
      given.virtualMachines[0].memory = memory
    }
    cluster.migrate()
    try #require(try cluster.run(until: "job", is: .running))
    return cluster
  }

  /// When the copy began.
  private func start(_ cluster: Rehearsal) throws -> Instant {
    try #require(
      cluster.time { change in
        guard case .event(let event) = change.object else { return false }
        return event.object.message == "VirtualMachineInstance is migrating."
      })
  }

  /// When the VMI first says something of its migration.
  private func time(
    _ cluster: Rehearsal, _ isWanted: (MigrationState) -> Bool
  ) -> Instant? {
    cluster.time { change in
      guard case .virtualMachineInstance(let found) = change.object,
        let state = found.object.status.migrationState
      else { return false }
      return isWanted(state)
    }
  }

  @Test func `zero seconds are no limit`() throws {
    var cluster = try endless(["completionTimeoutPerGiB": 0])
    try cluster.run(for: .minutes(600))
    #expect(cluster.migration()?.status.phase == .running)
  }

  @Test func `a copy that stands still is aborted after 150 s without progress`() throws {
    var cluster = try endless(["completionTimeoutPerGiB": 0])
    try cluster.run(for: .seconds(10))
    let stalled = cluster.simulation.now
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    try cluster.run(until: "job", is: .failed)
    let waited = try #require(time(cluster) { $0.failed }) - stalled
    #expect(waited >= .seconds(151))
    #expect(waited <= .milliseconds(151_000 + 400 + 20))
    #expect(cluster.state()?.failureReason == "Live migration has been aborted")
  }

  @Test func `a copy that goes on in time is not aborted`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    try cluster.run(for: .seconds(149))
    #expect(cluster.migration()?.status.phase == .running)
    try cluster.inject(.resumeCopy(namespace: "demo", migration: "job"))
    #expect(try cluster.run(within: .seconds(20), until: "job", is: .succeeded))
  }

  @Test func `without a progress timeout only the completion timeout counts`() throws {
    var cluster = try endless(["progressTimeout": 0])
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    try cluster.run(until: "job", is: .failed)
    let aborted = try #require(time(cluster) { $0.failed })
    #expect(aborted - (try start(cluster)) == .milliseconds(301_220))
  }

  @Test func `post-copy begins when the time is over and has no limit`() throws {
    var cluster = try endless(
      ["allowPostCopy": true, "completionTimeoutPerGiB": 1], memory: "16Gi")
    #expect(try cluster.run(until: "job", is: .succeeded))
    let changed = try #require(time(cluster) { $0.mode == "PostCopy" })
    #expect(changed - (try start(cluster)) == .milliseconds(19_200 + 20), "18 GB × 1 s")
    let state = try #require(cluster.state())
    #expect(state.mode == "PostCopy", "it keeps its last value")
    #expect(!state.failed)
    #expect(cluster.instance()?.status.nodeName == "node2")
  }

  @Test func `a guest in post-copy is not called back`() throws {
    var cluster = try endless(
      ["allowPostCopy": true, "completionTimeoutPerGiB": 1], memory: "16Gi")
    try cluster.run { change in
      guard case .virtualMachineInstance(let found) = change.object else { return false }
      return found.object.status.migrationState?.mode == "PostCopy"
    }
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .minutes(1))
    #expect(cluster.phases().last == "Succeeded")
    #expect(cluster.migration() == nil, "it vanishes all the same")
    let state = try #require(cluster.state())
    #expect(state.abortRequested)
    #expect(state.abortStatus == "")
    #expect(!state.failed)
    #expect(cluster.instance()?.status.nodeName == "node2")
  }

  @Test func `a guest that may be disturbed is paused and then fits`() throws {
    var cluster = try endless(["allowWorkloadDisruption": true, "completionTimeoutPerGiB": 10])
    #expect(try cluster.run(until: "job", is: .succeeded))
    let paused = try #require(time(cluster) { $0.mode == "Paused" })
    #expect(paused - (try start(cluster)) == .milliseconds(21_200 + 20))
    #expect(cluster.state()?.mode == "Paused")
    #expect(cluster.instance()?.status.nodeName == "node2")
  }

  @Test func `what was copied before the pause is not copied again`() throws {
    var cluster = try Rehearsal { given in
      given.cluster.kubevirtConfiguration["migrations"] = [
        "allowWorkloadDisruption": true, "completionTimeoutPerGiB": 20,
        "bandwidthPerMigration": "10Mi",
      ]
      given.virtualMachines[0].guest.copy = .lasts(.seconds(70))
    }
    cluster.migrate()
    #expect(try cluster.run(until: "job", is: .succeeded))
    let state = try #require(cluster.state())
    #expect(state.mode == "Paused")
    let arrived = try #require(time(cluster) { $0.targetNodeDomainReadyTimestamp != nil })
    #expect(arrived - (try start(cluster)) == .seconds(70) + Timing().switchover)
  }
}
