import GodwitModel
import Testing

@testable import Engine

@Suite struct MigrationWordsTests {
  private let machine = ObjectKey(.virtualMachine, namespace: "demo", name: "fedora")

  private func paths(
    _ word: Clause.Word, start: [APIObject], changes: [(ChangeType, APIObject)]
  ) -> [String] {
    let world = World(start: .simulationEpoch, objects: start)
    for (index, change) in changes.enumerated() {
      world.apply(
        ObjectChange(at: .simulationEpoch, type: change.0, object: change.1), sequence: index)
    }
    return MigrationWords(world: world).mismatches(word, of: machine).map {
      $0.path.joined(separator: ".")
    }
  }

  @Test func migratedNeedsACompleteAndConsistentStatus() {
    let start = [Make.machine(), Make.instance()]
    let succeeded = Make.migration("job", phase: .succeeded)
    let moved = Make.instance(node: "node2", state: Make.state(of: "job"))
    #expect(
      paths(.migrated, start: start, changes: [(.added, succeeded), (.modified, moved)]) == [])
    #expect(paths(.migrated, start: start, changes: []) == [""])
    #expect(
      paths(
        .migrated, start: start,
        changes: [(.added, Make.migration("job", phase: .running)), (.modified, moved)])
        == ["migration.job.phase"])

    func mismatches(_ change: (inout MigrationState) -> Void) -> [String] {
      var state = Make.state(of: "job")
      change(&state)
      let instance = Make.instance(node: "node2", state: state)
      return paths(
        .migrated, start: start, changes: [(.added, succeeded), (.modified, instance)])
    }
    #expect(mismatches { $0.migrationUID = "other" } == ["status.migrationState.migrationUid"])
    #expect(mismatches { $0.completed = false } == ["status.migrationState.completed"])
    #expect(mismatches { $0.failed = true } == ["status.migrationState.failed"])
    #expect(mismatches { $0.targetNode = "node3" } == ["status.migrationState.targetNode"])
    #expect(mismatches { $0.sourceNode = "node2" } == ["status.migrationState.sourceNode"])
    #expect(mismatches { $0.endTimestamp = nil } == ["status.migrationState.endTimestamp"])
    #expect(
      mismatches { $0.endTimestamp = Timestamp(.simulationEpoch) }
        == ["status.migrationState.endTimestamp"])
  }

  @Test func migratedMeansTheSameInstance() {
    let start = [Make.machine(), Make.instance()]
    let again = Make.instance(node: "node2", uid: "vmi-2", state: Make.state(of: "job"))
    let changes = [
      (ChangeType.added, Make.migration("job", phase: .succeeded)), (.modified, again),
    ]
    #expect(paths(.migrated, start: start, changes: changes) == ["metadata.uid"])
  }

  @Test func theNewestMigrationCounts() {
    let start = [
      Make.machine(), Make.instance(node: "node2", state: Make.state(of: "first")),
      Make.migration("first", phase: .succeeded, createdAfter: 1),
    ]
    #expect(paths(.migrated, start: start, changes: []) == [])
    let second = Make.migration("second", phase: .pending, createdAfter: 9)
    #expect(
      paths(.migrated, start: start, changes: [(.added, second)]).first
        == "migration.second.phase")
  }

  @Test func cancelledMeansDeletedWhileOpen() {
    let start = [Make.machine(), Make.instance()]
    let open = Make.migration("job", phase: .running)
    let deleting = Make.migration("job", phase: .running, isBeingDeleted: true)
    let failed = Make.migration("job", phase: .failed, isBeingDeleted: true)
    #expect(
      paths(
        .cancelled, start: start,
        changes: [(.added, open), (.modified, deleting), (.modified, failed), (.deleted, failed)])
        == [])
    #expect(
      paths(.cancelled, start: start, changes: [(.added, open), (.modified, deleting)])
        == ["migration.job.phase"])
    let succeeded = Make.migration("job", phase: .succeeded)
    #expect(
      paths(
        .cancelled, start: start,
        changes: [(.added, succeeded), (.deleted, succeeded)]
      ).contains("migration.job.metadata.deletionTimestamp"))
    #expect(
      paths(.cancelled, start: start, changes: [(.added, open)]).contains(
        "migration.job.metadata.deletionTimestamp"))
  }

  @Test func unschedulableIsAboutTheTargetPod() {
    let start = [Make.machine(), Make.instance()]
    let job = Make.migration("job", phase: .scheduling)
    guard case .pod(let snapshot) = Make.pod("target", node: "", phase: .pending, migration: "job")
    else { return }
    var pod = snapshot.object
    #expect(
      paths(.unschedulable, start: start, changes: [(.added, job), (.added, pod.erased)]).count
        == 2)
    pod.status.conditions = [
      Condition(type: "PodScheduled", status: "False", reason: "Unschedulable")
    ]
    #expect(
      paths(.unschedulable, start: start, changes: [(.added, job), (.added, pod.erased)]) == [])
  }
}
