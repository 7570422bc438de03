/// A Kubernetes quantity such as `1Gi`, `500m` or `64`: its exact value in thousandths.
///
/// Range: up to 9 × 10^15 units, which covers bytes of any machine. The rule of the spelling is
/// that of `k8s.io/apimachinery/pkg/api/resource/quantity.go`.
package struct Quantity: Hashable, Comparable, Sendable {
  package var thousandths: Int64

  package init(thousandths: Int64) { self.thousandths = thousandths }

  /// A whole number of units (bytes, cores).
  package init(_ units: Int64) { thousandths = units * 1000 }

  /// Whole units, rounded up, as the scheduler counts.
  package var units: Int64 { (thousandths + 999) / 1000 }

  /// Reads a quantity; nil when the text is not one or is out of range.
  package init?(parsing text: String) {
    var digits = Substring(text)
    var negative = false
    if digits.first == "+" || digits.first == "-" {
      negative = digits.first == "-"
      digits = digits.dropFirst()
    }
    let number = digits.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let factor = Self.factors[String(digits.dropFirst(number.count))],
      let value = Self.scaled(number, by: factor)
    else { return nil }
    thousandths = negative ? -value : value
  }

  /// Thousandths of a unit that each suffix stands for; looked up, never iterated.
  private static let factors: [String: Int64] = [
    "m": 1, "": 1000, "k": 1_000_000, "M": 1_000_000_000, "G": 1_000_000_000_000,
    "T": 1_000_000_000_000_000, "Ki": 1000 << 10, "Mi": 1000 << 20, "Gi": 1000 << 30,
    "Ti": 1000 << 40, "e3": 1_000_000, "e6": 1_000_000_000, "e9": 1_000_000_000_000,
  ]

  private static func scaled(_ number: Substring, by factor: Int64) -> Int64? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !number.isEmpty, number != "." else { return nil }
    guard let whole = parts[0].isEmpty ? 0 : Int64(parts[0]) else { return nil }
    let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    guard parts.count == 2, !parts[1].isEmpty else { return product }
    guard parts[1].count <= 9, let fraction = Int64(parts[1]) else { return nil }
    var scale: Int64 = 1
    for _ in parts[1] { scale *= 10 }
    let (scaledFraction, fractionOverflow) = fraction.multipliedReportingOverflow(by: factor)
    guard !fractionOverflow else { return nil }
    let (sum, sumOverflow) = product.addingReportingOverflow(
      scaledFraction / scale + (scaledFraction % scale == 0 ? 0 : 1))
    return sumOverflow ? nil : sum
  }

  package static func < (left: Quantity, right: Quantity) -> Bool {
    left.thousandths < right.thousandths
  }
  package static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(thousandths: left.thousandths + right.thousandths)
  }
  package static func - (left: Quantity, right: Quantity) -> Quantity {
    Quantity(thousandths: left.thousandths - right.thousandths)
  }
}

extension Quantity: CustomStringConvertible {
  /// The canonical spelling with binary suffixes where they divide exactly: `1Gi`, `500m`, `3`.
  package var description: String {
    if thousandths % 1000 != 0 { return "\(thousandths)m" }
    let units = thousandths / 1000
    if units == 0 { return "0" }
    for (suffix, shift) in [("Ti", 40), ("Gi", 30), ("Mi", 20), ("Ki", 10)] as [(String, Int64)] {
      if units % (1 << shift) == 0 { return "\(units >> shift)\(suffix)" }
    }
    return "\(units)"
  }
}
