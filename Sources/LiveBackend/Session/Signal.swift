import GodwitModel
import Synchronization

/// Wakes the one task that waits for something to happen.
final class Signal: Sendable {
  private struct State {
    var isRaised = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// Wakes the task that waits, or the next one that will.
  func raise() {
    let waiter = state.withLock { state in
      let waiter = state.waiter
      state.waiter = nil
      state.isRaised = waiter == nil
      return waiter
    }
    waiter?.resume()
  }

  /// Returns when the signal is raised, after `span` of real time, or when the task is cancelled.
  func wait(atMost span: Span) async {
    if span <= .zero { return }
    let timer = Task {
      try? await Task.sleep(for: .nanoseconds(span.nanoseconds))
      if !Task.isCancelled { raise() }
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isRaised = state.withLock { state in
          if state.isRaised || Task.isCancelled {
            state.isRaised = false
            return true
          }
          state.waiter = continuation
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
