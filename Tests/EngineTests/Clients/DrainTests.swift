import GodwitModel
import Testing

@testable import Engine

@Suite struct DrainTests {
  private static let denial =
    "admission webhook \"virt-launcher-eviction-interceptor.kubevirt.io\" denied the request: "
    + "Eviction triggered evacuation of VMI \"demo/fedora\""

  /// Answers 429 to the first evictions, then lets the pod go.
  private func session(denials: Int) -> FakeSession {
    let pod = Make.pod("launcher")
    var left = denials
    return FakeSession(objects: [Make.machine(), Make.instance(), Make.node("node1"), pod]) {
      request, _ in
      switch (request.method, request.path) {
      case (.get, "/api/v1/nodes/node1"): return Scripted.object(Make.node("node1"))
      case (.patch, _): return APIResponse(code: 200)
      case (.get, "/api/v1/pods"): return Scripted.list(pod)
      case (.post, _):
        if left == 0 { return APIResponse(code: 201) }
        left -= 1
        return Scripted.status(429, "", Self.denial)
      default: return Scripted.status(404, "NotFound", "pods \"launcher\" not found")
      }
    }
  }

  private func ended(_ exitCode: Int) -> GodwitModel.Expectation {
    Make.expectation(
      Clause(
        subject: .clientRun("maintenance"),
        condition: .pattern(.map([.init("exitCode", .equal(.int(exitCode)))])),
        location: Make.location))
  }

  @Test func evictionsAreRetriedEveryFiveSecondsBesideTheSteps() async {
    let session = session(denials: 3)
    let record = await run(
      [
        Make.when(.drain(node: "node1")) { $0.name = "maintenance" },
        Make.then(.expect(ended(0), ExpectTiming(within: .minutes(1)))),
      ], on: session)
    #expect(record.verdict == .passed, "\(record.steps)")
    #expect(record.steps[0].endedAt == record.startedAt, "the steps go on at once")
    let evictions = record.requests.filter { $0.path.hasSuffix("/eviction") }
    #expect(
      evictions.map { ($0.at - record.startedAt).wholeSeconds } == [0, 5, 10, 15])
    #expect(evictions.map(\.code) == [429, 429, 429, 201])
    #expect((record.endedAt - record.startedAt).wholeSeconds == 16)
    #expect(
      session.requests.prefix(3).map(Scripted.line) == [
        "GET /api/v1/nodes/node1", #"PATCH /api/v1/nodes/node1 {"spec":{"unschedulable":true}}"#,
        "GET /api/v1/pods?fieldSelector=spec.nodeName=node1&limit=500",
      ])
  }

  @Test func theOutputIsKubectls() {
    let context = Make.surface()
    let answers = [
      Scripted.object(Make.node("node2")), APIResponse(code: 200),
      Scripted.list(Make.pod("virt-launcher-fedora-clp92")), Scripted.status(429, "", Self.denial),
      APIResponse(code: 201), Scripted.status(404, "NotFound", "gone"),
    ]
    // Time stands still in this script, so the retry must be due at once.
    let drain = KubernetesClient(context: context).run([
      "adm", "drain", "node2", "--ignore-daemonsets", "--delete-emptydir-data", "--force",
    ])
    var procedure = drain
    var rest = answers[...]
    var outcome: ActionOutcome?
    while outcome == nil {
      switch procedure {
      case .send(_, let next): procedure = next(rest.removeFirst())
      case .wait(let until, _, let next):
        context.world.advance(to: until)
        procedure = next()
      case .done(let ended): outcome = ended
      case .inject(_, let next): procedure = next(nil)
      case .catchUp(let next): procedure = next()
      }
    }
    #expect(
      outcome?.client
        == ClientRun(
          exitCode: 0,
          standardOutput: """
            node/node2 cordoned
            evicting pod demo/virt-launcher-fedora-clp92
            evicting pod demo/virt-launcher-fedora-clp92
            pod/virt-launcher-fedora-clp92 evicted
            node/node2 drained

            """,
          standardError:
            "error when evicting pods/\"virt-launcher-fedora-clp92\" -n \"demo\" (will retry "
            + "after 5s): \(Self.denial)\n"))
  }

  @Test func aRefusedDrainFailsItsStep() async {
    let session = FakeSession(objects: [Make.machine()]) { _, _ in
      Scripted.status(403, "Forbidden", "no nodes for mia")
    }
    let record = await run(
      [Make.when(.drain(node: "node1")) { $0.name = "maintenance" }], on: session)
    #expect(record.verdict == .failed)
    #expect(
      record.steps[0].expectations[0].explanation.contains(
        "Error from server (Forbidden): no nodes for mia"))
  }

  @Test func aClientThatNobodyStartedIsAMistake() async {
    let record = await run(
      [Make.then(.expect(ended(0), ExpectTiming()))], on: FakeSession(objects: []))
    #expect(record.verdict == .inconclusive)
    #expect(record.reason == "no client was started with the name `maintenance`")
  }
}
