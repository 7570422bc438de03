import BackendInterface
import GodwitModel

@testable import Engine

/// A session on which `fedora` is migrated, and what is done and expected there.
protocol PlainMigration {}

extension PlainMigration {
  func migrating(_ answer: APIResponse? = nil) -> FakeSession {
    FakeSession(objects: [
      Make.machine(), Make.instance(), Make.node("node1"), Make.node("node2"),
    ]) { request, session in
      if let answer { return answer }
      guard request.method == .post else { return APIResponse(code: 200) }
      let created = Make.migration("job", resourceVersion: "10")
      session.deliver(.added, created)
      session.deliver(.modified, Make.migration("job", phase: .running), in: .seconds(1))
      session.deliver(.modified, Make.migration("job", phase: .succeeded), in: .seconds(5))
      session.deliver(
        .modified, Make.instance(node: "node2", state: Make.state(of: "job")), in: .seconds(6))
      return APIResponse(code: 201, body: created.json)
    }
  }

  var migrate: Step {
    Make.when(.migrate(virtualMachine: "fedora", to: nil)) { $0.name = "job" }
  }
  var migrated: GodwitModel.Expectation {
    Make.expectation(Make.clause(.virtualMachine, "fedora", .migrated))
  }

  func isPhase(_ phase: String) -> GodwitModel.Expectation {
    Make.expectation(
      Make.clause(
        .virtualMachineInstanceMigration, "job",
        Make.at("status.phase", .equal(.string(phase)))))
  }
}
