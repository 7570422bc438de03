/// A point in time: whole nanoseconds since 1970-01-01T00:00:00Z.
///
/// The simulator's clock starts at ``simulationEpoch``; a live backend takes the wall clock. Range:
/// the years 1677 to 2262; arithmetic stops at the ends instead of overflowing.
package struct Instant: Hashable, Comparable, Sendable {
  package var nanosecondsSinceEpoch: Int64

  package init(nanosecondsSinceEpoch: Int64) {
    self.nanosecondsSinceEpoch = nanosecondsSinceEpoch
  }

  /// 2026-01-01T00:00:00Z, where every simulated run begins.
  package static let simulationEpoch = Instant(
    nanosecondsSinceEpoch: 1_767_225_600 * 1_000_000_000)

  package static let distantFuture = Instant(nanosecondsSinceEpoch: .max)

  package static func < (left: Instant, right: Instant) -> Bool {
    left.nanosecondsSinceEpoch < right.nanosecondsSinceEpoch
  }
  package static func + (left: Instant, right: Span) -> Instant {
    let (sum, overflow) = left.nanosecondsSinceEpoch.addingReportingOverflow(right.nanoseconds)
    if overflow { return Instant(nanosecondsSinceEpoch: right.nanoseconds < 0 ? .min : .max) }
    return Instant(nanosecondsSinceEpoch: sum)
  }
  package static func - (left: Instant, right: Instant) -> Span {
    let (difference, overflow) = left.nanosecondsSinceEpoch.subtractingReportingOverflow(
      right.nanosecondsSinceEpoch)
    if overflow { return Span(nanoseconds: left < right ? .min : .max) }
    return Span(nanoseconds: difference)
  }

  /// The instant cut to its whole second, the resolution of Kubernetes' timestamps.
  package var truncatedToSecond: Instant {
    Instant(nanosecondsSinceEpoch: nanosecondsSinceEpoch &- nanosecondOfSecond)
  }

  /// What the instant is past its whole second, which lies before it, also before 1970.
  fileprivate var nanosecondOfSecond: Int64 {
    let rest = nanosecondsSinceEpoch % 1_000_000_000
    return rest < 0 ? rest + 1_000_000_000 : rest
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 in UTC with whole seconds: `2026-01-01T00:00:07Z`.
  package var description: String {
    let parts = civil
    // Written digit by digit: times are in every status, and joining texts costs ten times more.
    return String(unsafeUninitializedCapacity: 20) { text in
      Self.write(parts.year, digits: 4, to: text, at: 0, then: "-")
      Self.write(parts.month, digits: 2, to: text, at: 5, then: "-")
      Self.write(parts.day, digits: 2, to: text, at: 8, then: "T")
      Self.write(parts.hour, digits: 2, to: text, at: 11, then: ":")
      Self.write(parts.minute, digits: 2, to: text, at: 14, then: ":")
      Self.write(parts.second, digits: 2, to: text, at: 17, then: "Z")
      return 20
    }
  }

  /// Writes a number with leading zeros, and one character after it.
  private static func write(
    _ value: Int64, digits: Int, to text: UnsafeMutableBufferPointer<UInt8>, at start: Int,
    then separator: Unicode.Scalar
  ) {
    var rest = value
    for index in (start..<start + digits).reversed() {
      text[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    text[start + digits] = UInt8(ascii: separator)
  }

  /// RFC 3339 in UTC with six decimals, as Kubernetes' `MicroTime`.
  package var microsecondText: String {
    let digits = String(1_000_000 + nanosecondOfSecond / 1000).dropFirst()
    return description.dropLast() + "." + digits + "Z"
  }

  /// RFC 3339 in UTC with nine decimals: nothing is lost.
  package var nanosecondText: String {
    let digits = String(1_000_000_000 + nanosecondOfSecond).dropFirst()
    return description.dropLast() + "." + digits + "Z"
  }

  /// Go's default print of a time in UTC: `2026-01-01 00:00:07 +0000 UTC`.
  package var goText: String {
    let text = description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " +0000 UTC"
  }

  /// The calendar fields in UTC; the algorithm is the usual count of days from 0000-03-01.
  private var civil:
    (year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64)
  {
    let seconds = truncatedToSecond.nanosecondsSinceEpoch / 1_000_000_000
    let rest = (seconds % 86400 + 86400) % 86400
    let days = (seconds - rest) / 86400
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, day, rest / 3600, rest / 60 % 60, rest % 60)
  }
}
