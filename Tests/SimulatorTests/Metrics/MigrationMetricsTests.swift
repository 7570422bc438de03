import GodwitModel
import Simulator
import Testing

/// Rows of specification §10, named for what they say.
@Suite struct MigrationMetricsTests {
  /// The values of a metric by the text of its labels.
  private func values(_ cluster: Rehearsal, _ name: String) -> [String: Int64] {
    let families = cluster.simulation.migrationMetrics ?? []
    let samples = families.first { $0.name == "kubevirt_" + name }?.samples ?? []
    return Dictionary(
      uniqueKeysWithValues: samples.map { sample in
        (sample.labels.map { $0.name + "=" + $0.value }.joined(separator: ","), sample.value)
      })
  }

  private func phases(_ cluster: Rehearsal) -> [Int64?] {
    ["pending", "scheduling", "running", "unset"].map {
      values(cluster, "vmi_migrations_in_\($0)_phase")[""]
    }
  }

  @Test func `migrations in a phase are counted, those in between as running`() throws {
    var cluster = try Rehearsal()
    #expect(phases(cluster) == [0, 0, 0, 0])
    cluster.migrate()
    #expect(phases(cluster) == [0, 0, 0, 1])
    var seen: [[Int64?]] = []
    while phases(cluster) != [0, 0, 0, 0] {
      let change = try cluster.run(within: .minutes(5)) {
        $0.object.kind.kind.hasSuffix("Migration")
      }
      if change == nil { break }
      if seen.last != phases(cluster) { seen.append(phases(cluster)) }
    }
    #expect(seen == [[0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]])
  }

  @Test func `succeeded and failed stand at 1 while the migration is there`() throws {
    var cluster = try Rehearsal()
    cluster.migrate(as: "good")
    try cluster.run(until: "good", is: .succeeded)
    cluster.migrate(as: "bad")
    try cluster.run(until: "bad", is: .running)
    try cluster.inject(.failCopy(namespace: "demo", migration: "bad", message: "lost"))
    try cluster.run(until: "bad", is: .failed)
    #expect(
      values(cluster, "vmi_migration_succeeded") == ["vmi=vm,vmim=good,namespace=demo": 1])
    #expect(values(cluster, "vmi_migration_failed") == ["vmi=vm,vmim=bad,namespace=demo": 1])
    cluster.delete(.virtualMachineInstanceMigration, "good")
    try cluster.run(for: .seconds(1))
    #expect(values(cluster, "vmi_migration_succeeded").isEmpty)
  }

  @Test func `start and end of the latest migration are told in seconds`() throws {
    var cluster = try Rehearsal()
    #expect(values(cluster, "vmi_migration_start_time_seconds").isEmpty)
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    try cluster.run(for: .seconds(1))
    let labels = "namespace=demo,name=vm,migration_name=job"
    let start = try #require(
      values(cluster, "vmi_migration_start_time_seconds")["node=node1,\(labels)"])
    #expect(values(cluster, "vmi_migration_end_time_seconds").isEmpty)
    try cluster.run(until: "job", is: .succeeded)
    try cluster.run(for: .seconds(1))
    #expect(values(cluster, "vmi_migration_start_time_seconds") == ["node=node2,\(labels)": start])
    let end = try #require(
      values(cluster, "vmi_migration_end_time_seconds")["node=node2,\(labels),status=succeeded"])
    #expect((9...12).contains(end - start), "the copy takes ten seconds")
  }

  @Test func `bytes and rates of a copy are told while it runs`() throws {
    var cluster = try Rehearsal { given in
      given.virtualMachines[0].guest.dirtyRate = Quantity(5 << 20)
    }
    let name = "node=node1,namespace=demo,name=vm"
    #expect(values(cluster, "vmi_migration_data_bytes_total").isEmpty)
    cluster.migrate()
    try cluster.run(until: "job", is: .running)
    try cluster.run(for: .seconds(2))
    let total = try #require(values(cluster, "vmi_migration_data_bytes_total")[name])
    let remaining = try #require(values(cluster, "vmi_migration_data_remaining_bytes")[name])
    let processed = try #require(values(cluster, "vmi_migration_data_processed_bytes")[name])
    #expect(total == 1 << 30)
    #expect(remaining + processed == total)
    #expect(processed > 0 && remaining > 0)
    #expect(values(cluster, "vmi_migration_dirty_memory_rate_bytes")[name] == 5 << 20)
    #expect(
      values(cluster, "vmi_migration_memory_transfer_rate_bytes")[name] == 107_374_182)
    try cluster.inject(.stallCopy(namespace: "demo", migration: "job"))
    try cluster.run(for: .seconds(3))
    let later = values(cluster, "vmi_migration_data_processed_bytes")[name] ?? 0
    #expect(later == processed, "nothing moves while it stands still")
    #expect(values(cluster, "vmi_migration_memory_transfer_rate_bytes")[name] == 0)
    try cluster.inject(.resumeCopy(namespace: "demo", migration: "job"))
    try cluster.run(for: .seconds(1))
    #expect(values(cluster, "vmi_migration_data_processed_bytes")[name] ?? 0 > processed)
    try cluster.run(until: "job", is: .succeeded)
    #expect(values(cluster, "vmi_migration_data_bytes_total").isEmpty)
  }

  @Test func `non_evictable is 1 for LiveMigrate that cannot migrate`() throws {
    let cluster = try Rehearsal { given in
      given.virtualMachines[0].evictionStrategy = "LiveMigrate"
      var stuck = VirtualMachineLayout(name: "stuck")
      stuck.node = "node1"
      stuck.evictionStrategy = "LiveMigrate"
      stuck.spec = [
        "domain": ["devices": ["interfaces": [["name": "default", "bridge": [:]]]]]
      ]
      given.virtualMachines.append(stuck)
    }
    let labels = "node=node1,namespace=demo,name="
    #expect(values(cluster, "vmi_non_evictable") == [labels + "vm": 0, labels + "stuck": 1])
  }

  @Test func `versions have other names`() throws {
    func names(_ version: String) throws -> [String] {
      var cluster = try Rehearsal { $0.cluster.kubevirtVersion = version }
      cluster.migrate()
      try cluster.run(until: "job", is: .running)
      return cluster.simulation.migrationMetrics?.map(\.name) ?? []
    }
    #expect(try names("v1.0").isEmpty)
    let old = try names("v1.4")
    #expect(old.contains("kubevirt_vmi_migration_disk_transfer_rate_bytes"))
    #expect(!old.contains { $0.contains("total") || $0.contains("unset") || $0.contains("_time_") })
    #expect(try names("v1.6").contains("kubevirt_vmi_migration_data_total_bytes"))
    #expect(try names("v1.6").contains("kubevirt_vmi_migrations_in_unset_phase"))
    #expect(try names("v1.9").contains("kubevirt_vmi_migration_data_bytes_total"))
  }
}
