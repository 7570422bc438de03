import Glibc
import GodwitModel

/// The machine's clocks, read here and nowhere below.
enum Clocks {
  /// The time of day.
  static var now: Instant { Instant(nanosecondsSinceEpoch: read(CLOCK_REALTIME)) }

  /// A clock that only goes forward, from an origin of its own.
  static var monotonic: Span { .nanoseconds(read(CLOCK_MONOTONIC)) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
