import GodwitModel

/// Which features `developerConfiguration` of the KubeVirt object leaves on.
struct FeatureGates: Sendable {
  private let profile: KubeVirtProfile
  private let enabled: [JSONValue]
  private let disabled: [JSONValue]

  /// - Parameter configuration: `spec.configuration` of the KubeVirt object.
  init(_ configuration: JSONValue, profile: KubeVirtProfile) {
    self.profile = profile
    let developer = configuration["developerConfiguration"]
    enabled = developer?["featureGates"]?.array ?? []
    disabled = developer?["disabledFeatureGates"]?.array ?? []
  }

  /// pkg/virt-config/featuregate/feature-gates.go:90-111: naming it on goes before naming it off.
  func isOn(_ gate: KubeVirtProfile.FeatureGate) -> Bool {
    let name = JSONValue.string(gate.rawValue)
    return switch profile.state(of: gate) {
    case .absent: false
    case .always: true
    case .off: enabled.contains(name)
    case .on: enabled.contains(name) || !disabled.contains(name)
    }
  }
}
