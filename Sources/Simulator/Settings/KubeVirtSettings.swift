import GodwitModel

/// What the KubeVirt object says, in the form in which the controllers need it.
package struct KubeVirtSettings: Sendable {
  package let profile: KubeVirtProfile
  package private(set) var migrations: MigrationConfiguration
  /// The migration settings as JSON, made once.
  package private(set) var migrationsJSON: JSONValue
  package private(set) var evictionStrategy = EvictionStrategy.none
  /// Of `developerConfiguration.nodeSelectors`, for every launcher pod.
  package private(set) var nodeSelectors = StringMap()
  /// The CPU models that do not count, as the map says it; nil means KubeVirt's own list. A model
  /// is obsolete when it is there, `true` or `false` (cpu_plugin.go:45-58).
  package private(set) var obsoleteModels: StringMap?
  /// Which machine of a guest's CPU time its pod requests: `developerConfiguration`.
  package private(set) var cpuAllocationRatio = 10

  /// Whether migrations have priorities, and evacuations are made without waiting for places.
  private(set) var usesPriorities: Bool
  /// Whether pods and VMIs tell how much memory a guest needs besides its own.
  private(set) var reportsMemoryOverhead: Bool
  /// Whether the monitor of a copy looks for stalls.
  private(set) var detectsStalls: Bool
  /// In Hz, when `developerConfiguration` sets what the nodes would tell otherwise.
  package private(set) var minimumTSCFrequency: Int64?

  /// The devices that guests may have; nil while nothing is said of them.
  let permittedHostDevices: JSONValue?

  /// How VMIs are brought up to date.
  package let updates: WorkloadUpdateStrategy

  /// The image of virt-launcher that new pods get, as the recordings have it.
  package let launcherImage: String

  package init(profile: KubeVirtProfile = .newest) { self.init(.null, profile: profile) }

  /// Reads `spec.configuration`.
  package init(_ configuration: JSONValue, profile: KubeVirtProfile = .newest) {
    self.init(spec: ["configuration": configuration], profile: profile)
  }

  /// Reads the whole specification of the KubeVirt object.
  package init(spec: JSONValue, profile: KubeVirtProfile = .newest) {
    let configuration = spec["configuration"] ?? .null
    self.profile = profile
    let registry = spec["imageRegistry"]?.string ?? "registry.example"
    let tag = spec["imageTag"]?.string ?? "\(profile.name).0"
    launcherImage = "\(registry)/virt-launcher:\(tag)"
    permittedHostDevices = configuration["permittedHostDevices"]
    updates = WorkloadUpdateStrategy(spec["workloadUpdateStrategy"] ?? .null)
    migrations = MigrationConfiguration(configuration["migrations"] ?? [:], profile: profile)
    migrationsJSON = migrations.json
    let gates = FeatureGates(configuration, profile: profile)
    detectsStalls = gates.isOn(.migrationStallDetection)
    usesPriorities = gates.isOn(.migrationPriorityQueue)
    reportsMemoryOverhead = gates.isOn(.memoryOverheadReport)
    if let strategy = configuration["evictionStrategy"]?.string {
      evictionStrategy = EvictionStrategy(rawValue: strategy)
    }
    let developer = configuration["developerConfiguration"]
    if let selectors = developer?["nodeSelectors"] {
      nodeSelectors = StringMap(json: selectors) ?? StringMap()
    }
    if let frequency = developer?["minimumClusterTSCFrequency"]?.int, frequency > 0 {
      minimumTSCFrequency = Int64(frequency)
    }
    if let ratio = developer?["cpuAllocationRatio"]?.int, ratio > 0 { cpuAllocationRatio = ratio }
    if let models = configuration["obsoleteCPUModels"]?.object {
      var map = StringMap()
      for member in models.members { map[member.key] = String(member.value.bool ?? false) }
      obsoleteModels = map
    }
  }

  /// The settings in force in `store`.
  package init(_ store: ObjectStore, profile: KubeVirtProfile) {
    let object = store.table(.kubeVirt)?.all.first?.object
    self.init(spec: object?.rest["spec"] ?? .null, profile: profile)
  }
}
