import GodwitModel
import Testing

@testable import Simulator

/// How source and launcher take a cancel, from states made by hand, as KubeVirt's
/// migration-source_test.go and live-migration-source_test.go have them.
@Suite struct CancelPassTests {
  /// A copy that runs.
  private func copying(
    _ change: @escaping (inout MigrationState) -> Void = { _ in }
  ) throws -> HandMadeMigration {
    var made = HandMadeMigration(.running, target: .running) { state in
      state.targetNodeAddress = "10.0.0.2"
      state.targetDirectMigrationNodePorts = ["40000": 0, "40001": 49152]
      change(&state)
    }
    made.world.node.domains[made.instanceUID] = Domain(node: "node1", podUID: "source")
    let instance = try #require(made.instance)
    let state = try #require(made.state)
    made.world.startJob(made.uid, of: instance, state)
    return made
  }

  private func reconcileSource(_ made: inout HandMadeMigration) {
    if let instance = made.instance { made.world.reconcileSource("node1", instance) }
  }

  private let aborting = "VirtualMachineInstance is aborting migration."

  @Test func `a cancel is sent again as long as it was refused (MIG-477)`() throws {
    var made = try copying { $0.abortRequested = true }
    let uid = made.uid
    made.world.jobs[uid]?.mode = "PostCopy"
    reconcileSource(&made)
    #expect(made.world.jobs[uid]?.isAborted == false)
    reconcileSource(&made)
    #expect(made.world.reported.filter { $0.message == aborting }.map(\.count) == [2])
    made.world.jobs[uid]?.mode = "PreCopy"
    reconcileSource(&made)
    #expect(made.world.jobs[uid]?.isAborted == true)
    #expect(made.world.reported.filter { $0.message == aborting }.map(\.count) == [3])
  }

  @Test func `a cancel that was followed is not sent again (MIG-478)`() throws {
    var made = try copying { $0.abortRequested = true }
    reconcileSource(&made)
    for _ in 1...3 { reconcileSource(&made) }
    #expect(made.world.reported.filter { $0.message == aborting }.map(\.count) == [1])
    var told = try copying {
      $0.abortRequested = true
      $0.abortStatus = "Succeeded"
    }
    let uid = told.uid
    told.world.jobs[uid]?.isAborted = true
    reconcileSource(&told)
    #expect(told.reasons == [])
  }

  @Test func `only a copy that runs can be aborted (MIG-530)`() throws {
    var made = try copying()
    let uid = made.uid
    made.world.abortJob("of-another", because: .canceled)
    for state in [MigrationJob.State.switching, .arrived, .failed] {
      made.world.jobs[uid]?.state = state
      made.world.abortJob(uid, because: .canceled)
      #expect(made.world.jobs[uid]?.state == state)
      #expect(made.world.jobs[uid]?.isAborted == false)
    }
    made.world.jobs[uid]?.state = .copying
    made.world.abortJob(uid, because: .canceled)
    let first = made.world.jobs[uid]
    made.world.abortJob(uid, because: .canceled)
    #expect(made.world.jobs[uid]?.revision == first?.revision)
  }

  @Test func `the first result of a copy stays (MIG-525)`() throws {
    var made = try copying()
    made.world.failJob(made.uid, message: "the first")
    made.world.failJob(made.uid, message: "the second")
    #expect(made.world.jobs[made.uid]?.failureReason == "the first")
    let job = try #require(made.world.jobs[made.uid])
    made.world.reportFailure(made.uid, job)
    let state = made.state
    made.world.jobs[made.uid]?.failureReason = "the third"
    made.world.reportFailure(made.uid, job)
    #expect(made.state == state)
    #expect(state?.failureReason == "the first")
  }

  @Test func `a copy that fails after a cancel says what became of it (MIG-556)`() throws {
    var followed = try copying { $0.abortRequested = true }
    reconcileSource(&followed)
    followed.world.reportFailure(
      followed.uid, try #require(followed.world.jobs[followed.uid]))
    #expect(followed.state?.abortStatus == "Succeeded")
    #expect(followed.state?.failed == true)
    #expect(followed.state?.failureReason == "Live migration has been aborted")
    var refused = try copying { $0.abortRequested = true }
    refused.world.jobs[refused.uid]?.mode = "PostCopy"
    reconcileSource(&refused)
    refused.world.failJob(refused.uid, message: "broken pipe")
    refused.world.reportFailure(refused.uid, try #require(refused.world.jobs[refused.uid]))
    #expect(refused.state?.abortStatus == "Failed")
    #expect(refused.state?.failed == true)
    #expect(refused.state?.failureReason == "broken pipe")
  }

  @Test func `a cancel after the end of the copy changes nothing (MIG-557)`() throws {
    var made = try copying { $0.abortRequested = true }
    made.world.jobs[made.uid]?.state = .arrived
    let before = made.state
    reconcileSource(&made)
    #expect(made.world.jobs[made.uid]?.state == .arrived)
    #expect(made.world.jobs[made.uid]?.isAborted == false)
    #expect(made.state == before)
  }

  @Test func `the result of a copy is its end and whether it failed (MIG-555)`() throws {
    var failed = try copying()
    failed.world.failJob(failed.uid, message: "broken pipe")
    failed.world.reportFailure(failed.uid, try #require(failed.world.jobs[failed.uid]))
    #expect(failed.state?.failed == true)
    #expect(failed.state?.endTimestamp != nil)
    #expect(failed.state?.abortStatus == "")
    var cluster = try Rehearsal()
    cluster.migrate()
    try cluster.run(until: "job", is: .succeeded)
    #expect(cluster.state()?.failed == false)
    #expect(cluster.state()?.endTimestamp != nil)
    #expect(cluster.state()?.abortStatus == "")
  }

  /// What the launcher tells is only for the migration that the VMI is in.
  @Test func `what does not belong to the VMI's migration leaves it alone (MIG-474)`() throws {
    let changes: [(inout VirtualMachineInstance) -> Void] = [
      { $0.status.migrationState = nil },
      { $0.status.migrationState?.migrationUID = "another" },
      {
        $0.status.migrationState?.completed = true
        $0.status.migrationState?.endTimestamp = Timestamp(Instant.simulationEpoch)
      },
    ]
    for change in changes {
      var made = try copying()
      made.changeInstance(change)
      let before = made.instance
      let job = try #require(made.world.jobs[made.uid])
      made.world.reportProgress(made.uid, job)
      made.world.failJob(made.uid, message: "broken pipe")
      made.world.reportFailure(made.uid, job)
      #expect(made.instance == before)
    }
    var moved = try copying()
    moved.changeInstance { $0.status.nodeName = "node2" }
    moved.world.jobs[moved.uid] = nil
    moved.world.node.domains = [:]
    let before = moved.instance
    reconcileSource(&moved)
    #expect(moved.instance == before)
    var without = try copying()
    without.world.jobs[without.uid] = nil
    without.world.node.domains = [:]
    let untouched = without.instance
    reconcileSource(&without)
    #expect(without.instance == untouched, "no domain")
    #expect(without.reasons == [])
  }
}
