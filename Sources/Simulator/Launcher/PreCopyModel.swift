import GodwitModel

/// How long the memory of a guest takes to be copied while it runs.
///
/// QEMU sends all memory once, then what was written meanwhile, and so on, until the rest can be
/// sent within the downtime of 300 ms that KubeVirt leaves as it is. All sizes are bytes, in
/// whole numbers; the working set is the guest's memory.
struct PreCopyModel: Hashable, Sendable {
  /// Of the guest.
  var memory: Int64
  /// In bytes a second; positive.
  var bandwidth: Int64
  /// In bytes a second.
  var dirtyRate: Int64
  /// Whether QEMU slows down a guest that writes too fast.
  var autoConverges: Bool

  /// QEMU's default downtime, in milliseconds.
  static let downtime: Int64 = 300
  private static let iterationLimit = 100_000

  /// The time from the start to the switchover; nil when it never converges.
  var duration: Span? {
    var remaining = memory
    var total: Int64 = 0
    var rate = dirtyRate
    var throttle: Int64 = 0
    var highs = 0
    let enough = scaled(bandwidth, by: Self.downtime, over: 1000)
    for _ in 0..<Self.iterationLimit {
      precondition(remaining >= 0, "what remains to be copied is never negative")
      if total > 0, remaining <= enough { return .nanoseconds(total) }
      let time = scaled(remaining, by: 1_000_000_000, over: bandwidth)
      total += time
      if remaining == 0 { return .nanoseconds(total) }
      let dirtied = min(memory, scaled(rate, by: time, over: 1_000_000_000))
      if autoConverges {
        // migration/ram.c: twice more than half of what was sent was written again.
        highs = dirtied > remaining / 2 ? highs + 1 : 0
        if highs >= 2 {
          throttle = throttle == 0 ? 20 : min(99, throttle + 10)
          rate = dirtyRate / 100 * (100 - throttle)
        }
      } else if rate >= bandwidth, dirtied > enough {
        return nil
      }
      remaining = dirtied
    }
    return nil
  }

  /// The time that all of memory takes once.
  var firstPass: Span { .nanoseconds(scaled(memory, by: 1_000_000_000, over: bandwidth)) }

  private func scaled(_ value: Int64, by factor: Int64, over divisor: Int64) -> Int64 {
    let product = value.multipliedFullWidth(by: factor)
    guard divisor > 0, product.high < divisor else { return .max / 4 }
    return divisor.dividingFullWidth(product).quotient
  }
}
