import GodwitModel
import KubernetesClient
import Synchronization

/// Time that passes only by waiting: a wait for the next attempt is over at once, and so much time
/// has passed; a wait for silence is over when the test says so.
package final class SteppedTime: ClientTime {
  private struct State {
    var now = Instant(nanosecondsSinceEpoch: 0)
    var waits: [Span] = []
    var nextID = 0
    var waitingForSilence: [Int: CheckedContinuation<Void, Never>] = [:]
    var cancelled: Set<Int> = []
    /// Silence fell while nothing waited for it.
    var isSilent = false
  }

  private let state = Mutex(State())

  package init() {}

  package var now: Instant { state.withLock { $0.now } }

  /// The waits for the next attempt so far.
  package var waits: [Span] { state.withLock { $0.waits } }

  package func pass(_ span: Span) { state.withLock { $0.now = $0.now + span } }

  /// Lets what is waiting for silence, or the next that does, see it. Time passes.
  package func fallSilent(for span: Span) {
    let waiting = state.withLock { state in
      state.now = state.now + span
      let waiting = state.waitingForSilence.values.map { $0 }
      state.waitingForSilence = [:]
      if waiting.isEmpty { state.isSilent = true }
      return waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  package func wait(_ span: Span, for purpose: WaitPurpose) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    guard purpose == .silence else {
      state.withLock { state in
        state.waits.append(span)
        state.now = state.now + span
      }
      await Task.yield()
      return
    }
    await waitForSilence()
    if Task.isCancelled { throw CancellationError() }
  }

  private func waitForSilence() async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.cancelled.remove(id) != nil { return true }
          if state.isSilent {
            state.isSilent = false
            return true
          }
          state.waitingForSilence[id] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let continuation = state.withLock { state in
        let continuation = state.waitingForSilence.removeValue(forKey: id)
        if continuation == nil { state.cancelled.insert(id) }
        return continuation
      }
      continuation?.resume()
    }
  }
}
