import GodwitModel

/// Decides when finished scenarios are written: it is given the time and has no clock.
///
/// Times are nanoseconds of one monotonic clock, whatever its origin.
package struct BatchPolicy: Hashable, Sendable {
  /// How long a finished scenario may wait at most.
  package var longestWait: Span
  /// This many make a batch at once.
  package var fullBatch: Int
  /// At this many the caller must wait until they are written, so that memory stays bounded.
  package var mostPending: Int

  package init(
    longestWait: Span = .milliseconds(100), fullBatch: Int = 128, mostPending: Int = 1024
  ) {
    self.longestWait = longestWait
    self.fullBatch = fullBatch
    self.mostPending = mostPending
  }

  /// What to do about the pending events.
  package enum Decision: Hashable, Sendable {
    /// Nothing is pending.
    case idle
    /// Write at this time at the latest.
    case wait(until: Int64)
    /// Write now, beside the caller.
    case flush
    /// Write now, and let the caller wait for it.
    case flushAndWait
  }

  /// The decision for `pending` events, the oldest of which came at `oldest`.
  package func decide(now: Int64, pending: Int, oldest: Int64) -> Decision {
    if pending <= 0 { return .idle }
    if pending >= mostPending { return .flushAndWait }
    let due = oldest + longestWait.nanoseconds
    return pending >= fullBatch || now >= due ? .flush : .wait(until: due)
  }
}
