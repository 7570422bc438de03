import GodwitModel

/// The versions that scenarios speak about.
package enum Versions {
  /// The minor versions of KubeVirt 1 that are known.
  static let kubevirtMinors = 0...9
  /// The minor versions of OpenShift 4 that are known.
  static let openshiftMinors = 14...22

  /// `v1.9` for `v1.9` or `1.9`, and with a patch if there is one; nil for unknown versions.
  package static func kubevirt(_ text: String) -> String? {
    let bare = text.hasPrefix("v") ? text.dropFirst() : text[...]
    guard let numbers = numbers(bare), (2...3).contains(numbers.count), numbers[0] == 1,
      kubevirtMinors.contains(numbers[1])
    else { return nil }
    return "v" + bare
  }

  /// The version of the web console, as it was written; nil for unknown versions.
  static func console(_ text: String) -> String? {
    guard let numbers = numbers(text[...]), numbers.count == 2, numbers[0] == 4,
      openshiftMinors.contains(numbers[1])
    else { return nil }
    return text
  }

  /// The minor of a known version of the web console.
  static func minor(ofConsole version: String) -> Int {
    numbers(version[...])?.last ?? openshiftMinors.upperBound
  }

  /// KubeVirt's and the console's version of `openshift-4.22`: OpenShift Virtualization 4.19 has
  /// KubeVirt 1.5, and both count on together.
  static func platform(_ text: String) -> (kubevirt: String, console: String)? {
    guard text.hasPrefix("openshift-"), let version = console(String(text.dropFirst(10))),
      let minor = numbers(version[...])?[1]
    else { return nil }
    return ("v1.\(minor - 14)", version)
  }

  /// The minor versions of KubeVirt by name, oldest first.
  package static let kubevirtNames = kubevirtMinors.map { "v1.\($0)" }
  static let consoleNames = openshiftMinors.map { "4.\($0)" }
  static let platformNames = openshiftMinors.map { "openshift-4.\($0)" }

  private static func numbers(_ text: Substring) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { String($0).isDecimalInteger ? Int($0) : nil }
    return numbers.count == parts.count && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }
}
