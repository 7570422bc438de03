import GodwitModel
import Synchronization

/// Wakes the tasks that wait for something to happen.
final class Signal: Sendable {
  /// How often it had been raised when a task looked.
  struct Mark: Hashable, Sendable {
    fileprivate let count: Int
  }

  private struct State {
    var count = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// To be taken before looking whether to wait, so that nothing is missed in between.
  var mark: Mark { Mark(count: state.withLock { $0.count }) }

  /// Wakes every task that waits.
  func raise() {
    let waiters = state.withLock { state in
      state.count += 1
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns when the signal was raised after `mark`, after `span` of real time, or when the task
  /// is cancelled; now and then earlier.
  func wait(after mark: Mark, atMost span: Span) async {
    if span <= .zero || Task.isCancelled { return }
    let timer = Task {
      try? await Task.sleep(for: .nanoseconds(span.nanoseconds))
      if !Task.isCancelled { raise() }
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isRaised = state.withLock { state in
          if state.count != mark.count { return true }
          state.waiters.append(continuation)
          return false
        }
        if isRaised { continuation.resume() }
      }
    } onCancel: {
      raise()
    }
    timer.cancel()
  }
}
