import GodwitModel
import Simulator
import Testing

/// Specification §1.4 and §1.5.
@Suite struct MigrationConfigurationTests {
  @Test func `the defaults are those of v1.9`() {
    let expected: JSONValue = [
      "allowAutoConverge": false, "allowPostCopy": false, "allowWorkloadDisruption": false,
      "bandwidthPerMigration": "0", "completionTimeoutPerGiB": 150, "maxDowntimeMs": 900,
      "nodeDrainTaintKey": "kubevirt.io/drain", "parallelMigrationsPerCluster": 5,
      "parallelOutboundMigrationsPerNode": 2, "progressTimeout": 150,
      "unsafeMigrationOverride": false, "utilityVolumesTimeout": 150,
    ]
    #expect(MigrationConfiguration().json == expected)
  }

  @Test func `the KubeVirt object sets every field`() {
    let json: JSONValue = [
      "allowAutoConverge": true, "allowPostCopy": true, "bandwidthPerMigration": "64Mi",
      "completionTimeoutPerGiB": 10, "disableTLS": true, "maxDowntimeMs": 400,
      "network": "migration", "nodeDrainTaintKey": "drain", "parallelMigrationsPerCluster": 7,
      "parallelOutboundMigrationsPerNode": 3, "progressTimeout": 20,
      "unsafeMigrationOverride": true, "utilityVolumesTimeout": 30,
    ]
    let configuration = MigrationConfiguration(json)
    #expect(configuration.bandwidthPerMigration.units == 64 << 20)
    var expected = json.object ?? JSONObject()
    expected["allowWorkloadDisruption"] = true
    #expect(configuration.json == .object(expected.sortedByKey))
  }

  @Test func `disruption follows post-copy unless it is said`() {
    #expect(MigrationConfiguration(["allowPostCopy": true]).allowWorkloadDisruption)
    let said: JSONValue = ["allowPostCopy": true, "allowWorkloadDisruption": false]
    #expect(!MigrationConfiguration(said).allowWorkloadDisruption)
    #expect(MigrationConfiguration(["allowWorkloadDisruption": true]).allowWorkloadDisruption)
  }

  @Test func `a policy sets what it may and nothing else`() {
    var configuration = MigrationConfiguration(["completionTimeoutPerGiB": 20])
    configuration.overlay([
      "allowPostCopy": true, "bandwidthPerMigration": "1Mi", "progressTimeout": 1,
      "parallelMigrationsPerCluster": 1, "unsafeMigrationOverride": true, "network": "other",
    ])
    #expect(configuration.allowPostCopy)
    #expect(configuration.allowWorkloadDisruption, "a policy's post-copy brings disruption")
    #expect(configuration.bandwidthPerMigration.units == 1 << 20)
    #expect(configuration.completionTimeoutPerGiB == 20, "what it does not say stays")
    #expect(configuration.progressTimeout == 150)
    #expect(configuration.parallelMigrationsPerCluster == 5)
    #expect(!configuration.unsafeMigrationOverride)
    #expect(configuration.others.isEmpty)
  }

  @Test func `a field of no meaning changes nothing`() {
    #expect(MigrationConfiguration(["fastMode": true]) == MigrationConfiguration())
  }

  @Test func `what was handed over is read back as it was`() {
    var configuration = MigrationConfiguration([
      "allowPostCopy": true, "allowWorkloadDisruption": false, "bandwidthPerMigration": "10M",
      "network": "migration",
    ])
    configuration.overlay(["experimental": ["compression": "zstd"]])
    #expect(MigrationConfiguration(handedOver: configuration.json) == configuration)
  }
}
