import BackendInterface
import GodwitModel
import Testing

@testable import Engine

/// Verdicts across a time in which changes may have been missed.
@Suite struct GapTests {
  private let kind = ResourceKind.virtualMachineInstance

  private func isOn(_ node: String) -> GodwitModel.Expectation {
    Make.expectation(
      Make.clause(kind, "fedora", Make.at("status.nodeName", .equal(.string(node)))))
  }

  /// The instance is on node1; the watch has a gap at second 5, after which it is on `node`.
  private func judge(
    _ form: Then.Form, kinds: [ResourceKind] = [.virtualMachineInstance],
    effect: ObservationGap.Effect = .versionsMissed, overtaking: [ResourceKind] = [],
    then node: String? = nil, later: [(Int64, String)] = []
  ) async -> AttemptRecord {
    let session = FakeSession(objects: [Make.machine(), Make.instance(node: "node1")])
    let at = Instant.simulationEpoch + .seconds(5)
    let changes = node.map {
      [ObjectChange(at: at, type: .modified, object: Make.instance(node: $0))]
    }
    session.miss(
      ObservationGap(
        at: at, kinds: kinds, reason: "the watch was too old (410)", effect: effect,
        changes: changes ?? [], overtaking: overtaking))
    for (second, node) in later {
      session.schedule(.modified, Make.instance(node: node), after: .seconds(second))
    }
    return await run([Make.then(form)], on: session)
  }

  private func expect(_ within: Int64) -> Then.Form {
    .expect(isOn("node2"), ExpectTiming(within: .seconds(within)))
  }

  @Test func whatIsSeenAfterAGapIsSeen() async {
    #expect(await judge(expect(10), then: "node2").verdict == .passed)
    #expect(await judge(expect(10), later: [(8, "node2")]).verdict == .passed)
  }

  @Test func whatWasNotSeenMayHaveBeenInTheGap() async {
    let record = await judge(expect(10))
    #expect(record.verdict == .inconclusive)
    #expect(record.cause == .observationGap)
    #expect(record.reason.contains("too old (410)"), "\(record.reason)")
    #expect(await judge(expect(10), kinds: [.pod]).verdict == .failed, "another kind's gap")
    #expect(await judge(expect(4)).verdict == .failed, "decided before the gap")
  }

  @Test func alwaysAndNeverAcrossAGapCannotBeTold() async {
    let never = Then.Form.never([isOn("node2")], .next(.seconds(10)))
    #expect(await judge(never).verdict == .inconclusive)
    #expect(await judge(never, kinds: [.pod]).verdict == .passed)
    let overtaken = await judge(never, effect: .orderUnknown, overtaking: [.pod])
    #expect(overtaken.verdict == .passed, "pods do not matter here")
    let other = await judge(
      never, effect: .orderUnknown, overtaking: [.virtualMachineInstance])
    #expect(other.verdict == .inconclusive, "instances of two namespaces")
    #expect(await judge(never, then: "node2").verdict == .failed, "a violation is one")
    let always = Then.Form.always(isOn("node1"), .next(.seconds(10)))
    #expect(await judge(always).verdict == .inconclusive)
    #expect(await judge(always, later: [(7, "node3")]).verdict == .failed)
  }

  @Test func timesThatNeedEveryObservationCannotBeToldAcrossAGap() async {
    let holds = Then.Form.expect(isOn("node1"), ExpectTiming(holdFor: .seconds(10)))
    #expect(await judge(holds).verdict == .inconclusive)
    let after = Then.Form.expect(
      isOn("node2"), ExpectTiming(within: .seconds(20), after: .seconds(10)))
    #expect(await judge(after, later: [(12, "node2")]).verdict == .inconclusive)
    #expect(await judge(after, later: [(8, "node2")]).verdict == .failed)
  }

  @Test func orderAndUnchangedAcrossAGapCannotBeTold() async {
    let subject = Subject.object(.object(kind, "fedora"))
    let location = SourceLocation(file: "a.yaml", line: 1, column: 1)
    let order = Then.Form.order([
      .values(subject, path: ["status", "nodeName"], ["node1", "node2"], location)
    ])
    let steps = [Make.when(.wait(.seconds(9))), Make.then(order)]
    let session = FakeSession(objects: [Make.machine(), Make.instance(node: "node1")])
    session.miss(
      ObservationGap(
        at: .simulationEpoch + .seconds(3), kinds: [kind], reason: "relisted",
        changes: [
          ObjectChange(
            at: .simulationEpoch + .seconds(3), type: .modified,
            object: Make.instance(node: "node2"))
        ]))
    let record = await run(steps, on: session)
    #expect(record.verdict == .inconclusive)
    #expect(record.cause == .observationGap)
    let selection = FieldSelection(
      subject: subject, paths: [["status", "nodeName"]], location: location)
    let unchanged = Then.Form.unchanged([selection], .next(.seconds(10)))
    #expect(await judge(unchanged).verdict == .inconclusive)
    #expect(await judge(unchanged, then: "node2").verdict == .failed)
  }

  @Test func thePresentCannotBeToldFromWhatIsOlder() async {
    let session = FakeSession(
      objects: [Make.machine(), Make.instance(node: "node1")],
      answer: { _, _ in
        var patched = Make.instance(node: "node1").metadata
        patched.resourceVersion = "99"
        return APIResponse(code: 200, body: Make.instance(node: "node1").with(patched).json)
      })
    let patch = Make.when(
      .patch([ObjectEdit(.object(kind, "fedora"), ["metadata": ["labels": ["a": "b"]]])]))
    let record = await run(
      [patch, Make.then(.expect(isOn("node1"), ExpectTiming()))], on: session)
    #expect(record.verdict == .inconclusive)
    #expect(record.cause == .observationGap)
  }

  @Test func aTraceTellsOfAGap() {
    let gap = ObservationGap(at: .simulationEpoch + .seconds(5), kinds: [.pod], reason: "gone")
    var text = TraceText(since: .simulationEpoch)
    #expect(text.line(.gap(gap)).hasSuffix("5.000  gap: gone"))
    #expect(
      TraceFormat.json(.gap(gap), since: .simulationEpoch)
        == #"{"at":5.000,"gap":{"reason":"gone","kinds":["Pod"],"objects":[]}}"#)
  }
}
