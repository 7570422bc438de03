/// A length of time in whole nanoseconds.
package struct Span: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let zero = Span(nanoseconds: 0)
  package static func nanoseconds(_ count: Int64) -> Span { Span(nanoseconds: count) }
  package static func microseconds(_ count: Int64) -> Span { Span(nanoseconds: count * 1000) }
  package static func milliseconds(_ count: Int64) -> Span { Span(nanoseconds: count * 1_000_000) }
  /// So many seconds; as long as can be told when that is more, for clients may ask for anything.
  package static func seconds(_ count: Int64) -> Span {
    let (product, overflows) = count.multipliedReportingOverflow(by: 1_000_000_000)
    return Span(nanoseconds: overflows ? (count < 0 ? .min : .max) : product)
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
  /// Reads a duration of Kubernetes' spelling: `90s`, `1m30s`, `1.5h`, `100ms`, `20us`; also days,
  /// `2d`. What is finer than a nanosecond is cut.
  ///
  /// Nil when the text is not a duration, has no unit, is negative, or passes 100 years.
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
    case "us", "\u{B5}s", "\u{3BC}s": 1000
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
    guard parts.count <= 2, digits.contains(where: { $0 != "." }),
      let whole = parts[0].isEmpty ? 0 : Int64(parts[0])
    else { return nil }
    let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
    guard !overflow, product <= maximum else { return nil }
    guard parts.count == 2 else { return product }
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
  /// The duration as people write it: `1m30s`, `2.5s`, `100ms`; decimals are cut after three.
  package var description: String {
    let sign = nanoseconds < 0 ? "-" : ""
    let length = nanoseconds.magnitude
    switch length {
    case 0: return "0s"
    case 1..<1_000: return sign + "\(length)ns"
    case 1_000..<1_000_000: return sign + decimal(length, 1_000) + "µs"
    case 1_000_000..<1_000_000_000: return sign + decimal(length, 1_000_000) + "ms"
    default: break
    }
    let seconds = length / 1_000_000_000
    let rest = decimal(length % 60_000_000_000, 1_000_000_000)
    var text = sign
    if seconds >= 3600 { text += "\(seconds / 3600)h" }
    if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)m" }
    if rest != "0" { text += rest + "s" }
    return text
  }

  /// Seconds with three decimals, for example `12.345`; finer parts are cut.
  package var secondsText: String {
    let milliseconds = (nanoseconds / 1_000_000).magnitude
    let sign = nanoseconds <= -1_000_000 ? "-" : ""
    return sign + "\(milliseconds / 1000)." + threeDigits(milliseconds % 1000)
  }

  /// `value` in `unit` with up to three decimals.
  private func decimal(_ value: UInt64, _ unit: UInt64) -> String {
    var fraction = Substring(threeDigits(value % unit * 1000 / unit))
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(value / unit)" : "\(value / unit).\(fraction)"
  }

  private func threeDigits(_ value: UInt64) -> String { String("\(1000 + value)".dropFirst()) }
}
