import GodwitModel
import Testing

@testable import LiveBackend

/// Waiting for what watches deliver.
@Suite(.timeLimit(.minutes(5))) struct SignalTests {
  @Test func everyTaskThatWaitsIsWoken() async {
    let signal = Signal()
    let mark = signal.mark
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { await signal.wait(after: mark, atMost: .minutes(60)) } }
      signal.raise()
      await group.waitForAll()
    }
    #expect(signal.mark != mark)
  }

  @Test func whatWasRaisedAfterTheMarkIsNotWaitedFor() async {
    let signal = Signal()
    let mark = signal.mark
    signal.raise()
    await signal.wait(after: mark, atMost: .minutes(60))
    #expect(signal.mark != mark)
  }

  @Test func aCancelledTaskWaitsNoLonger() async {
    let signal = Signal()
    let task = Task { await signal.wait(after: signal.mark, atMost: .minutes(60)) }
    task.cancel()
    await task.value
    #expect(task.isCancelled)
  }

  @Test func timeEndsTheWait() async {
    let signal = Signal()
    let mark = signal.mark
    await signal.wait(after: mark, atMost: .milliseconds(1))
    #expect(signal.mark != mark)
  }
}
