import GodwitModel

/// How migrations are done: the cluster's settings, overlaid by a MigrationPolicy.
///
/// Fields and defaults: KubeVirt types.go:3590-3650, pkg/virt-config/virt-config.go:40-48; fields
/// that a version does not have are neither read nor written.
package struct MigrationConfiguration: Hashable, Sendable {
  package let profile: KubeVirtProfile
  package var nodeDrainTaintKey = "kubevirt.io/drain"
  package var parallelMigrationsPerCluster = 5
  package var parallelOutboundMigrationsPerNode = 2
  package var allowAutoConverge = false
  /// Bytes a second; zero is unlimited.
  package var bandwidthPerMigration = Quantity(0)
  /// Seconds for each started decimal gigabyte; 0 is no limit.
  package var completionTimeoutPerGiB: Int
  package var maxDowntimeMilliseconds = 900
  /// Seconds without progress; 0 is no limit.
  package var progressTimeout = 150
  package var utilityVolumesTimeout = 150
  package var unsafeMigrationOverride = false
  package var allowPostCopy = false
  package var allowWorkloadDisruption = false
  /// Fields that are only written when they were set: `disableTLS`, `network`,
  /// `matchSELinuxLevelOnMigration`, `experimental`.
  package var others = JSONObject()

  package init(profile: KubeVirtProfile = .newest) {
    self.profile = profile
    completionTimeoutPerGiB = profile.completionTimeoutPerGiB
  }

  /// Reads `spec.configuration.migrations` of the KubeVirt object.
  package init(_ json: JSONValue, profile: KubeVirtProfile = .newest) {
    self.init(profile: profile)
    overlay(json)
    nodeDrainTaintKey = json["nodeDrainTaintKey"]?.string ?? nodeDrainTaintKey
    parallelMigrationsPerCluster =
      json["parallelMigrationsPerCluster"]?.int ?? parallelMigrationsPerCluster
    parallelOutboundMigrationsPerNode =
      json["parallelOutboundMigrationsPerNode"]?.int ?? parallelOutboundMigrationsPerNode
    progressTimeout = json["progressTimeout"]?.int ?? progressTimeout
    utilityVolumesTimeout = json["utilityVolumesTimeout"]?.int ?? utilityVolumesTimeout
    unsafeMigrationOverride = json["unsafeMigrationOverride"]?.bool ?? false
    for key in ["disableTLS", "network", "matchSELinuxLevelOnMigration"] {
      if let value = json[key] { others[key] = value }
    }
  }

  /// Puts the fields over it that a policy may set; others do not count.
  ///
  /// KubeVirt pkg/virt-controller/watch/migration/migrationpolicy.go:126-146.
  package mutating func overlay(_ json: JSONValue) {
    if let value = json["allowAutoConverge"]?.bool { allowAutoConverge = value }
    if let value = json["bandwidthPerMigration"]?.scalarText,
      let quantity = Quantity(parsing: value)
    {
      bandwidthPerMigration = quantity
    }
    if let value = json["completionTimeoutPerGiB"]?.int { completionTimeoutPerGiB = value }
    if has("maxDowntimeMs"), let value = json["maxDowntimeMs"]?.int {
      maxDowntimeMilliseconds = value
    }
    if let value = json["allowPostCopy"]?.bool {
      allowPostCopy = value
      allowWorkloadDisruption = value
    }
    if has("allowWorkloadDisruption"), let value = json["allowWorkloadDisruption"]?.bool {
      allowWorkloadDisruption = value
    }
    if let value = json["experimental"] { others["experimental"] = value }
  }

  private func has(_ field: String) -> Bool {
    profile.hasField(field, ofType: "kubevirt.MigrationConfiguration")
  }

  /// The form in which it stands on a VMI (`status.migrationState.migrationConfiguration`).
  package var json: JSONValue {
    var object = JSONObject()
    object.append("allowAutoConverge", .bool(allowAutoConverge))
    object.append("allowPostCopy", .bool(allowPostCopy))
    if has("allowWorkloadDisruption") {
      object.append("allowWorkloadDisruption", .bool(allowWorkloadDisruption))
    }
    object.append("bandwidthPerMigration", .string(bandwidthPerMigration.description))
    object.append("completionTimeoutPerGiB", .int(completionTimeoutPerGiB))
    if has("maxDowntimeMs") { object.append("maxDowntimeMs", .int(maxDowntimeMilliseconds)) }
    object.append("nodeDrainTaintKey", .string(nodeDrainTaintKey))
    object.append("parallelMigrationsPerCluster", .int(parallelMigrationsPerCluster))
    object.append("parallelOutboundMigrationsPerNode", .int(parallelOutboundMigrationsPerNode))
    object.append("progressTimeout", .int(progressTimeout))
    object.append("unsafeMigrationOverride", .bool(unsafeMigrationOverride))
    if has("utilityVolumesTimeout") {
      object.append("utilityVolumesTimeout", .int(utilityVolumesTimeout))
    }
    for member in others.members { object[member.key] = member.value }
    return .object(others.isEmpty ? object : object.sortedByKey)
  }

  /// The settings as they were handed over with a migration.
  package init(handedOver json: JSONValue, profile: KubeVirtProfile = .newest) {
    self.init(json, profile: profile)
  }
}
