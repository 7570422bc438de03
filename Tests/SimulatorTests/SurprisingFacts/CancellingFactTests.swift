import GodwitModel
import Simulator
import Testing

/// What a cancel, which is the deletion of a migration, does and does not do.
@Suite struct CancellingFactTests {
  @Test("Fact 3: a cancelled migration is gone within two passes after it is Failed")
  func disappearance() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .seconds(10))
    let failed = try #require(cluster.time("job", .failed))
    let gone = try #require(cluster.end())
    #expect(gone - failed <= .milliseconds(100))
    #expect(cluster.migration() == nil)
    let last = cluster.migrationVersions().filter { $0.object.status.phase == .failed }
    #expect(last.count <= 4, "Failed, the VMI's state copied, no finalizer, deleted")
    // What is left to see are the VMI's state and events of an object that is not there.
    #expect(cluster.state()?.failed == true)
    #expect(
      cluster.words(on: "VirtualMachineInstanceMigration").last
        == "FailedMigration: source node reported migration failed")
  }

  @Test(
    "Fact 4: a cancel between the hand-over and Running waits until the migration runs",
    arguments: [MigrationPhase.preparingTarget, .targetReady])
  func startsFirst(phase: MigrationPhase) throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try #require(try cluster.run(until: "job", is: phase))
    let cancelled = cluster.changes.count
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .minutes(1))
    #expect(
      Array(cluster.phases().suffix(4)) == ["PreparingTarget", "TargetReady", "Running", "Failed"])
    let requested = try #require(
      cluster.instanceVersions().first {
        $0.object.status.migrationState?.abortRequested == true
      })
    let running = try #require(
      cluster.migrationVersions().first { $0.object.status.phase == .running })
    #expect(cancelled < running.place && running.place < requested.place)
    #expect(requested.object.status.migrationState?.startTimestamp != nil, "it had started")
    let state = try #require(cluster.state())
    #expect(state.abortRequested && state.abortStatus == "Succeeded")
    #expect(
      Array(cluster.words(on: "VirtualMachineInstanceMigration").suffix(2)) == [
        "SuccessfulAbortMigration: Migration is ready to be canceled by virt-handler.",
        "FailedMigration: source node reported migration failed",
      ])
  }

  @Test("Fact 5: a cancel after the switchover loses: the VM has moved, abortRequested stays")
  func tooLate() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try #require(try cluster.runUntilState { $0.targetNodeDomainReadyTimestamp != nil })
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .minutes(1))
    #expect(cluster.phases().suffix(2) == ["Running", "Succeeded"])
    #expect(cluster.migration() == nil, "it vanishes all the same")
    #expect(cluster.instance()?.status.nodeName == "node2")
    let state = try #require(cluster.state())
    #expect(state.abortRequested)
    #expect(state.abortStatus.isEmpty)
    #expect(state.completed && !state.failed)
  }

  enum EarlyEnd: CaseIterable {
    case unschedulable, quota, cancel
  }

  @Test(
    "Fact 6: a failure before the hand-over leaves the state of the successful migration before",
    arguments: EarlyEnd.allCases)
  func formerState(end: EarlyEnd) throws {
    var cluster = try Rehearsal()
    cluster.migrate(as: "first")
    try cluster.run(until: "first", is: .succeeded)
    try cluster.run(for: .seconds(10))
    let before = try #require(cluster.state())
    switch end {
    case .unschedulable: cluster.migrate(selector: ["zone": "nowhere"])
    case .quota:
      #expect(cluster.limitPods(to: 1).isSuccess)
      fallthrough
    case .cancel: cluster.migrate()
    }
    try cluster.run(for: .seconds(2))
    if end != .unschedulable { cluster.delete(.virtualMachineInstanceMigration, "job") }
    try cluster.run(for: .minutes(10))
    #expect(cluster.phases().last == "Failed")
    #expect(cluster.state() == before)
    #expect(before.completed && !before.failed)
    #expect(before.migrationUID == cluster.migration("first")?.metadata.uid)
  }
}
