import GodwitModel

/// What the KubeVirt object says, in the form in which the controllers need it.
package struct KubeVirtSettings: Sendable {
  package private(set) var migrations = MigrationConfiguration()
  /// The migration settings as JSON, made once.
  package private(set) var migrationsJSON = MigrationConfiguration().json
  package private(set) var evictionStrategy = EvictionStrategy.none
  /// Of `developerConfiguration.nodeSelectors`, for every launcher pod.
  package private(set) var nodeSelectors = StringMap()
  package private(set) var obsoleteModels: [String] = []
  /// Which machine of a guest's CPU time its pod requests: `developerConfiguration`.
  package private(set) var cpuAllocationRatio = 10

  /// The image of virt-launcher, as the recordings have it.
  package let launcherImage = "registry.example/virt-launcher:v1.9.0"

  package init() {}

  /// Reads `spec.configuration`.
  package init(_ configuration: JSONValue) {
    if let json = configuration["migrations"] {
      migrations = MigrationConfiguration(json)
      migrationsJSON = migrations.json
    }
    if let strategy = configuration["evictionStrategy"]?.string {
      evictionStrategy = EvictionStrategy(rawValue: strategy)
    }
    let developer = configuration["developerConfiguration"]
    if let selectors = developer?["nodeSelectors"] {
      nodeSelectors = StringMap(json: selectors) ?? StringMap()
    }
    if let ratio = developer?["cpuAllocationRatio"]?.int, ratio > 0 { cpuAllocationRatio = ratio }
    for member in configuration["obsoleteCPUModels"]?.object?.members ?? []
    where member.value.bool == true {
      obsoleteModels.append(member.key)
    }
  }

  /// The settings in force in `store`.
  package init(_ store: ObjectStore) {
    let object = store.table(.kubeVirt)?.all.first?.object
    self.init(object?.rest["spec"]?["configuration"] ?? .null)
  }
}
