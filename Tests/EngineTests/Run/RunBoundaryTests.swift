import BackendInterface
import GodwitModel
import Testing

@testable import Engine

@Suite struct RunBoundaryTests: PlainMigration {
  @Test func boundsEndARun() async {
    let session = FakeSession(objects: [Make.machine(), Make.instance()])
    for second in 1...20 {
      session.schedule(.modified, Make.machine(), after: .seconds(Int64(second)))
    }
    let observations = await run(
      [Make.when(.wait(.minutes(5)))], on: session,
      options: ExecutionOptions(maximumObservations: 5))
    #expect(observations.verdict == .inconclusive)
    #expect(observations.reason == "the limit of 5 observations was reached")
    let time = await run(
      [Make.when(.wait(.minutes(500)))], on: FakeSession(objects: []),
      options: ExecutionOptions(maximumDuration: .minutes(10)))
    #expect(time.verdict == .inconclusive)
    #expect(time.reason == "the limit of 10m was reached")
  }

  @Test func aBackendThatGoesAwayIsNoFailure() async {
    let session = migrating()
    session.failure = .unavailable("connection refused")
    let record = await run(
      [migrate, Make.then(.expect(migrated, ExpectTiming(within: .minutes(2))))], on: session)
    #expect(record.verdict == .inconclusive)
    #expect(record.reason == "the backend is unavailable: connection refused")
    #expect(record.cause == .backendUnavailable)
    #expect(record.steps.map(\.verdict) == [.passed, .inconclusive])
  }

  @Test func faultsNameTheRealObjects() async {
    let session = FakeSession(objects: [
      Make.machine(), Make.instance(), Make.migration("job", phase: .running),
      Make.pod("target", node: "node2", migration: "job"),
    ])
    let record = await run(
      [
        Make.when(.failCopy(migration: "job", message: "broken")),
        Make.when(.kill(.pod(.targetPod(migration: "job")))), Make.when(.kill(.node("node2"))),
      ], on: session)
    #expect(record.verdict == .passed, "\(record.reason)")
    #expect(
      session.faults == [
        .failCopy(namespace: "demo", migration: "job", message: "broken"),
        .killPod(namespace: "demo", name: "target"), .killNode("node2"),
      ])
    #expect(record.requests.map(\.method) == ["FAULT", "FAULT", "FAULT"])
  }

  @Test func aConsoleIsLookedAtAsTheUser() async {
    let session = FakeSession(objects: [Make.machine(), Make.instance(), Make.node("node1")]) {
      request, _ in
      switch request.path {
      case let path where path.hasSuffix("selfsubjectaccessreviews"): Scripted.allowed(true)
      case let path where path.hasSuffix("/fedora"): Scripted.object(Make.machine())
      default: Scripted.list()
      }
    }
    session.schedule(.modified, Make.machine(), after: .seconds(3))
    let clause = Clause(
      subject: .console(virtualMachine: "fedora"),
      condition: .pattern(
        .map([.init("actions", .map([.init("Migration > Compute", .equal("disabled"))]))])),
      location: Make.location)
    let record = await run(
      [
        Make.then(.expect(Make.expectation(clause), ExpectTiming(within: .seconds(5)))) {
          $0.user = "mia"
        }
      ], on: session)
    #expect(record.verdict == .failed)
    #expect(session.requests.count == 12, "once at the start, once after the change")
    #expect(session.requests.allSatisfy { $0.user.name == "mia" })
    #expect(
      record.steps[0].expectations[0].mismatches.map(\.path) == [
        "actions.Migration > Compute"
      ])
  }

  @Test func everythingThatHappensIsTraced() async {
    final class Log {
      var lines: [String] = []
    }
    let log = Log()
    _ = await ScenarioExecutor.run(
      Make.scenario([
        migrate, Make.then(.expect(isPhase("Running"), ExpectTiming(within: .minutes(1)))),
      ]), on: migrating()
    ) { log.lines.append(TraceFormat.json($0, since: .simulationEpoch)) }
    #expect(log.lines.count == 3)
    #expect(
      log.lines[0].hasPrefix(
        #"{"at":0.000,"request":{"as":"kubernetes-admin","via":"cli","method":"POST","path":"/apis/kubevirt.io"#
      ))
    #expect(log.lines[0].contains(#""response":{"code":201,"body":{"#))
    #expect(log.lines[1].hasPrefix(#"{"at":0.000,"event":"ADDED","object":{"apiVersion""#))
    #expect(log.lines[2].hasPrefix(#"{"at":1.000,"event":"MODIFIED","object":"#))
  }
}
