/// The versions of KubeVirt that can be simulated.
package enum KubeVirtVersion {
  /// The minor versions of v1.x of which the modelled behaviour is known to be right.
  package static let known = ["v1.9"]

  /// Why `version` cannot be simulated; nil when it can.
  package static func refusal(_ version: String) -> String? {
    let digits = version.hasPrefix("v") ? version.dropFirst() : version[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count >= 2, known.contains("v\(parts[0]).\(parts[1])") { return nil }
    return "KubeVirt \(version) is not simulated; known are \(known.joined(separator: ", ")). "
      + "Leave given.cluster.kubevirt.version out, or take one of these."
  }
}
