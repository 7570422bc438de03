import GodwitModel
import Testing

@testable import Simulator

/// Which final migrations are kept, from states made by hand.
@Suite struct MigrationCollectionTests {
  private static let unfinished: [MigrationPhase] = [
    .pending, .scheduling, .scheduled, .preparingTarget, .targetReady, .running,
  ]

  private func names(_ made: HandMadeMigration) -> [String] {
    made.world.store.migrations.all.map(\.object).filter { !$0.metadata.isBeingDeleted }
      .map(\.metadata.name).sorted()
  }

  @Test(arguments: [MigrationPhase.failed, .succeeded])
  func `of final ones five are kept and of others all (MIG-258)`(newest: MigrationPhase) {
    var made = HandMadeMigration(newest)
    made.world.store.remove(
      ObjectKey(.virtualMachineInstanceMigration, namespace: "demo", name: "job"),
      at: made.world.now)
    for number in 0..<10 {
      for phase in Self.unfinished + [.failed, .succeeded] {
        made.add("\(phase.rawValue)-\(number)".lowercased(), phase, after: .seconds(Int64(number)))
      }
    }
    made.add("job", newest, after: .seconds(60))
    made.reconcile()
    let left = made.world.store.migrations.all.map(\.object).filter {
      !$0.metadata.isBeingDeleted
    }
    #expect(left.count { $0.status.phase.isFinal } == 5)
    #expect(left.count { !$0.status.phase.isFinal } == 60)
    #expect(left.contains { $0.metadata.name == "job" })
  }

  @Test func `with an old one goes the pod that it left (MIG-260)`() {
    var made = HandMadeMigration(.succeeded)
    made.world.store.remove(
      ObjectKey(.virtualMachineInstanceMigration, namespace: "demo", name: "job"),
      at: made.world.now)
    for (number, end) in [(true, false), (true, true), (false, false)].enumerated() {
      var state = MigrationState()
      state.sourcePod = "source-\(number)"
      state.targetPod = "target-\(number)"
      (state.completed, state.failed) = end
      made.add("old-\(number)", .succeeded, after: .minutes(Int64(number)), state: state)
      made.addPod("source-\(number)", .succeeded, on: "node1")
      made.addPod("target-\(number)", .succeeded, on: "node2")
    }
    for number in 3..<7 { made.add("new-\(number)", .succeeded, after: .minutes(Int64(number))) }
    made.add("job", .succeeded, after: .minutes(7))
    made.reconcile()
    #expect(names(made) == ["job", "new-3", "new-4", "new-5", "new-6"])
    func isThere(_ name: String) -> Bool { made.pod(name)?.metadata.isBeingDeleted == false }
    #expect(!isThere("source-0"))
    #expect(isThere("target-0"))
    #expect(isThere("source-1"))
    #expect(!isThere("target-1"))
    #expect(isThere("source-2"))
    #expect(isThere("target-2"))
  }
}
