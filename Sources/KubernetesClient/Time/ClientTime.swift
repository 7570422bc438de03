import GodwitModel

/// The clock by which a client waits. Passed in, so that tests need not wait.
package protocol ClientTime: Sendable {
  /// The present time; it never goes back. Only differences mean something.
  var now: Instant { get }

  /// Waits; throws when the task is cancelled, at once.
  func wait(_ span: Span, for purpose: WaitPurpose) async throws(CancellationError)
}

/// What a client waits for.
package enum WaitPurpose: Hashable, Sendable {
  /// Until something is tried again.
  case nextAttempt
  /// Whether a watch stays silent.
  case silence
}

/// The time that passes on this machine.
package struct SystemTime: ClientTime {
  private let start = ContinuousClock.now

  package init() {}

  package var now: Instant {
    let passed = start.duration(to: .now).components
    return Instant(nanosecondsSinceEpoch: 0) + .seconds(passed.seconds)
      + .nanoseconds(passed.attoseconds / 1_000_000_000)
  }

  /// Sleeps.
  package func wait(_ span: Span, for purpose: WaitPurpose) async throws(CancellationError) {
    do {
      try await Task.sleep(for: .nanoseconds(span.nanoseconds))
    } catch {
      throw CancellationError()
    }
  }
}
