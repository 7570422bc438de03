import GodwitModel

/// What KubeVirt's components tell Prometheus of migrations.
///
/// KubeVirt pkg/monitoring/metrics/virt-controller/{migrationstats,vmistats,vmstats}_collector.go
/// and virt-handler/migrationdomainstats/migrationstats_collector.go; what the versions before v1.9
/// have instead is from their tags.
extension World {
  /// The metrics at this moment; nil for v1.0, whose metrics have other names.
  var migrationMetrics: [MetricFamily]? {
    guard profile.minor >= 1 else { return nil }
    return phaseMetrics + outcomeMetrics + timeMetrics + copyMetrics + machineMetrics
  }

  // MARK: virt-controller, of migrations

  private var phaseMetrics: [MetricFamily] {
    var pending: Int64 = 0
    var scheduling: Int64 = 0
    var unset: Int64 = 0
    var running: Int64 = 0
    for snapshot in store.migrations.all {
      switch snapshot.object.status.phase {
      case .pending: pending += 1
      case .scheduling: scheduling += 1
      case .unset: unset += 1
      case .succeeded, .failed: break
      // The rest, as KubeVirt counts it; waiting for another cluster does not come up here.
      default: running += 1
      }
    }
    func family(_ phase: String, _ help: String, _ count: Int64) -> MetricFamily {
      MetricFamily(
        "kubevirt_vmi_migrations_in_\(phase)_phase", .gauge, help, [MetricFamily.Sample(count)])
    }
    var families = [
      family("pending", "Number of current pending migrations.", pending),
      family("scheduling", "Number of current scheduling migrations.", scheduling),
      family("running", "Number of current running migrations.", running),
    ]
    if profile.countsUnsetMigrations {
      families.append(
        family(
          "unset",
          "Number of current unset migrations. These are pending items the virt-controller "
            + "hasn’t processed yet from the queue.", unset))
    }
    return families
  }

  private var outcomeMetrics: [MetricFamily] {
    func family(_ phase: MigrationPhase, _ word: String) -> MetricFamily {
      let samples = store.migrations.all.map(\.object).filter { $0.status.phase == phase }.map {
        migration in
        var labels = [
          MetricFamily.Label("vmi", migration.spec.vmiName),
          MetricFamily.Label("vmim", migration.metadata.name),
        ]
        if profile.labelsOutcomesWithNamespace {
          labels.append(MetricFamily.Label("namespace", migration.metadata.namespace))
        }
        return MetricFamily.Sample(1, labels)
      }
      return MetricFamily(
        "kubevirt_vmi_migration_" + word, .gauge, "Indicates if the VMI migration \(word).",
        samples)
    }
    return [family(.succeeded, "succeeded"), family(.failed, "failed")]
  }

  // MARK: virt-controller, of VMIs and VMs

  private static func labels(_ node: String, _ name: ObjectName) -> [MetricFamily.Label] {
    [
      MetricFamily.Label("node", node), MetricFamily.Label("namespace", name.namespace),
      MetricFamily.Label("name", name.name),
    ]
  }

  private var timeMetrics: [MetricFamily] {
    guard profile.tellsTimesOfMigrations else { return [] }
    var starts: [MetricFamily.Sample] = []
    var ends: [MetricFamily.Sample] = []
    for snapshot in store.virtualMachineInstances.all {
      let instance = snapshot.object
      guard let state = instance.status.migrationState else { continue }
      let name =
        store.migrations.all.first { $0.object.metadata.uid == state.migrationUID }?.object.metadata
        .name ?? "<none>"
      var labels = Self.labels(instance.status.nodeName, ObjectName(instance.metadata))
      labels.append(MetricFamily.Label("migration_name", name))
      if let start = state.startTimestamp {
        starts.append(MetricFamily.Sample(start.seconds, labels))
      }
      if let end = state.endTimestamp {
        let status = !state.completed ? "" : state.failed ? "failed" : "succeeded"
        labels.append(MetricFamily.Label("status", status))
        ends.append(MetricFamily.Sample(end.seconds, labels))
      }
    }
    return [
      MetricFamily(
        "kubevirt_vmi_migration_start_time_seconds", .gauge,
        "The time at which the migration started.", starts),
      MetricFamily(
        "kubevirt_vmi_migration_end_time_seconds", .gauge,
        "The time at which the migration ended.", ends),
    ]
  }

  private var machineMetrics: [MetricFamily] {
    let blocked = store.virtualMachineInstances.all.map(\.object).map { instance in
      let isStuck =
        migratesOnEviction(instance)
        && instance.status.conditions["LiveMigratable"].map { $0.status == "False" } ?? true
      return MetricFamily.Sample(
        isStuck ? 1 : 0, Self.labels(instance.status.nodeName, ObjectName(instance.metadata)))
    }
    let migrating = store.virtualMachines.all.map(\.object).map { machine in
      MetricFamily.Sample(
        machine.status.printableStatus == "Migrating" ? Self.lastTransition(of: machine) : 0,
        [
          MetricFamily.Label("name", machine.metadata.name),
          MetricFamily.Label("namespace", machine.metadata.namespace),
        ])
    }
    return [
      MetricFamily(
        "kubevirt_vmi_non_evictable", .gauge,
        "Indication for a VirtualMachine that its eviction strategy is set to Live Migration but "
          + "is not migratable.", blocked),
      MetricFamily(
        "kubevirt_vm_migrating_status_last_transition_timestamp_seconds", .counter,
        "Virtual Machine last transition timestamp to migrating status.", migrating),
    ]
  }

  /// vmstats_collector.go, getLastConditionDetails: -1 where no condition says when it changed.
  private static func lastTransition(of machine: VirtualMachine) -> Int64 {
    let counted = ["Ready", "Failure", "Paused"]
    return machine.status.conditions.filter { counted.contains($0.type) }
      .compactMap { $0.lastTransitionTime?.seconds }.max() ?? -1
  }

  // MARK: virt-handler

  private var copyMetrics: [MetricFamily] {
    let copies = copyStatistics
    func family(
      _ name: String, _ kind: MetricFamily.Kind, _ help: String,
      _ value: (CopyStatistics) -> Int64
    ) -> MetricFamily {
      MetricFamily(
        "kubevirt_vmi_migration_" + name, kind, help,
        copies.map { MetricFamily.Sample(value($0), Self.labels($0.node, $0.instance)) })
    }
    var families: [MetricFamily] = []
    if let name = profile.metricOfDataTotal {
      families.append(
        family(
          name, profile.minor < 8 ? .gauge : .counter,
          "The total Guest OS data to be migrated to the new VM.", \.total))
    }
    families += [
      family(
        "data_remaining_bytes", .gauge, "The remaining guest OS data to be migrated to the new VM.",
        \.remaining),
      family(
        "data_processed_bytes", .gauge,
        "The total Guest OS data processed and migrated to the new VM.", \.processed),
      family(
        "dirty_memory_rate_bytes", .gauge, "The rate of memory being dirty in the Guest OS.",
        \.dirtyRate),
      family(
        profile.metricOfTransferRate, .gauge,
        "The rate at which the memory is being transferred.", \.transferRate),
    ]
    return families
  }
}

extension Timestamp {
  /// Since 1970.
  fileprivate var seconds: Int64 {
    instant.truncatedToSecond.nanosecondsSinceEpoch / 1_000_000_000
  }
}
