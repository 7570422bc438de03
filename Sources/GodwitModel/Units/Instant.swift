/// A point in time: whole nanoseconds since 1970-01-01T00:00:00Z.
///
/// The simulator's clock starts at ``simulationEpoch``; a live backend takes the wall clock.
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
    return overflow ? .distantFuture : Instant(nanosecondsSinceEpoch: sum)
  }
  package static func - (left: Instant, right: Instant) -> Span {
    Span(nanoseconds: left.nanosecondsSinceEpoch - right.nanosecondsSinceEpoch)
  }

  /// The instant cut to its whole second, the resolution of Kubernetes' timestamps.
  package var truncatedToSecond: Instant {
    Instant(nanosecondsSinceEpoch: nanosecondsSinceEpoch / 1_000_000_000 * 1_000_000_000)
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 in UTC with whole seconds: `2026-01-01T00:00:07Z`.
  package var description: String {
    let parts = civil
    var text = pad(parts.year, 4) + "-" + pad(parts.month, 2) + "-" + pad(parts.day, 2)
    text += "T" + pad(parts.hour, 2) + ":" + pad(parts.minute, 2) + ":" + pad(parts.second, 2)
    return text + "Z"
  }

  /// RFC 3339 in UTC with six decimals, as Kubernetes' `MicroTime`.
  package var microsecondText: String {
    let fraction = nanosecondsSinceEpoch % 1_000_000_000 / 1000
    return String(description.dropLast()) + "." + pad(fraction, 6) + "Z"
  }

  /// Go's default print of a time in UTC: `2026-01-01 00:00:07 +0000 UTC`.
  package var goText: String {
    let text = description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " +0000 UTC"
  }

  private func pad(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The calendar fields in UTC; the algorithm is the usual count of days from 0000-03-01.
  private var civil:
    (year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64)
  {
    let seconds = nanosecondsSinceEpoch / 1_000_000_000
    let days = seconds / 86400
    let rest = seconds % 86400
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

  /// Reads RFC 3339 with `Z` or an offset and up to nine decimals; nil for anything else.
  package init?(parsing text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54,
      bytes[13] == 0x3A, bytes[16] == 0x3A,
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    var index = 19
    var fraction: Int64 = 0
    if bytes[index] == 0x2E {
      index += 1
      var scale: Int64 = 100_000_000
      let start = index
      while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
        fraction += Int64(bytes[index] - 0x30) * scale
        scale /= 10
        index += 1
      }
      guard index > start, index - start <= 9 else { return nil }
    }
    var offset: Int64 = 0
    if index < bytes.count, bytes[index] == 0x5A {
      index += 1
    } else {
      guard index + 6 == bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D,
        bytes[index + 3] == 0x3A, let hours = number(index + 1..<index + 3),
        let minutes = number(index + 4..<index + 6)
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[index] == 0x2D ? -60 : 60)
      index += 6
    }
    guard index == bytes.count else { return nil }
    let seconds = Self.days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
    self.init(nanosecondsSinceEpoch: seconds * 1_000_000_000 + fraction)
  }

  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
