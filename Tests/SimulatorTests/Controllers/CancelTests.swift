import GodwitModel
import Simulator
import Testing

/// Cancelling a migration, which is deleting it, in each of its phases (specification §4.8).
@Suite struct CancelTests {
  /// Cancels when the migration has entered `phase` and waits for the end.
  private func cancelled(
    in phase: MigrationPhase, _ configure: (inout Given) -> Void = { _ in }
  ) throws -> Rehearsal {
    var cluster = try Rehearsal(configure)
    cluster.migrate()
    if phase != .unset { try #require(try cluster.run(until: "job", is: phase)) }
    #expect(cluster.delete(.virtualMachineInstanceMigration, "job").isSuccess)
    try cluster.run(for: .minutes(1))
    #expect(cluster.migration() == nil, "a cancelled migration leaves no object")
    #expect(cluster.instance()?.status.phase == .running)
    #expect(cluster.instance()?.status.nodeName == "node1")
    #expect(cluster.phases().last == "Failed")
    return cluster
  }

  private func events(_ cluster: Rehearsal) -> [String] {
    cluster.words(on: "VirtualMachineInstanceMigration")
  }

  private static let canceled = "FailedMigration: Migration failed due to being canceled"

  /// Recording cancel-at-once.
  @Test func `at once`() throws {
    let cluster = try cancelled(in: .unset)
    #expect(cluster.phases() == ["", "Failed"])
    #expect(events(cluster) == [Self.canceled])
    #expect(cluster.state() == nil)
    #expect(cluster.target() == nil)
  }

  /// Recording cancel-while-pending; waiting for a place says nothing.
  @Test func `while it is pending`() throws {
    let cluster = try cancelled(in: .pending) {
      $0.cluster.kubevirtConfiguration["migrations"] = ["parallelMigrationsPerCluster": 0]
    }
    #expect(cluster.phases() == ["", "Pending", "Failed"])
    #expect(events(cluster) == [Self.canceled])
    #expect(cluster.state() == nil)
  }

  /// Recording cancel-while-scheduling.
  @Test(arguments: [MigrationPhase.scheduling, .scheduled])
  func `before the hand-over the target pod is deleted`(phase: MigrationPhase) throws {
    let cluster = try cancelled(in: phase)
    let pod = try #require(cluster.target()?.metadata.name)
    #expect(
      Array(events(cluster).dropFirst()) == [
        "SuccessfulDelete: migration canceled and pod demo/\(pod) is deleted", Self.canceled,
      ])
    #expect(cluster.state() == nil, "the VMI never knew")
  }

  /// The controller remembers what it has sent (specification §0.2), so the phase does not count.
  @Test func `between the hand-over and its phase it is too late to stop`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    let seen = try cluster.run { change in
      guard case .event(let event) = change.object else { return false }
      return event.object.reason == "SuccessfulHandOver"
    }
    try #require(seen != nil)
    #expect(cluster.phases().last == "Scheduled")
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .minutes(1))
    #expect(cluster.phases().suffix(3) == ["TargetReady", "Running", "Failed"])
    #expect(cluster.state()?.abortRequested == true)
  }

  /// Recording cancel-while-running.
  @Test func `while it is running`() throws {
    let cluster = try cancelled(in: .running)
    let pod = try #require(cluster.target()?.metadata.name)
    #expect(
      events(cluster) == [
        "SuccessfulCreate: Created migration target pod \(pod)",
        "SuccessfulHandOver: Migration target pod is ready for preparation by virt-handler.",
        "SuccessfulAbortMigration: Migration is ready to be canceled by virt-handler.",
        "FailedMigration: source node reported migration failed",
      ])
    #expect(
      cluster.events(on: "VirtualMachineInstance").map { "\($0.type) \($0.reason)" } == [
        "Normal PreparingTarget", "Normal PreparingTarget", "Normal Migrating", "Normal Migrating",
        "Warning Migrated",
      ])
    let state = try #require(cluster.state())
    #expect(state.failed && state.completed && state.abortRequested)
    #expect(state.abortStatus == "Succeeded")
    #expect(state.failureReason == "Live migration has been aborted")
    #expect(cluster.target()?.status.phase == .failed)
  }

  @Test func `the condition of the cancel is there and has no transition time`() throws {
    let cluster = try cancelled(in: .running)
    let conditions = cluster.changes.compactMap { change -> Condition? in
      guard case .migration(let found) = change.object else { return nil }
      return found.object.status.conditions["migrationAbortRequested"]
    }
    let condition = try #require(conditions.first)
    #expect(condition.status == "True")
    #expect(condition.reason.isEmpty)
    #expect(condition.lastProbeTime != nil)
    #expect(condition.lastTransitionTime == nil)
  }

  /// Recording cancel-after-success.
  @Test func `after its end it is gone at once and nothing else changes`() throws {
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(10))
    let before = try #require(cluster.instance())
    cluster.delete(.virtualMachineInstanceMigration, "job")
    try cluster.run(for: .seconds(10))
    #expect(cluster.migration() == nil)
    #expect(cluster.instance() == before)
  }

  @Test func `a VM whose migration was cancelled can migrate again`() throws {
    var cluster = try cancelled(in: .running)
    cluster.migrate(as: "again")
    #expect(try cluster.run(until: "again", is: .succeeded))
    #expect(cluster.state()?.failed == false)
    #expect(cluster.state()?.abortRequested == false)
    #expect(cluster.instance()?.status.nodeName == "node2")
  }
}
