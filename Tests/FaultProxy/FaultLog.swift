import Synchronization

/// What a proxy did, and whether it still does harm.
package final class FaultLog: Sendable {
  private struct State {
    var isCalm = false
    var counts: [String: Int] = [:]
    var faults: [WireFault] = []
    var gone = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// From now on nothing goes wrong any more.
  package func calm() { state.withLock { $0.isCalm = true } }

  /// The faults that came about, in order.
  package var faults: [WireFault] { state.withLock { $0.faults } }

  /// How often a watch was told that its version is too old, by the server or by the proxy.
  package var timesGone: Int { state.withLock { $0.gone } }

  var isCalm: Bool { state.withLock { $0.isCalm } }

  /// How many requests of this name there were before.
  func count(_ name: String) -> Int {
    state.withLock { state in
      defer { state.counts[name, default: 0] += 1 }
      return state.counts[name, default: 0]
    }
  }

  func note(_ fault: WireFault) { state.withLock { $0.faults.append(fault) } }
  func noteGone() { state.withLock { $0.gone += 1 } }
}
