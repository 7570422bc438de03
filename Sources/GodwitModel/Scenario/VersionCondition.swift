/// A version of a product: `v1.9`, `1.5.2` or `4.22`. Missing parts are 0, so `v1.9` is `v1.9.0`.
package struct ProductVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Up to three numbers, without zeros at the end.
  private let parts: [Int]

  /// Reads up to three numbers with an optional `v`; nil for anything else.
  package init?(parsing text: some StringProtocol) {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let fields = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count) else { return nil }
    var parts: [Int] = []
    for field in fields {
      guard field.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(field) else {
        return nil
      }
      parts.append(number)
    }
    while parts.last == 0 { parts.removeLast() }
    self.parts = parts
  }

  /// The second number; nil where there is none but zeros.
  package var minor: Int? { parts.count > 1 ? parts[1] : nil }

  /// Whether the first two numbers are the same: patch releases behave alike.
  package func isSameMinor(as other: ProductVersion) -> Bool {
    parts.first == other.parts.first && (minor ?? 0) == (other.minor ?? 0)
  }

  package static func < (left: ProductVersion, right: ProductVersion) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }

  package var description: String {
    parts.isEmpty ? "0" : parts.map(String.init).joined(separator: ".")
  }
}

/// A condition on a version: `>=v1.5`, or several that must all hold: `>=v1.5 <v1.8`.
///
/// Comparisons are `>=`, `>`, `<=`, `<`, `=` (or `==`), `!=`; every version has one, since a bare
/// one could mean "from then on" as well as "that one alone". Commas may separate them.
package struct VersionCondition: Hashable, Sendable {
  private let terms: [Term]

  private struct Term: Hashable, Sendable {
    var comparison: Comparison
    var version: ProductVersion
  }

  private enum Comparison: String, Hashable, Sendable {
    case greaterOrEqual = ">="
    case greater = ">"
    case lessOrEqual = "<="
    case less = "<"
    case equal = "="
    case notEqual = "!="
  }

  /// Nil when the text is not a condition.
  package init?(parsing text: String) {
    var terms: [Term] = []
    var pending: Comparison?
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let sign = word.prefix { "<>=!".contains($0) }
      let rest = word.dropFirst(sign.count)
      if !sign.isEmpty {
        guard pending == nil, let comparison = Self.comparison(sign) else { return nil }
        pending = comparison
        // `>= v1.5`: the version is the next word.
        if rest.isEmpty { continue }
      }
      guard let comparison = pending, let version = ProductVersion(parsing: rest) else {
        return nil
      }
      terms.append(Term(comparison: comparison, version: version))
      pending = nil
    }
    guard pending == nil, !terms.isEmpty else { return nil }
    self.terms = terms
  }

  private static func comparison(_ sign: Substring) -> Comparison? {
    sign == "==" ? .equal : Comparison(rawValue: String(sign))
  }

  /// Whether `version` meets every part of the condition.
  package func isMet(by version: ProductVersion) -> Bool {
    terms.allSatisfy { term in
      switch term.comparison {
      case .greaterOrEqual: version >= term.version
      case .greater: version > term.version
      case .lessOrEqual: version <= term.version
      case .less: version < term.version
      case .equal: version == term.version
      case .notEqual: version != term.version
      }
    }
  }
}
