/// A length of time in whole nanoseconds.
package struct Span: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let zero = Span(nanoseconds: 0)
  package static func nanoseconds(_ count: Int64) -> Span { Span(nanoseconds: count) }
  package static func microseconds(_ count: Int64) -> Span { Span(nanoseconds: count * 1000) }
  package static func milliseconds(_ count: Int64) -> Span { Span(nanoseconds: count * 1_000_000) }
  package static func seconds(_ count: Int64) -> Span {
    Span(nanoseconds: count * 1_000_000_000)
  }
  package static func minutes(_ count: Int64) -> Span { .seconds(60 * count) }

  /// Whole seconds, rounded towards zero.
  package var wholeSeconds: Int64 { nanoseconds / 1_000_000_000 }

  package static func < (left: Span, right: Span) -> Bool { left.nanoseconds < right.nanoseconds }
  package static func + (left: Span, right: Span) -> Span {
    Span(nanoseconds: left.nanoseconds + right.nanoseconds)
  }
  package static func - (left: Span, right: Span) -> Span {
    Span(nanoseconds: left.nanoseconds - right.nanoseconds)
  }
  package static func * (left: Span, right: Int64) -> Span {
    Span(nanoseconds: left.nanoseconds * right)
  }
}

extension Span {
  /// Reads a duration of Kubernetes' spelling: `90s`, `1m30s`, `1.5h`, `100ms`, `20us`.
  ///
  /// Nil when the text is not a duration, is negative, or passes 100 years.
  package init?(parsing text: String) {
    var rest = Substring(text)
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let factor = Self.factor(of: unit),
        let part = Self.scaled(digits, by: factor), part <= Self.maximum - total
      else { return nil }
      total += part
    }
    self.init(nanoseconds: total)
  }

  private static let maximum: Int64 = 100 * 366 * 86400 * 1_000_000_000

  private static func factor(of unit: Substring) -> Int64? {
    switch unit {
    case "ns": 1
    case "us", "µs": 1000
    case "ms": 1_000_000
    case "s": 1_000_000_000
    case "m": 60 * 1_000_000_000
    case "h": 3600 * 1_000_000_000
    case "d": 86400 * 1_000_000_000
    default: nil
    }
  }

  private static func scaled(_ digits: Substring, by factor: Int64) -> Int64? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let head = parts.first, let whole = Int64(head), whole >= 0 else {
      return nil
    }
    let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
    guard !overflow, product <= maximum else { return nil }
    guard parts.count == 2 else { return product }
    guard !parts[1].isEmpty, parts[1].count <= 9 else { return nil }
    var fraction: Int64 = 0
    var scale = factor
    for digit in parts[1] {
      guard let value = digit.wholeNumberValue else { return nil }
      scale /= 10
      fraction += Int64(value) * scale
    }
    return product + fraction
  }
}

extension Span: CustomStringConvertible {
  /// The duration as people write it: `1m30s`, `2.5s`, `100ms`.
  package var description: String {
    if nanoseconds < 0 { return "-" + Span(nanoseconds: -nanoseconds).description }
    if nanoseconds == 0 { return "0s" }
    if nanoseconds < 1_000_000_000 {
      return nanoseconds % 1_000_000 == 0
        ? "\(nanoseconds / 1_000_000)ms" : "\(decimal(nanoseconds, 1_000_000))ms"
    }
    let seconds = nanoseconds / 1_000_000_000
    let hours = seconds / 3600
    let minutes = seconds / 60 % 60
    let rest = nanoseconds % 60_000_000_000
    var text = ""
    if hours > 0 { text += "\(hours)h" }
    if minutes > 0 { text += "\(minutes)m" }
    if rest > 0 { text += "\(decimal(rest, 1_000_000_000))s" }
    return text
  }

  /// Seconds with three decimals, for example `12.345`.
  package var secondsText: String {
    let milliseconds = nanoseconds / 1_000_000
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  private func decimal(_ value: Int64, _ unit: Int64) -> String {
    let whole = value / unit
    var fraction = value % unit
    guard fraction > 0 else { return "\(whole)" }
    var digits = ""
    var scale = unit / 10
    while fraction > 0, digits.count < 3, scale > 0 {
      digits += "\(fraction / scale)"
      fraction %= scale
      scale /= 10
    }
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "\(whole)" : "\(whole).\(digits)"
  }
}
