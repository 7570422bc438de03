/// How one minor version of KubeVirt 1 behaves, where the versions differ.
///
/// A profile is chosen once, by the version of the scenario, and read by the API server, the
/// controllers and the nodes; nothing else compares versions. Each fact is named for what KubeVirt
/// does and says in which version it changed, as the tags v1.0.0 to v1.9.0 have it; the rows of
/// specification §11 are all here, or in ``UnmodelledFields`` where a row concerns what no version
/// is simulated with (persistent state of TPM and EFI, decentralised migrations).
///
/// v1.9 is as the recordings have it, which were made shortly after its tag.
package struct KubeVirtProfile: Hashable, Sendable {
  /// The minor version: 9 for v1.9.
  package let minor: Int

  /// The minor versions that are simulated.
  package static let minors = 0...9
  /// The version of scenarios that name none.
  package static let newest = KubeVirtProfile(minor: 9)

  /// - Precondition: `minor` is one of ``minors``.
  package init(minor: Int) {
    precondition(Self.minors.contains(minor), "only known versions have a profile")
    self.minor = minor
  }

  /// The profile of a version as scenarios write it: `v1.9`, `1.9` or `v1.9.2`; nil for unknown
  /// ones. Patch releases behave as their minor version.
  package init?(version: String) {
    let digits = version.hasPrefix("v") ? version.dropFirst() : version[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0] == "1", let minor = Int(parts[1]), "\(minor)" == parts[1],
      Self.minors.contains(minor)
    else { return nil }
    self.minor = minor
  }

  /// Why `version` cannot be simulated; nil when it can.
  package static func refusal(_ version: String) -> String? {
    if KubeVirtProfile(version: version) != nil { return nil }
    let known = minors.map { "v1.\($0)" }.joined(separator: ", ")
    return "KubeVirt \(version) is not simulated; known are \(known). "
      + "Leave given.cluster.kubevirt.version out, or take one of these."
  }

  /// `v1.9`.
  package var name: String { "v1.\(minor)" }
}

// MARK: Feature gates

extension KubeVirtProfile {
  /// Gates of features that migrations depend on.
  package enum FeatureGate: String, Hashable, Sendable {
    case decentralizedLiveMigration = "DecentralizedLiveMigration"
    case migrationPriorityQueue = "MigrationPriorityQueue"
    case migrationStallDetection = "MigrationStallDetection"
    case migrationDowntimeTuning = "MigrationDowntimeTuning"
    case memoryOverheadReport = "VmiMemoryOverheadReport"
    case vgpuLiveMigration = "VGPULiveMigration"
    case hostDisk = "HostDisk"
    case sidecar = "Sidecar"
    case optOutRoleAggregation = "OptOutRoleAggregation"
  }

  /// How a feature is switched.
  package enum GateState: Hashable, Sendable {
    /// The version does not have the feature.
    case absent
    /// On where `featureGates` names it.
    case off
    /// On unless `disabledFeatureGates` names it.
    case on
    case always
  }

  /// The state of a gate without any configuration.
  ///
  /// pkg/virt-config/featuregate/active.go and inactive.go of each tag. That beta means on is
  /// new in v1.9 (feature-gates.go:90-111 there; v1.8's feature-gates.go asks `featureGates` alone,
  /// so its beta gates are off).
  package func state(of gate: FeatureGate) -> GateState {
    switch gate {
    case .hostDisk, .sidecar: .off
    case .optOutRoleAggregation: minor < 8 ? .absent : minor < 9 ? .off : .on
    case .decentralizedLiveMigration: minor < 6 ? .absent : minor < 9 ? .off : .on
    case .migrationPriorityQueue: minor < 7 ? .absent : minor < 9 ? .off : .always
    case .memoryOverheadReport: minor < 8 ? .absent : minor < 9 ? .off : .on
    case .migrationStallDetection, .migrationDowntimeTuning, .vgpuLiveMigration:
      minor < 9 ? .absent : .off
    }
  }
}
