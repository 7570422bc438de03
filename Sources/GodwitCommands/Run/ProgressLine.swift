import GodwitModel
import Synchronization

/// One line on the terminal that says how far a run is; on anything but a terminal, nothing.
final class ProgressLine: Sendable {
  private let total: Int
  private let isShown: Bool
  private let state = Mutex(State())

  private struct State {
    var finished = 0
    var failed = 0
    /// The scenario that began last.
    var current = ""
    var drawnAt: Span?
  }

  /// Faster changes cannot be read, and would cost more than the scenarios.
  private static let shortestInterval = Span.milliseconds(80)

  init(total: Int, isShown: Bool) {
    self.total = total
    self.isShown = isShown
  }

  func begin(_ id: String) {
    guard isShown else { return }
    state.withLock { state in
      state.current = id
      draw(&state)
    }
  }

  func end(_ record: ScenarioRecord) {
    guard isShown else { return }
    state.withLock { state in
      state.finished += 1
      if record.verdict == .failed || record.verdict == .inconclusive { state.failed += 1 }
      draw(&state)
    }
  }

  /// Takes the line away, before anything else is written.
  func clear() {
    guard isShown else { return }
    state.withLock { state in
      if state.drawnAt != nil { StandardStream.error.write("\r\u{1B}[K") }
      state.drawnAt = nil
    }
  }

  private func draw(_ state: inout State) {
    let now = Clocks.monotonic
    if let last = state.drawnAt, now - last < Self.shortestInterval { return }
    state.drawnAt = now
    let line = Self.line(
      finished: state.finished, failed: state.failed, total: total, current: state.current,
      columns: Terminal.columns)
    StandardStream.error.write("\r\u{1B}[K" + line)
  }

  /// `12/74, 1 not passed  cancel-keeps-the-vm…`, one column short of the width so that no
  /// terminal wraps it.
  static func line(
    finished: Int, failed: Int, total: Int, current: String, columns: Int
  ) -> String {
    var text = "\(finished)/\(total)"
    if failed > 0 { text += ", \(failed) not passed" }
    text += "  " + String(current.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
    return text.count < columns ? text : text.prefix(max(columns - 2, 1)) + "…"
  }
}
