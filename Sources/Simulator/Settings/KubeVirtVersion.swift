/// The versions of KubeVirt that can be simulated, and how far.
///
/// Roles and the console are known for all of them (specification §3.2). Migrations changed with
/// nearly every version (specification §11) and are simulated as v1.9 makes them; on another
/// version they are refused once one has been admitted, rather than shown as v1.9's.
package enum KubeVirtVersion {
  /// The minor versions of v1.x whose roles and admission are simulated.
  package static let known = ["v1.4", "v1.5", "v1.6", "v1.7", "v1.8", "v1.9"]

  /// The version of which whole migrations are simulated.
  package static let withMigrations = "v1.9"

  /// Why `version` cannot be simulated; nil when it can.
  package static func refusal(_ version: String) -> String? {
    if let line = line(of: version), known.contains(line) { return nil }
    return "KubeVirt \(version) is not simulated; known are \(known.joined(separator: ", ")). "
      + "Leave given.cluster.kubevirt.version out, or take one of these."
  }

  /// Why a migration of `version` goes no further than its admission; nil when it does.
  package static func migrationRefusal(_ version: String) -> String? {
    if line(of: version) == withMigrations { return nil }
    return "the migration controller of KubeVirt \(version) is not simulated, only its roles and "
      + "admission; migrations are simulated as \(withMigrations) makes them. End the scenario "
      + "with the answer to the request, or take \(withMigrations)."
  }

  /// `v1.9` for `1.9`, `v1.9` and `v1.9.2`.
  private static func line(of version: String) -> String? {
    let digits = version.hasPrefix("v") ? version.dropFirst() : version[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 2 ? "v\(parts[0]).\(parts[1])" : nil
  }
}
