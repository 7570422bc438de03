import GodwitModel

/// How the cluster's time follows real time.
package enum ClockMode: Hashable, Sendable {
  /// So many of the cluster's seconds in a real second.
  case running(speed: Int64)
  /// Time stands still until the control endpoint advances it.
  case paused
}

/// Reads the cluster's time off a monotonic clock.
struct ServiceClock: Sendable {
  let mode: ClockMode
  private let startedAt: Instant
  private let reading: ContinuousClock.Instant

  /// - Parameter start: The cluster's time now.
  init(_ mode: ClockMode, start: Instant) {
    self.mode = mode
    startedAt = start
    reading = ContinuousClock.now
  }

  /// The cluster's time at a reading; nil when time stands still.
  func time(at now: ContinuousClock.Instant = .now) -> Instant? {
    guard case .running(let speed) = mode else { return nil }
    let (seconds, attoseconds) = (now - reading).components
    let elapsed = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    return startedAt + .nanoseconds(elapsed * speed)
  }

  /// How long to wait until `instant`; nil when time stands still.
  func wait(until instant: Instant) -> Duration? {
    guard case .running(let speed) = mode, let now = time() else { return nil }
    return .nanoseconds(max(0, (instant - now).nanoseconds / speed))
  }
}
