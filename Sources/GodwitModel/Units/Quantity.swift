/// A Kubernetes quantity such as `1Gi`, `500m` or `64`: its exact value in thousandths.
///
/// Range: up to 9 × 10^15 units, which covers bytes of any machine. What is finer than a thousandth
/// is rounded away from zero; Kubernetes does so at a billionth.
package struct Quantity: Hashable, Comparable, Sendable {
  package var thousandths: Int64

  package init(thousandths: Int64) { self.thousandths = thousandths }

  /// A whole number of units (bytes, cores).
  package init(_ units: Int64) { thousandths = units * 1000 }

  /// Whole units, rounded away from zero, as the scheduler counts.
  package var units: Int64 { thousandths / 1000 + (thousandths % 1000).signum() }

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
    let suffixes: [(String, Int64)] = [
      ("Pi", 50), ("Ti", 40), ("Gi", 30), ("Mi", 20), ("Ki", 10),
    ]
    for (suffix, shift) in suffixes {
      if units % (1 << shift) == 0 { return "\(units >> shift)\(suffix)" }
    }
    return "\(units)"
  }
}
