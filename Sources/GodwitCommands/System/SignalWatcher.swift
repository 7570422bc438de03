import Dispatch
import Glibc
import Runner
import Synchronization

/// Turns Ctrl-C and SIGTERM into the orderly end of a run; the second one ends the process.
// Unchecked: `sources` is a constant, and Dispatch's sources may be used from any thread; only
// their type does not say so.
final class SignalWatcher: @unchecked Sendable {
  private static let numbers = [SIGINT, SIGTERM]

  private let sources: [any DispatchSourceSignal]
  private let count = Atomic(0)

  /// Watches until ``stop()``.
  ///
  /// - Parameter onFirst: Tells the person that the run comes to its end.
  init(_ interruption: Interruption, onFirst: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "signals")
    // Ignored first: the default action would end the process before a source hears of it.
    for number in Self.numbers { signal(number, SIG_IGN) }
    sources = Self.numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
    for source in sources {
      source.setEventHandler { [weak self] in
        guard let self else { return }
        if count.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
        interruption.request()
        onFirst()
      }
      source.resume()
    }
  }

  /// Gives the signals back their usual effect.
  func stop() {
    for source in sources { source.cancel() }
    for number in Self.numbers { signal(number, SIG_DFL) }
  }
}
