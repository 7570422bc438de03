import GodwitModel

/// Maps times of an attempt to places on an axis. Long waits in which nothing happens are drawn
/// short, so that what happens before and after them stays legible.
///
/// Places are tenths of a pixel; all arithmetic is of integers.
package struct TimeScale: Hashable, Sendable {
  package let start: Instant
  package let end: Instant
  /// In tenths of a pixel.
  package let width: Int
  /// Waits that are drawn short, in order.
  package let breaks: [Timeline.Interval]

  /// How wide a shortened wait is drawn.
  private static let breakWidth = 400
  private static let mostBreaks = 4

  /// - Parameters:
  ///   - moments: Times at which something happens, in any order.
  ///   - width: Of the axis, in tenths of a pixel.
  package init(from start: Instant, to end: Instant, moments: [Instant], width: Int) {
    self.start = start
    self.end = max(start, end)
    self.width = width
    breaks = Self.breaks(start, self.end, moments)
  }

  private static func breaks(
    _ start: Instant, _ end: Instant, _ moments: [Instant]
  ) -> [Timeline.Interval] {
    let total = (end - start).nanoseconds
    // A third, so that waits of one length that recur stay comparable.
    let least = max(total / 3, Span.seconds(10).nanoseconds)
    let sorted = (moments.filter { $0 > start && $0 < end } + [start, end]).sorted()
    let gaps = zip(sorted, sorted.dropFirst()).filter { ($1 - $0).nanoseconds > least }
    // A margin on both sides keeps the marks at the ends of a wait apart from the break itself.
    let margin = max((total - gaps.reduce(0) { $0 + ($1.1 - $1.0).nanoseconds }) / 10, 500_000_000)
    let longest = gaps.map { gap in
      Timeline.Interval(
        gap.0 + .nanoseconds(margin),
        Instant(nanosecondsSinceEpoch: gap.1.nanosecondsSinceEpoch)
          + .nanoseconds(-margin))
    }
    .filter { ($0.end - $0.start).nanoseconds > least / 2 }
    .sorted { ($0.end - $0.start, $0.start) > ($1.end - $1.start, $1.start) }
    .prefix(mostBreaks)
    return longest.sorted { $0.start < $1.start }
  }

  /// The place of `instant`; times outside are moved to the nearest end.
  package func place(of instant: Instant) -> Int {
    let instant = min(max(instant, start), end)
    let drawn = width - breaks.count * Self.breakWidth
    let active = Self.microseconds(end - start) - breaks.reduce(0) { $0 + Self.microseconds($1) }
    guard active > 0 else { return 0 }
    var before = Self.microseconds(instant - start)
    var fixed = 0
    for gap in breaks where gap.start < instant {
      let length = Self.microseconds(gap)
      let passed = min(Self.microseconds(instant - gap.start), length)
      before -= passed
      fixed += Self.breakWidth * passed / max(length, 1)
    }
    return before * drawn / active + fixed
  }

  private static func microseconds(_ span: Span) -> Int { Int(span.nanoseconds / 1000) }
  private static func microseconds(_ interval: Timeline.Interval) -> Int {
    microseconds(interval.end - interval.start)
  }

  /// Round times for the axis, at least `gap` tenths of a pixel apart, none within a break.
  package func ticks(gap: Int) -> [Instant] {
    let drawn = width - breaks.count * Self.breakWidth
    let active = Self.microseconds(end - start) - breaks.reduce(0) { $0 + Self.microseconds($1) }
    guard active > 0, drawn > 0, gap > 0 else { return [start] }
    let least = active * gap / drawn
    let step = Self.steps.first { $0 >= least } ?? Self.steps[Self.steps.count - 1]
    var ticks: [Instant] = []
    var offset = 0
    var lastPlace = -gap
    while offset <= Self.microseconds(end - start), ticks.count < 200 {
      let instant = start + .microseconds(Int64(offset))
      let isHidden = breaks.first { $0.start < instant && instant < $0.end }
      if let isHidden {
        // On to the first round time after the break.
        let after = Self.microseconds(isHidden.end - start)
        offset = (after + step - 1) / step * step
        continue
      }
      let place = place(of: instant)
      if place - lastPlace >= gap {
        ticks.append(instant)
        lastPlace = place
      }
      offset += step
    }
    return ticks
  }

  /// In microseconds.
  private static let steps: [Int] =
    [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000]
    + [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400, 604_800]
    .map { $0 * 1_000_000 }
}
