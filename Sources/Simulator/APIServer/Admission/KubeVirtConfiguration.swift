import GodwitModel

/// The parts of the KubeVirt object's `spec.configuration` that the API server acts on.
package struct KubeVirtConfiguration: Sendable {
  private let configuration: JSONValue
  private let profile: KubeVirtProfile

  /// The configuration in force: that of the first KubeVirt object, of which there is only one.
  package init(_ store: ObjectStore, profile: KubeVirtProfile) {
    let object = store.table(.kubeVirt)?.all.first?.object
    self.init(
      configuration: object?.rest["spec"]?["configuration"] ?? .null, profile: profile)
  }

  package init(configuration: JSONValue, profile: KubeVirtProfile) {
    self.configuration = configuration
    self.profile = profile
  }

  /// The strategy of VMIs that have none; KubeVirt's default is `None`.
  package var evictionStrategy: EvictionStrategy {
    EvictionStrategy(rawValue: configuration["evictionStrategy"]?.string ?? "None")
  }

  /// The CPU model of VMIs that have none; nil means `host-model`.
  var cpuModel: String? { configuration["cpuModel"]?.string }

  var defaultArchitecture: String {
    configuration["architectureConfiguration"]?["defaultArchitecture"]?.string ?? "amd64"
  }

  /// The machine type of VMIs of an architecture that have none.
  func machineType(_ architecture: String) -> String {
    if let type = configuration["architectureConfiguration"]?[architecture]?["machineType"]?.string
    {
      return type
    }
    return switch architecture {
    case "arm64": "virt"
    case "s390x": "s390-ccw-virtio"
    default: configuration["machineType"]?.string ?? "q35"
    }
  }

  /// Whether changes reach running VMs, which then get room to grow.
  var isLiveUpdate: Bool {
    let strategy = configuration["vmRolloutStrategy"]?.string ?? profile.defaultRolloutStrategy
    return strategy == "LiveUpdate"
  }

  /// By how much CPU sockets and memory may grow.
  var maxHotplugRatio: Int {
    configuration["liveUpdateConfiguration"]?["maxHotplugRatio"]?.int ?? 4
  }

  var maxCPUSockets: Int {
    configuration["liveUpdateConfiguration"]?["maxCpuSockets"]?.int ?? 0
  }

  var maxGuest: String? { configuration["liveUpdateConfiguration"]?["maxGuest"]?.string }

  /// `bridge` unless the cluster says otherwise.
  var defaultNetworkInterface: String {
    configuration["network"]?["defaultNetworkInterface"]?.string ?? "bridge"
  }

  package var nodeDrainTaintKey: String {
    configuration["migrations"]?["nodeDrainTaintKey"]?.string ?? "kubevirt.io/drain"
  }

  var allowsPersistentReservation: Bool {
    configuration["persistentReservationConfiguration"]?["enabled"]?.bool ?? false
  }

  func isOn(_ gate: KubeVirtProfile.FeatureGate) -> Bool {
    FeatureGates(configuration, profile: profile).isOn(gate)
  }

  /// Whether the roles of a namespace do not contain KubeVirt's (pkg/virt-operator/util/config.go).
  var aggregatesRolesByHand: Bool {
    isOn(.optOutRoleAggregation) && configuration["roleAggregationStrategy"] == "Manual"
  }

  /// The resource names of the mediated devices that are permitted.
  var mediatedDevices: [String] {
    (configuration["permittedHostDevices"]?["mediatedDevices"]?.array ?? []).compactMap {
      $0["resourceName"]?.string
    }
  }
}
