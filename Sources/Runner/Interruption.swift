import Synchronization

/// The wish to end a run early, from a signal or a test; it cannot be taken back.
package final class Interruption: Sendable {
  private let flag = Atomic(false)

  package init() {}

  /// Asks for the end: no scenario is begun any more, those that run are finished and kept.
  package func request() { flag.store(true, ordering: .relaxed) }

  package var isRequested: Bool { flag.load(ordering: .relaxed) }
}
