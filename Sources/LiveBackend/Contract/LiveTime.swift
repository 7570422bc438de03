import BackendInterface
import FoundationEssentials
import GodwitModel
import KubernetesClient

/// Lets time of the cluster pass.
package typealias Pause = @Sendable (Span) async throws(ClientError) -> Void

/// The times that a set-up goes by.
package struct LiveTime: Sendable {
  /// Waits; on a served cluster whose time stands still, by advancing it.
  package var pause: Pause
  /// Waits by the clock of this machine.
  package var rest: Pause
  /// The clock of this machine, by which locks expire: it passes whatever the cluster's time does.
  package var wallClock: @Sendable () -> Instant

  package init(
    pause: @escaping Pause, rest: @escaping Pause, wallClock: @escaping @Sendable () -> Instant
  ) {
    self.pause = pause
    self.rest = rest
    self.wallClock = wallClock
  }

  /// The time in which everybody lives.
  package static let real = LiveTime(pause: sleep, rest: sleep, wallClock: now)

  /// The time of a served cluster: its own where that stands still until it is advanced.
  ///
  /// - Parameter clock: What the control endpoint told.
  package static func served(_ control: ControlClient, clock: ControlClient.Clock) -> LiveTime {
    guard clock.isPaused else { return .real }
    return LiveTime(
      pause: { (span) throws(ClientError) in
        try Self.checkCancellation()
        _ = try await control.advance(by: span, untilChange: true)
      }, rest: sleep, wallClock: now)
  }

  /// The time of a cluster, which it is asked for: its own where it is a served one.
  package static func of(_ api: any ClusterAPI) async throws(BackendError) -> LiveTime {
    do throws(ClientError) {
      return try await ControlClient.find(on: api).map { .served($0, clock: $1) } ?? .real
    } catch {
      throw BackendError(error)
    }
  }

  @Sendable private static func sleep(_ span: Span) async throws(ClientError) {
    do {
      try await Task.sleep(for: .nanoseconds(span.nanoseconds))
    } catch {
      throw .cancelled
    }
  }

  private static func checkCancellation() throws(ClientError) {
    if Task.isCancelled { throw .cancelled }
  }

  @Sendable private static func now() -> Instant {
    let seconds = Date().timeIntervalSince1970
    return Instant(nanosecondsSinceEpoch: Int64(seconds * 1_000_000) * 1000)
  }
}
