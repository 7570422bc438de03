import BackendInterface
import GodwitModel
import Testing

@testable import Engine

@Suite struct SmokeTests {
  @Test func aMigrationIsStartedAndAwaited() async {
    let session = FakeSession(objects: [
      Make.machine(), Make.instance(), Make.node("node1"), Make.node("node2"),
    ]) { request, session in
      guard request.method == .post else { return APIResponse(code: 404) }
      let created = Make.migration("job", resourceVersion: "10")
      session.deliver(.added, created)
      session.deliver(.modified, Make.migration("job", phase: .running), in: .seconds(1))
      session.deliver(.modified, Make.migration("job", phase: .succeeded), in: .seconds(5))
      session.deliver(
        .modified, Make.instance(node: "node2", state: Make.state(of: "job")), in: .seconds(6))
      return APIResponse(code: 201, body: created.json)
    }
    let record = await run(
      [
        Make.when(.migrate(virtualMachine: "fedora", to: nil)) { $0.name = "job" },
        Make.then(
          .expect(
            Make.expectation(Make.clause(.virtualMachine, "fedora", .migrated)),
            ExpectTiming(within: .minutes(2)))),
      ], on: session)
    #expect(record.verdict == .passed, "\(record.reason) \(record.steps)")
    #expect(record.steps.map(\.verdict) == [.passed, .passed])
    #expect(record.endedAt - record.startedAt == .seconds(6))
    #expect(record.observations.count == 4)
  }
}
