extension Quantity {
  /// Reads a quantity; nil when the text is not one or is out of range.
  ///
  /// The grammar is that of `k8s.io/apimachinery/pkg/api/resource/quantity.go`: a sign, digits with
  /// a point somewhere, and a decimal or binary suffix or a decimal exponent.
  package init?(parsing text: String) {
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    guard let mantissa = Mantissa(takenFrom: &bytes), let scale = Scale(bytes),
      let value = mantissa.thousandths(in: scale)
    else { return nil }
    thousandths = isNegative ? -value : value
  }
}

/// What a suffix stands for, in thousandths of a unit.
private struct Scale {
  var multiplier: UInt128 = 1000
  var divisor: UInt128 = 1

  init?(_ suffix: ArraySlice<UInt8>) {
    switch String(decoding: suffix, as: UTF8.self) {
    case "": self.init(powerOfTwo: 0)
    case "n": self.init(powerOfTen: -9)
    case "u": self.init(powerOfTen: -6)
    case "m": self.init(powerOfTen: -3)
    case "k": self.init(powerOfTen: 3)
    case "M": self.init(powerOfTen: 6)
    case "G": self.init(powerOfTen: 9)
    case "T": self.init(powerOfTen: 12)
    case "P": self.init(powerOfTen: 15)
    case "E": self.init(powerOfTen: 18)
    case "Ki": self.init(powerOfTwo: 10)
    case "Mi": self.init(powerOfTwo: 20)
    case "Gi": self.init(powerOfTwo: 30)
    case "Ti": self.init(powerOfTwo: 40)
    case "Pi": self.init(powerOfTwo: 50)
    case "Ei": self.init(powerOfTwo: 60)
    default:
      guard suffix.first == UInt8(ascii: "e") || suffix.first == UInt8(ascii: "E"),
        let exponent = Int(String(decoding: suffix.dropFirst(), as: UTF8.self)),
        (-20...18).contains(exponent)
      else { return nil }
      self.init(powerOfTen: exponent)
    }
  }

  private init(powerOfTwo exponent: Int) { multiplier <<= exponent }

  private init(powerOfTen exponent: Int) {
    for _ in 0..<exponent.magnitude {
      if exponent > 0 { multiplier *= 10 } else { divisor *= 10 }
    }
  }
}

/// The digits before the suffix: `digits` shifted right by as many places as `unit` has zeros.
private struct Mantissa {
  var digits: UInt128 = 0
  var unit: UInt128 = 1
  /// Whether there were more decimals, not all of them zeros; they only matter for the rounding.
  var isCut = false

  private static let maximumDecimals = 18

  /// Takes digits with at most one point off the front; nil without a digit or with too many.
  init?(takenFrom bytes: inout ArraySlice<UInt8>) {
    var decimals = 0
    var hasDigits = false
    var hasPoint = false
    while let byte = bytes.first {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        hasDigits = true
        if decimals == Self.maximumDecimals {
          isCut = isCut || byte != UInt8(ascii: "0")
        } else {
          digits = digits * 10 + UInt128(byte - UInt8(ascii: "0"))
          if hasPoint {
            decimals += 1
            unit *= 10
          } else if digits > UInt128(UInt64.max) {
            return nil
          }
        }
      } else {
        break
      }
      bytes.removeFirst()
    }
    if !hasDigits { return nil }
  }

  /// The value in thousandths, rounded up; nil when it does not fit.
  func thousandths(in scale: Scale) -> Int64? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: scale.multiplier)
    if overflow { return nil }
    let divisor = unit * scale.divisor
    // Mostly 1, and a division of 128 bits is a call.
    if divisor == 1 { return Int64(exactly: product) }
    let (quotient, rest) = product.quotientAndRemainder(dividingBy: divisor)
    return Int64(exactly: rest == 0 && !isCut ? quotient : quotient + 1)
  }
}
