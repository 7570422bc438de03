import GodwitModel

/// How a scalar is read. Only plain scalars are anything but text, and only in these spellings.
extension Node.Scalar {
  /// `null`, `~`, or nothing.
  var isNull: Bool { isPlain && (text.isEmpty || text == "~" || text == "null") }

  /// Exactly `true` or `false`.
  var boolean: Bool? {
    guard isPlain else { return nil }
    return text == "true" ? true : text == "false" ? false : nil
  }

  /// Whether it is a decimal integer without a leading zero or a plus sign.
  var isInteger: Bool { isPlain && text.isDecimalInteger }

  /// The value of a decimal integer that fits 64 bits.
  var integer: Int? { isInteger ? Int(text) : nil }

  /// The value without any knowledge of what is expected.
  var jsonValue: JSONValue {
    if !isPlain { return .string(text) }
    if isNull { return .null }
    if let boolean { return .bool(boolean) }
    return text.isDecimalInteger ? .number(text) : .string(text)
  }

  /// `true` or `false` for the words that other YAML readers take as booleans.
  var likelyBoolean: Bool? {
    switch text.lowercased() {
    case "yes", "on", "true", "y": true
    case "no", "off", "false", "n": false
    default: nil
    }
  }
}

extension String {
  /// Whether the text is `0`, or digits without a leading zero, with or without a minus sign.
  var isDecimalInteger: Bool {
    var bytes = utf8[...]
    if bytes.first == UInt8(ascii: "-") { bytes = bytes.dropFirst() }
    guard let first = bytes.first, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return false
    }
    return first != UInt8(ascii: "0") || bytes.count == 1
  }

  /// Whether the text is a decimal number, with or without a fraction.
  var isDecimalNumber: Bool {
    let parts = split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return isDecimalInteger }
    return (String(parts[0]).isDecimalInteger || parts[0] == "-0") && !parts[1].isEmpty
      && parts[1].utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
