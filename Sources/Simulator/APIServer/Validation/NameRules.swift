/// The rules of Kubernetes for names, label keys and values, and what it says when one is broken.
///
/// k8s.io/apimachinery/pkg/util/validation/validation.go and pkg/api/validate/content.
enum NameRules {
  /// Why `name` is no RFC 1123 subdomain.
  static func subdomainProblems(_ name: String) -> [String] {
    var problems: [String] = []
    if name.utf8.count > 253 { problems.append("must be no more than 253 characters") }
    if !isSubdomain(name.utf8) {
      problems.append(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or "
          + "'.', and must start and end with an alphanumeric character (e.g. 'example.com', regex "
          + "used for validation is "
          + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")
    }
    return problems
  }

  /// Why `name` is no RFC 1123 label, as names of namespaces have to be.
  static func labelNameProblems(_ name: String) -> [String] {
    var problems: [String] = []
    if name.utf8.count > 63 { problems.append("must be no more than 63 characters") }
    if name.utf8.contains(UInt8(ascii: ".")) || !isSubdomain(name.utf8) {
      problems.append(
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and "
          + "must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', "
          + "regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")
    }
    return problems
  }

  /// Why `name` cannot stand as one part of a path; RBAC objects have no other rule.
  static func pathSegmentProblems(_ name: String) -> [String] {
    if name == "." || name == ".." { return ["may not be '\(name)'"] }
    var problems: [String] = []
    if name.utf8.contains(UInt8(ascii: "/")) { problems.append("may not contain '/'") }
    if name.utf8.contains(UInt8(ascii: "%")) { problems.append("may not contain '%'") }
    return problems
  }

  /// Why `key` is no key of a label or annotation.
  static func qualifiedNameProblems(_ key: String) -> [String] {
    let bytes = key.utf8
    let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
    let name = slash.map { bytes[bytes.index(after: $0)...] } ?? bytes[...]
    var problems: [String] = []
    guard !name.contains(UInt8(ascii: "/")) else {
      return [
        "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start "
          + "and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', "
          + "regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an "
          + "optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
      ]
    }
    if let slash {
      if slash == bytes.startIndex {
        problems.append("prefix part must be non-empty")
      } else if !isSubdomain(bytes[..<slash]) || bytes[..<slash].count > 253 {
        problems += subdomainProblems(String(key[..<slash])).map { "prefix part " + $0 }
      }
    }
    if name.isEmpty {
      problems.append("name part must be non-empty")
    } else if name.count > 63 {
      problems.append("name part must be no more than 63 bytes")
    }
    if !isWord(name) {
      problems.append(
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and "
          + "end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', "
          + "regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')")
    }
    return problems
  }

  /// Why `value` is no value of a label.
  static func labelValueProblems(_ value: String) -> [String] {
    var problems: [String] = []
    if value.utf8.count > 63 { problems.append("must be no more than 63 bytes") }
    if !value.isEmpty, !isWord(value.utf8) {
      problems.append(
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or "
          + "'.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or "
          + "'my_value',  or '12345', regex used for validation is "
          + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")
    }
    return problems
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
  }

  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// `[A-Za-z0-9][-A-Za-z0-9_.]*[A-Za-z0-9]`.
  private static func isWord(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last, isAlphanumeric(first),
      isAlphanumeric(last)
    else { return false }
    return bytes.allSatisfy {
      isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: ".")
    }
  }

  private static func isSubdomain(_ bytes: some Sequence<UInt8>) -> Bool {
    var previous = UInt8(ascii: ".")
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        guard isLowerAlphanumeric(previous) else { return false }
      } else if byte == UInt8(ascii: "-") {
        guard previous != UInt8(ascii: ".") else { return false }
      } else if !isLowerAlphanumeric(byte) {
        return false
      }
      previous = byte
    }
    return isLowerAlphanumeric(previous)
  }
}
