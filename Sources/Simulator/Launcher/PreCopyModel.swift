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

  /// The downtime within which the rest has to be sent, in milliseconds; QEMU's default.
  var downtime: Int64 = 300
  private static let iterationLimit = 100_000

  /// The time from the start to the switchover; nil when it never converges.
  var duration: Span? {
    var course = PreCopyCourse(self)
    let enough = Self.scaled(bandwidth, by: downtime, over: 1000)
    for _ in 0..<Self.iterationLimit {
      course.pass()
      if course.remaining <= enough { return .nanoseconds(course.elapsed) }
      if course.isHopeless { return nil }
    }
    return nil
  }

  /// The time that all of memory takes once.
  var firstPass: Span { .nanoseconds(time(toSend: memory)) }

  /// How long so many bytes take, in nanoseconds.
  func time(toSend bytes: Int64) -> Int64 {
    Self.scaled(bytes, by: 1_000_000_000, over: bandwidth)
  }

  /// `value` × `factor` / `divisor`; something very large where that is beyond all measure.
  static func scaled(_ value: Int64, by factor: Int64, over divisor: Int64) -> Int64 {
    let product = value.multipliedFullWidth(by: factor)
    guard divisor > 0, product.high < divisor else { return .max / 4 }
    return divisor.dividingFullWidth(product).quotient
  }
}
