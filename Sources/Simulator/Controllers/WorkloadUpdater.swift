import GodwitModel

/// Brings VMIs up to date after an update of KubeVirt, or after a change that needs a migration.
///
/// KubeVirt pkg/virt-controller/watch/workload-updater/workload-updater.go:229-660. KubeVirt looks
/// again 30 ns after a pass that found work, for which its own constant lacks a unit; here that is
/// the interval by which it throttles itself.
extension World {
  private static let throttle = Span.seconds(5)

  /// Takes the settings of the KubeVirt object; another image makes VMIs outdated.
  mutating func applySettings() {
    let image = settings.launcherImage
    settings = KubeVirtSettings(store, profile: profile)
    if settings.launcherImage != image {
      for instance in store.virtualMachineInstances.all {
        enqueue(
          WorkKey(.instance, ObjectName(instance.object.metadata)), after: Self.instanceLatency)
      }
    }
    awaitWorkloadUpdate()
  }

  /// Has the VMIs looked at soon, if the cluster wants them to be brought up to date.
  mutating func awaitWorkloadUpdate() {
    guard settings.updates.isOn else { return }
    wake(WorkKey(.workloadUpdate, node: ""), after: Self.throttle)
  }

  mutating func updateWorkloads() {
    guard settings.updates.isOn, let kubeVirt = store.table(.kubeVirt)?.all.first?.object else {
      return
    }
    let status = kubeVirt.rest["status"] ?? .null
    guard status["phase"] == "Deployed",
      status["observedDeploymentID"] == status["targetDeploymentID"]
    else { return }
    let work = findWork()
    noteOutdated(work.outdated, on: kubeVirt)
    if !work.toMigrate.isEmpty || !work.toEvict.isEmpty || !work.toAbort.isEmpty {
      awaitWorkloadUpdate()
    }
    let free = settings.migrations.parallelMigrationsPerCluster - store.index.running.count
    for instance in shuffled(work.toMigrate).prefix(max(0, free)) { update(byMigrating: instance) }
    evictBatch(work.toEvict)
    for instance in work.toAbort { abortUpdate(of: instance) }
  }

  private struct UpdateWork {
    var outdated = 0
    var toMigrate: [VirtualMachineInstance] = []
    var toEvict: [VirtualMachineInstance] = []
    var toAbort: [VirtualMachineInstance] = []
  }

  /// workload-updater.go, getUpdateData.
  private func findWork() -> UpdateWork {
    var work = UpdateWork()
    for instance in store.virtualMachineInstances.all.map(\.object)
    where instance.status.phase == .running && !instance.metadata.isBeingDeleted {
      let isOutdated = isOutdated(instance)
      if !isOutdated, shouldAbortUpdate(of: instance) {
        work.toAbort.append(instance)
        continue
      }
      let isMigrating = instance.isMigrating(at: now)
      let wantsMigration =
        instance.needsUpdateOfWorkload && !isMigrating
        && instance.metadata.annotations[Self.abortion] == nil
      guard isOutdated || wantsMigration else { continue }
      work.outdated += 1
      let name = ObjectName(instance.metadata)
      let isInHand = store.index.migrations(ofInstance: name).contains {
        store.migrations[$0]?.object.status.phase.isFinal == false
      }
      if isMigrating || isInHand { continue }
      let isMigratable = instance.status.conditions["LiveMigratable"]?.status == "True"
      if settings.updates.migrates, isMigratable {
        work.toMigrate.append(instance)
      } else if settings.updates.evicts {
        work.toEvict.append(instance)
      }
    }
    return work
  }

  private func isOutdated(_ instance: VirtualMachineInstance) -> Bool {
    let image = instance.status.launcherContainerImageVersion
    return !image.isEmpty && image != settings.launcherImage
  }

  private mutating func noteOutdated(_ count: Int, on kubeVirt: GenericObject) {
    let path = ["status", "outdatedVirtualMachineInstanceWorkloads"]
    guard kubeVirt.field(at: path)?.int != count else { return }
    var noted = kubeVirt
    noted.rest.set(.int(count), at: path)
    store.update(.generic(.kubeVirt, Snapshot(noted)), at: now)
  }

  /// In an order of chance, so that those that cannot move do not hold the others back.
  private mutating func shuffled(
    _ instances: [VirtualMachineInstance]
  ) -> [VirtualMachineInstance] {
    var rest = instances
    var order: [VirtualMachineInstance] = []
    while !rest.isEmpty { order.append(rest.remove(at: chance.below(rest.count))) }
    return order
  }

  /// The VM whose volumes a migration changes; by its uid where the name is too long for a label.
  static func volumeUpdateLabel(of instance: VirtualMachineInstance) -> String? {
    guard instance.status.conditions["VolumesChange"]?.status == "True" else { return nil }
    let name = instance.metadata.name
    return name.utf8.count > 63 ? instance.metadata.uid : name
  }

  private mutating func update(byMigrating instance: VirtualMachineInstance) {
    var migration = VirtualMachineInstanceMigration()
    migration.metadata.generateName = "kubevirt-workload-update-"
    migration.metadata.name = "kubevirt-workload-update-" + store.makeNameSuffix()
    migration.metadata.namespace = instance.metadata.namespace
    migration.metadata.annotations["kubevirt.io/workloadUpdateMigration"] = ""
    migration.metadata.labels["kubevirt.io/vmi-name"] = instance.metadata.name
    migration.metadata.labels["kubevirt.io/volume-update-migration"] =
      Self.volumeUpdateLabel(of: instance)
    migration.metadata.finalizers = [Self.migrationFinalizer]
    migration.metadata.generation = 1
    migration.spec.vmiName = instance.metadata.name
    if settings.usesPriorities {
      migration.spec.priority =
        instance.needsUpdateOfWorkload ? "user-triggered" : "system-critical"
    }
    if let refusal = refusal(of: migration) {
      return report(
        .warning, "FailedCreate",
        "Error creating a Migration for automated workload update: \(refusal)",
        on: .virtualMachineInstance, instance.metadata, from: Component.workloadUpdater)
    }
    store.create(migration.erased, at: now)
    report(
      .normal, "SuccessfulCreate",
      "Created Migration \(migration.metadata.name) for automated workload update",
      on: .virtualMachineInstance, instance.metadata, from: Component.workloadUpdater)
  }

  // MARK: Evictions

  private mutating func evictBatch(_ instances: [VirtualMachineInstance]) {
    if instances.isEmpty { return }
    if let last = lastEvictionBatch, now <= last + settings.updates.batchInterval { return }
    lastEvictionBatch = now
    for instance in instances.prefix(settings.updates.batchSize) { update(byEvicting: instance) }
  }

  private mutating func update(byEvicting instance: VirtualMachineInstance) {
    guard let pod = currentPod(of: instance) else { return }
    let strategy = instance.spec.evictionStrategy ?? settings.evictionStrategy
    let refusal: String
    switch EvictionRule(for: instance, strategy: strategy) {
    case .allow:
      delete(pod)
      return report(
        .normal, "SuccessfulEvict",
        "Initiated eviction of VMI as part of automated workload update: <nil>",
        on: .virtualMachineInstance, instance.metadata, from: Component.workloadUpdater)
    case .refuse(let text): refusal = text
    case .evacuate:
      let text = EvictionRule.evacuationText(instance)
      if instance.status.evacuationNodeName.isEmpty {
        var marked = instance
        marked.status.evacuationNodeName = pod.spec.nodeName
        write(marked, replacing: instance)
        refusal = text
      } else {
        refusal = "Evacuation in progress: " + text
      }
    }
    report(
      .warning, "FailedEvict",
      "Error deleting VMI during automated workload update: "
        + Webhook.denial(APIServer.interceptor, refusal, code: 429).message,
      on: .virtualMachineInstance, instance.metadata, from: Component.workloadUpdater)
  }

  // MARK: Aborts

  private static let abortion = "kubevirt.io/testWorkloadUpdateMigrationAbortion"

  private func updateMigrations(of instance: VirtualMachineInstance) -> [ObjectName] {
    store.index.migrations(ofInstance: ObjectName(instance.metadata)).filter { name in
      guard let migration = store.migrations[name]?.object else { return false }
      return !migration.status.phase.isFinal
        && migration.metadata.annotations["kubevirt.io/workloadUpdateMigration"] != nil
    }
  }

  private func shouldAbortUpdate(of instance: VirtualMachineInstance) -> Bool {
    if updateMigrations(of: instance).isEmpty { return false }
    if instance.metadata.annotations[Self.abortion] != nil { return true }
    return !instance.needsUpdateOfWorkload
      && instance.status.migrationState?.targetNodeDomainReadyTimestamp == nil
  }

  private mutating func abortUpdate(of instance: VirtualMachineInstance) {
    for name in updateMigrations(of: instance) {
      guard let migration = store.migrations[name]?.object, !migration.metadata.isBeingDeleted
      else { continue }
      delete(migration)
      report(
        .normal, "SuccessfulChangeAbortion", "Aborted change for vmi: \(instance.metadata.name)",
        on: .virtualMachineInstance, instance.metadata, from: Component.workloadUpdater)
    }
  }
}

extension VirtualMachineInstance {
  /// Whether a change of CPUs, memory, volumes or placement waits for a migration.
  var needsUpdateOfWorkload: Bool {
    let conditions = status.conditions
    return conditions["HotVCPUChange"] != nil || conditions["HotMemoryChange"]?.status == "True"
      || conditions["MigrationRequired"]?.status == "True"
      || conditions["VolumesChange"]?.status == "True"
  }
}
