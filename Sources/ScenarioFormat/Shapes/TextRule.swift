import GodwitModel

extension TextRule {
  /// What is wrong with `text`, to follow a key's name; nil if nothing is.
  func fault(of text: String) -> String? {
    switch self {
    case .any: nil
    case .nonEmpty: text.isEmpty ? "is empty" : nil
    case .scenarioName:
      Self.isScenarioName(text)
        ? nil
        : "\(text.quotedForMessage) must be letters, digits, -, _ and ., at most 100, "
          + "beginning and ending with a letter or digit"
    case .objectName:
      Self.isObjectName(text)
        ? nil
        : "\(text.quotedForMessage) must be lower-case letters, digits, - and ., at most 253, "
          + "beginning and ending with a letter or digit"
    case .dnsLabel:
      Self.isDNSLabel(text)
        ? nil
        : "\(text.quotedForMessage) must be lower-case letters, digits and -, at most 63, "
          + "beginning and ending with a letter or digit"
    case .versionCondition:
      VersionCondition(parsing: text) != nil
        ? nil : "\(text.quotedForMessage) is no condition on a version"
    }
  }

  /// What may help with a wrong text.
  func hint(for text: String) -> String? {
    switch self {
    case .scenarioName where text.utf8.contains(UInt8(ascii: "$")):
      "the name is the same in every case, the id has the values of the matrix"
    case .versionCondition: "write for example >=v1.5 or >=v1.5 <v1.8"
    default: nil
    }
  }

  private static func isScenarioName(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 100 else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy {
        isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "_")
      }
  }

  /// Whether every part between dots is a label of DNS.
  static func isObjectName(_ text: String) -> Bool {
    guard text.utf8.count <= 253 else { return false }
    return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { isLabel($0) }
  }

  /// Whether the text is a label of DNS, of at most 63 characters.
  static func isDNSLabel(_ text: String) -> Bool {
    text.utf8.count <= 63 && isLabel(text.utf8[...])
  }

  private static func isLabel(_ bytes: Substring.UTF8View) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    return isLowerAlphanumeric(first) && isLowerAlphanumeric(last)
      && bytes.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  /// Whether the text may be a label's value, or the name part of its key.
  static func isLabelName(_ text: Substring) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy {
        isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: ".")
      }
  }

  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || (byte >= 0x30 && byte <= 0x39)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
  }
}
