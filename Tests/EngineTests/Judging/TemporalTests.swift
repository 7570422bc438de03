import BackendInterface
import GodwitModel
import Testing

@testable import Engine

/// Expectations over time, judged on every observation.
@Suite struct TemporalTests {
  private let kind = ResourceKind.virtualMachineInstance

  /// The instance runs on node1; at the given seconds its node changes.
  private func session(_ changes: [(Int64, String)]) -> FakeSession {
    let session = FakeSession(objects: [Make.machine(), Make.instance(node: "node1")])
    for (second, node) in changes {
      session.schedule(.modified, Make.instance(node: node), after: .seconds(second))
    }
    return session
  }

  private func isOn(_ node: String) -> GodwitModel.Expectation {
    Make.expectation(
      Make.clause(kind, "fedora", Make.at("status.nodeName", .equal(.string(node)))))
  }

  private func judge(
    _ form: Then.Form, _ changes: [(Int64, String)], after wait: Int64 = 0
  ) async -> AttemptRecord {
    var steps = [Make.then(form)]
    if wait > 0 { steps.insert(Make.when(.wait(.seconds(wait))), at: 0) }
    return await run(steps, on: session(changes))
  }

  @Test func nowIsJudgedAtOnce() async {
    let holds = await judge(.expect(isOn("node1"), ExpectTiming()), [(5, "node2")])
    #expect(holds.verdict == .passed)
    let fails = await judge(.expect(isOn("node2"), ExpectTiming()), [(5, "node2")])
    #expect(fails.verdict == .failed)
    #expect(fails.endedAt == fails.startedAt)
  }

  @Test func withinEndsAtTheFirstObservationThatHolds() async {
    let form = Then.Form.expect(isOn("node2"), ExpectTiming(within: .seconds(10)))
    let holds = await judge(form, [(5, "node2"), (6, "node3")])
    #expect(holds.verdict == .passed)
    #expect(holds.endedAt - holds.startedAt == .seconds(5))
    let late = await judge(form, [(11, "node2")])
    #expect(late.verdict == .failed)
    #expect(late.endedAt - late.startedAt == .seconds(10))
  }

  @Test func withinSeesAStateOfOneObservation() async {
    let form = Then.Form.expect(isOn("node2"), ExpectTiming(within: .seconds(10)))
    let record = await judge(form, [(5, "node2"), (5, "node1")])
    #expect(record.verdict == .passed)
  }

  @Test func afterMustBeFalseUntilThen() async {
    let form = Then.Form.expect(
      isOn("node2"), ExpectTiming(within: .seconds(20), after: .seconds(10)))
    #expect(await judge(form, [(12, "node2")]).verdict == .passed)
    #expect(await judge(form, [(5, "node2"), (6, "node1"), (12, "node2")]).verdict == .failed)
    #expect(await judge(form, [(21, "node2")]).verdict == .failed)
    let alone = Then.Form.expect(isOn("node2"), ExpectTiming(after: .seconds(10)))
    #expect(await judge(alone, [(10, "node2")]).verdict == .passed)
    #expect(await judge(alone, [(11, "node2")]).verdict == .failed)
  }

  @Test func forMeansThatItStaysSo() async {
    let form = Then.Form.expect(isOn("node1"), ExpectTiming(holdFor: .seconds(10)))
    #expect(await judge(form, [(11, "node2")]).verdict == .passed)
    let broken = await judge(form, [(5, "node2"), (5, "node1")])
    #expect(broken.verdict == .failed, "one observation is enough")
    #expect(broken.endedAt - broken.startedAt == .seconds(5))
    let later = Then.Form.expect(
      isOn("node2"), ExpectTiming(within: .seconds(10), holdFor: .seconds(5)))
    let record = await judge(later, [(3, "node2"), (4, "node1"), (8, "node2")])
    #expect(record.verdict == .passed)
    #expect(record.endedAt - record.startedAt == .seconds(13))
  }

  @Test func alwaysFindsABadStateOfOneObservation() async {
    let form = Then.Form.always(isOn("node1"), .next(.seconds(10)))
    #expect(await judge(form, [(11, "node2")]).verdict == .passed)
    let record = await judge(form, [(5, "node2"), (5, "node1")])
    #expect(record.verdict == .failed)
    let expectation = record.steps[0].expectations[0]
    #expect(expectation.mismatches.map(\.path) == ["status.nodeName"])
    #expect(expectation.mismatches.map(\.actual) == ["node2"])
    #expect(expectation.explanation.contains("At 5.000s, observation 0"))
  }

  @Test func overRunLooksBackToTheStart() async {
    let form = Then.Form.always(isOn("node1"), .run)
    let record = await judge(form, [(5, "node2"), (6, "node1")], after: 60)
    #expect(record.verdict == .failed)
    #expect(record.steps[1].expectations[0].explanation.contains("At 5.000s, observation 0"))
    #expect(await judge(form, [], after: 60).verdict == .passed)
  }

  @Test func neverIsViolatedByOneObservation() async {
    let form = Then.Form.never([isOn("node3"), isOn("node2")], .run)
    let record = await judge(form, [(5, "node2"), (6, "node1")], after: 60)
    #expect(record.verdict == .failed)
    let expectation = record.steps[1].expectations[0]
    #expect(expectation.mismatches.map(\.subject) == ["vmi/fedora"])
    #expect(expectation.mismatches.map(\.actual) == ["so"])
    #expect(expectation.explanation.contains("Last changes of vmi/fedora"))
    #expect(await judge(form, [(5, "node4")], after: 60).verdict == .passed)
    let ahead = Then.Form.never([isOn("node2")], .next(.seconds(10)))
    #expect(await judge(ahead, [(5, "node2"), (5, "node1")]).verdict == .failed)
  }

  @Test func orderIsOfDistinctSuccessiveValues() async {
    func form(_ values: JSONValue...) -> Then.Form {
      .order([
        .values(
          .object(.object(kind, "fedora")), path: ["status", "nodeName"], values, Make.location)
      ])
    }
    let changes: [(Int64, String)] = [(1, "node1"), (2, "node2"), (3, "node2"), (4, "node1")]
    let exact = await judge(form("node1", "node2", "node1"), changes, after: 10)
    #expect(exact.verdict == .passed)
    let short = await judge(form("node1", "node2"), changes, after: 10)
    #expect(short.verdict == .failed)
    #expect(
      short.steps[1].expectations[0].mismatches.map(\.actual) == [
        "node1 (at 0.000s), node2 (at 2.000s), node1 (at 4.000s)"
      ])
  }

  @Test func orderOfMatchesIsOfFirstSights() async {
    func form(_ nodes: String...) -> Then.Form { .order([.matches(nodes.map(isOn))]) }
    let changes: [(Int64, String)] = [(1, "node2"), (2, "node3"), (3, "node2")]
    #expect(await judge(form("node1", "node2", "node3"), changes, after: 10).verdict == .passed)
    #expect(await judge(form("node3", "node2"), changes, after: 10).verdict == .failed)
    #expect(await judge(form("node1", "node9"), changes, after: 10).verdict == .failed)
  }

  @Test func unchangedSeesWhatWasOnlyThereForAMoment() async {
    let selection = FieldSelection(
      subject: .object(.object(kind, "fedora")), paths: [["status", "nodeName"]],
      location: Make.location)
    let form = Then.Form.unchanged([selection], .run)
    #expect(await judge(form, [(5, "node1")], after: 10).verdict == .passed)
    let record = await judge(form, [(5, "node2"), (6, "node1")], after: 10)
    #expect(record.verdict == .failed)
    #expect(
      record.steps[1].expectations[0].mismatches.map(\.expected) == ["unchanged, node1"])
    let changed = Then.Form.changed([selection], .run)
    #expect(await judge(changed, [(5, "node2")], after: 10).verdict == .passed)
    #expect(await judge(changed, [(5, "node2"), (6, "node1")], after: 10).verdict == .failed)
  }

  @Test func withoutAWindowTheLastWhenCounts() async {
    let selection = FieldSelection(
      subject: .object(.object(kind, "fedora")), paths: [["status", "nodeName"]],
      location: Make.location)
    let changes: [(Int64, String)] = [(5, "node2")]
    let record = await run(
      [
        Make.when(.wait(.seconds(10))), Make.when(.wait(.seconds(10))),
        Make.then(.unchanged([selection], .sinceLastWhen)),
      ], on: session(changes))
    #expect(record.verdict == .passed)
  }

  @Test func whatHasNoNameYetIsJudgedFromTheNamingOn() async {
    let session = FakeSession(objects: [Make.machine(), Make.instance()]) { _, session in
      let created = Make.migration("job", phase: .pending, resourceVersion: "4")
      session.deliver(.added, Make.migration("other", phase: .failed))
      session.deliver(.added, created, in: .milliseconds(5))
      return APIResponse(code: 201, body: created.json)
    }
    let always = Then.Form.always(
      Make.expectation(
        Make.clause(
          .virtualMachineInstanceMigration, "job", Make.at("status.phase", "Pending"))), .run)
    let migrate = Make.when(.migrate(virtualMachine: "fedora", to: nil)) { $0.name = "job" }
    let record = await run(
      [Make.when(.wait(.seconds(1))), migrate, Make.when(.wait(.seconds(1))), Make.then(always)],
      on: session)
    #expect(record.verdict == .passed, "\(record.reason) \(record.steps)")
  }
}
