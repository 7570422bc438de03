import BackendInterface
import GodwitModel
import Testing

@testable import Engine

@Suite struct ScenarioRunTests: PlainMigration {
  @Test func aMigrationIsStartedAndAwaited() async {
    let record = await run(
      [migrate, Make.then(.expect(migrated, ExpectTiming(within: .minutes(2))))],
      on: migrating())
    #expect(record.verdict == .passed, "\(record.reason) \(record.steps)")
    #expect(record.steps.map(\.verdict) == [.passed, .passed])
    #expect(record.endedAt - record.startedAt == .seconds(6))
    #expect(record.observations.map(\.sequence) == [1, 2, 3, 4])
    #expect(record.requests.map(\.sequence) == [0])
    #expect(record.observations[1].changes.map(\.path) == [["status", "phase"]])
    #expect(record.observations.allSatisfy { $0.object == nil })
    #expect(record.placements.map(\.node) == ["node1"])
    #expect(record.steps.map(\.title) == ["migrate fedora", "vm/fedora: migrated, within 2m"])
  }

  @Test func theOldMigrationIsNotTakenForTheNew() async {
    let session = FakeSession(objects: [
      Make.machine(),
      Make.instance(node: "node1", state: Make.state(of: "old", from: "node2", to: "node1")),
      Make.migration("old", phase: .succeeded, createdAfter: 0),
    ]) { _, session in
      let created = Make.migration("job", phase: .pending, createdAfter: 9, resourceVersion: "7")
      session.deliver(.added, created, in: .milliseconds(3))
      return APIResponse(code: 201, body: created.json)
    }
    let record = await run(
      [migrate, Make.then(.expect(migrated, ExpectTiming(within: .seconds(30))))], on: session)
    #expect(record.verdict == .failed)
    #expect(record.endedAt - record.startedAt == .seconds(30))
  }

  @Test func nothingHappensBetweenTwoWhens() async {
    let session = migrating()
    session.schedule(.modified, Make.machine(status: "Migrating"), after: .zero)
    let record = await run([migrate, Make.when(.cordon(node: "node2"))], on: session)
    #expect(record.verdict == .passed)
    #expect(record.observations.isEmpty)
    #expect(record.requests.map(\.method) == ["POST", "GET", "PATCH"])
  }

  @Test func theRestIsSkippedAfterAFailure() async {
    let record = await run(
      [
        migrate, Make.then(.expect(isPhase("Failed"), ExpectTiming())),
        Make.when(.wait(.seconds(9))),
      ], on: migrating())
    #expect(record.verdict == .failed)
    #expect(record.steps.map(\.verdict) == [.passed, .failed, .skipped])
    #expect(record.observations.allSatisfy { $0.object != nil }, "objects are kept")
  }

  @Test func anAnswerIsAPartialMatch() async {
    let refusal = Scripted.status(403, "Forbidden", "no right", details: ["kind": "vmim"])
    func verdict(_ pattern: Pattern?) async -> AttemptRecord {
      await run(
        [
          Make.when(.migrate(virtualMachine: "fedora", to: nil)) {
            $0.answer = pattern.map { Answer(pattern: $0, location: Make.location) }
          }
        ], on: migrating(refusal))
    }
    let code = await verdict(.map([.init("code", .equal(403))]))
    #expect(code.verdict == .passed)
    #expect(code.steps[0].expectations.map(\.text) == ["{ code: 403 }"])
    let message = await verdict(
      .map([.init("reason", .equal("Forbidden")), .init("message", .contains("right"))]))
    #expect(message.verdict == .passed)
    let details = await verdict(Make.at("details.kind", "vmim"))
    #expect(details.verdict == .passed)
    let other = await verdict(.map([.init("code", .equal(201))]))
    #expect(other.verdict == .failed)
    #expect(other.steps[0].expectations[0].mismatches.map(\.actual) == ["403"])
    let unexpected = await verdict(nil)
    #expect(unexpected.verdict == .failed)
    #expect(
      unexpected.steps[0].expectations[0].mismatches.map(\.actual) == [
        "answered 403: no right"
      ])
  }

  @Test func aRefusedMigrateBindsNoName() async {
    let record = await run(
      [
        Make.when(.migrate(virtualMachine: "fedora", to: nil)) {
          $0.name = "job"
          $0.answer = Answer(
            pattern: .map([.init("code", .equal(403))]), location: Make.location)
        },
        Make.then(
          .expect(
            Make.expectation(
              Make.clause(.virtualMachineInstanceMigration, "job", .absent)), ExpectTiming())),
      ], on: migrating(Scripted.status(403, "Forbidden", "no")))
    #expect(record.verdict == .inconclusive)
    #expect(record.reason.contains("`job`"))
  }

  @Test func rebindingALiveNameIsAMistake() async {
    let record = await run(
      [
        migrate, Make.then(.expect(isPhase("Running"), ExpectTiming(within: .minutes(1)))), migrate,
      ],
      on: migrating())
    #expect(record.verdict == .inconclusive)
    #expect(record.reason.contains("has not ended"))
    #expect(record.cause == .scenarioMistake)
  }

  @Test func virtctlGivesItsNameToWhatTheServerMakes() async {
    let made = Make.migration("kubevirt-migrate-vm-x7k2p", phase: .running)
    let session = FakeSession(objects: [Make.machine(), Make.instance()]) { request, session in
      if request.method == .put { session.deliver(.added, made, in: .milliseconds(2)) }
      return APIResponse(code: 202)
    }
    let record = await run(
      [
        Make.when(.migrate(virtualMachine: "fedora", to: nil)) {
          $0.surface = .virtctl
          $0.name = "job"
        },
        Make.then(.expect(isPhase("Running"), ExpectTiming())),
        Make.when(.cancel(.migration("job"))),
      ], on: session)
    #expect(record.verdict == .passed, "\(record.reason) \(record.steps)")
    #expect(record.requests.map(\.surface) == ["virtctl", "cli"])
    #expect(record.requests.last?.path.hasSuffix("/kubevirt-migrate-vm-x7k2p") == true)
  }

  @Test func aThenNamesTheFirstThatHasNoName() async {
    let session = FakeSession(objects: [Make.machine(), Make.instance()])
    session.schedule(.added, Make.migration("evac-1", phase: .failed), after: .seconds(1))
    session.schedule(.added, Make.migration("evac-2", phase: .running), after: .seconds(2))
    func any(_ name: String) -> Step {
      Make.then(
        .expect(
          Make.expectation(
            Make.clause(
              .virtualMachineInstanceMigration,
              CollectionCondition(
                filter: Make.at("spec.vmiName", "fedora"), quantifier: .any(nil)))),
          ExpectTiming(within: .seconds(10)))
      ) { $0.name = name }
    }
    func isPhase(_ name: String, _ phase: String) -> Clause {
      Make.clause(
        .virtualMachineInstanceMigration, name, Make.at("status.phase", .equal(.string(phase))))
    }
    let record = await run(
      [
        any("first"), any("second"),
        Make.then(
          .expect(
            Make.expectation(isPhase("first", "Failed"), isPhase("second", "Running")),
            ExpectTiming())),
      ], on: session)
    #expect(record.verdict == .passed, "\(record.reason) \(record.steps)")
  }

  @Test func whileMustHoldWhenItIsAnswered() async {
    func verdict(_ phase: String) async -> AttemptRecord {
      let session = FakeSession(objects: [Make.machine(), Make.migration("job", phase: .running)]) {
        _, _ in APIResponse(code: 200)
      }
      return await run(
        [Make.when(.cancel(.migration("job"))) { $0.condition = isPhase(phase) }], on: session)
    }
    #expect(await verdict("Running").verdict == .passed)
    let late = await verdict("Scheduling")
    #expect(late.verdict == .inconclusive)
    #expect(late.reason.contains("`while` did not hold"))
    #expect(late.cause == .conditionLost)
  }
}
