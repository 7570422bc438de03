import GodwitModel
import Simulator
import Testing

@Suite struct KubeVirtSettingsTests {
  @Test func `without a word everything is default`() {
    let settings = KubeVirtSettings(.null)
    #expect(settings.evictionStrategy == .none, "a drain ends the VM unless it says otherwise")
    #expect(settings.migrations == MigrationConfiguration())
    #expect(settings.nodeSelectors.isEmpty)
    #expect(settings.cpuAllocationRatio == 10)
  }

  @Test func `the configuration is read`() {
    let settings = KubeVirtSettings([
      "evictionStrategy": "LiveMigrate", "migrations": ["parallelMigrationsPerCluster": 9],
      "developerConfiguration": [
        "cpuAllocationRatio": 4, "nodeSelectors": ["pool": "virt"],
      ], "obsoleteCPUModels": ["Conroe": true, "Penryn": false],
    ])
    #expect(settings.evictionStrategy == .liveMigrate)
    #expect(settings.migrations.parallelMigrationsPerCluster == 9)
    #expect(settings.migrationsJSON == settings.migrations.json)
    #expect(settings.nodeSelectors == ["pool": "virt"])
    #expect(settings.cpuAllocationRatio == 4)
    #expect(settings.obsoleteModels == ["Conroe": "true", "Penryn": "false"])
  }
}
