import Dispatch
import Glibc
import Runner
import Synchronization

/// Turns Ctrl-C and SIGTERM into the orderly end of a run; the second one ends the process.
final class SignalWatcher: Sendable {
  // Dispatch's sources are not Sendable, and here they are only made, kept and cancelled, each
  // under the lock.
  private let sources = Mutex<[any DispatchSourceSignal]>([])
  private let count = Atomic(0)

  /// Watches until ``stop()``.
  ///
  /// - Parameter onFirst: Tells the person that the run comes to its end.
  init(_ interruption: Interruption, onFirst: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "signals")
    for number in [SIGINT, SIGTERM] {
      // Without this the default action would end the process before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [weak self] in
        guard let self else { return }
        if count.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
        interruption.request()
        onFirst()
      }
      source.resume()
      sources.withLock { $0.append(source) }
    }
  }

  /// Gives the signals back their usual effect.
  func stop() {
    sources.withLock { sources in
      for source in sources { source.cancel() }
      sources = []
    }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
