import FaultProxy
import GodwitModel
import Testing

@testable import KubernetesClient

/// A watch against a server that follows a script.
@Suite struct WatchLoopTests {
  private static func client(
    _ transport: ScriptedTransport, _ time: SteppedTime
  ) -> KubernetesClient {
    KubernetesClient(transport, time: time, randomness: SeededRandomness())
  }

  @Test func carriesOutWhatTheWatchWants() async {
    let transport = ScriptedTransport([
      .failure(.unreachable("refused")), .response(Wire.list("10", [Wire.object("a", "5")])),
      .stream([Wire.change("MODIFIED", "a", "11")], end: .failure(.interrupted("reset"))),
      .response(Wire.text(503, "down")),
      .stream([Wire.change("MODIFIED", "a", "11"), Wire.bookmark("20")], end: .success(())),
      .response(Wire.status(410, "too old resource version", reason: "Expired")),
      .response(Wire.list("30", [])), .response(Wire.status(403, "configmaps is forbidden")),
    ])
    let time = SteppedTime()
    var told: [String] = []
    for await delivery in Self.client(transport, time).watch(.configMap, namespace: "demo") {
      told.append(WatchDriver.words(delivery))
    }
    #expect(
      told == [
        "listed [a@5] at 10", "MODIFIED [a@11]", "bookmark 20",
        "relisted [] at 30: too old resource version (410)",
        "lost: the watch of configmaps in demo is lost: the server answered 403, "
          + "configmaps is forbidden",
      ])
    #expect(transport.requests.count == 8)
    #expect(time.waits.count == 3)
  }

  @Test func silenceIsClosedAndResumed() async {
    let transport = ScriptedTransport([
      .response(Wire.list("10", [])), .stream([Wire.change("ADDED", "a", "11")], end: nil),
      .stream([Wire.change("MODIFIED", "a", "12")], end: nil),
      .response(Wire.status(403, "over")),
    ])
    let time = SteppedTime()
    var told: [String] = []
    for await delivery in Self.client(transport, time).watch(.configMap, namespace: "demo") {
      told.append(WatchDriver.words(delivery))
      if case .changed = delivery { time.fallSilent(for: .minutes(3)) }
    }
    #expect(told.prefix(3) == ["listed [] at 10", "ADDED [a@11]", "MODIFIED [a@12]"])
    #expect(told.count == 4)
    #expect(transport.closed == 2)
  }

  @Test func givingUpTheStreamEndsTheWatch() async {
    let transport = ScriptedTransport([
      .response(Wire.list("10", [])), .stream([], end: nil),
    ])
    let task = Task {
      for await _ in Self.client(transport, SteppedTime()).watch(.configMap, namespace: "") {}
    }
    while transport.requests.count < 2 { await Task.yield() }
    task.cancel()
    await task.value
    while transport.closed < 1 { await Task.yield() }
    #expect(transport.closed == 1)
  }
}
