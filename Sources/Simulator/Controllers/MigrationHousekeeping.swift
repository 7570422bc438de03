import GodwitModel

/// What migrations leave: back-off after failures, old objects, those that wait for a place.
extension World {
  /// How many final migrations of a VMI are kept.
  static let keptMigrations = 5

  /// How long a migration that KubeVirt made by itself has to wait after failures; nil when it has
  /// not.
  ///
  /// KubeVirt pkg/virt-controller/watch/migration/migration.go:1049-1112.
  func backoff(of snapshot: MigrationSnapshot) -> Span? {
    let annotations = snapshot.migration.metadata.annotations
    guard backsOff(annotations),
      annotations["kubevirt.io/func-test-ignore-migration-backoff"] == nil
    else { return nil }
    // Newest first; of one second the later made.
    let family = automaticMigrations(of: snapshot.instance).reversed() as [_]
    guard family.count >= 2, family[0].metadata.uid == snapshot.uid else { return nil }
    var backoff = Span.zero
    for migration in family.dropFirst() {
      if migration.status.phase == .succeeded { break }
      if migration.metadata.isBeingDeleted { continue }
      if migration.status.phase == .failed {
        backoff = backoff == .zero ? .seconds(20) : backoff * 2
      }
    }
    let failed = family[1].status.phaseTransitionTimestamps.first { $0.phase == "Failed" }
    guard backoff > .zero, let time = failed?.phaseTransitionTimestamp?.instant else { return nil }
    let wait = time + backoff - now
    return wait > .zero ? wait : nil
  }

  /// Whether the annotations are those of a migration that KubeVirt made by itself and that it lets
  /// wait after failures.
  private func backsOff(_ annotations: StringMap) -> Bool {
    annotations["kubevirt.io/evacuationMigration"] != nil
      || profile.updatesBackOff && annotations["kubevirt.io/workloadUpdateMigration"] != nil
  }

  /// Migrations of evacuations and updates, oldest first.
  private func automaticMigrations(
    of instance: VirtualMachineInstance
  ) -> [VirtualMachineInstanceMigration] {
    store.index.migrations(ofInstance: ObjectName(instance.metadata)).compactMap { name in
      guard let migration = store.migrations[name]?.object,
        backsOff(migration.metadata.annotations)
      else { return nil }
      return migration
    }
  }

  /// Keeps the five newest final migrations of a VMI; with an older one its ended pod goes.
  ///
  /// migration.go:2251-2315.
  mutating func collectFinalMigrations(of instance: VirtualMachineInstance) {
    let names = store.index.migrations(ofInstance: ObjectName(instance.metadata))
    guard names.count > Self.keptMigrations else { return }
    var final: [VirtualMachineInstanceMigration] = []
    for name in names {
      if let migration = store.migrations[name]?.object, migration.status.phase.isFinal,
        !migration.metadata.isBeingDeleted
      {
        final.append(migration)
      }
    }
    for migration in final.dropLast(Self.keptMigrations) {
      if profile.collectsPodsOfMigrations, let state = migration.status.migrationState {
        let name = state.failed ? state.targetPod : state.completed ? state.sourcePod : ""
        if let pod = store.pods[migration.metadata.namespace, name]?.object { delete(pod) }
      }
      if let present = store.migrations[ObjectName(migration.metadata)]?.object {
        delete(present)
      }
    }
  }

  /// A place may be free: as many pending migrations as could run are looked at, the most urgent
  /// first (migration.go:452-474).
  mutating func wakePendingMigrations() {
    guard settings.usesPriorities else { return }
    let limit = settings.migrations.parallelMigrationsPerCluster
    let pending = store.index.pendingMigrations(limit: limit).map { name in
      (WorkKey(.migration, name), store.migrations[name]?.object.pendingPriority ?? 0)
    }
    enqueue(together: pending, of: .migration, after: Self.controllerLatency)
  }

  /// migration.go:2124-2160.
  mutating func wakeMigrationsBlockedByQuota() {
    for name in store.index.pendingMigrations(limit: .max)
    where store.migrations[name]?.object.status.conditions[Self.quotaCondition] != nil {
      enqueueMigration(name)
    }
  }
}
