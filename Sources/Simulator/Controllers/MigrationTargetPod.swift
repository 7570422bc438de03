import GodwitModel

/// The target pod of a migration: the gate before it, its making, its time-outs.
///
/// KubeVirt pkg/virt-controller/watch/migration/migration.go:938-1045, 1346-1413, 1501-1579,
/// 1717-1759.
extension World {
  mutating func createTargetPod(
    _ snapshot: MigrationSnapshot, _ source: Pod
  ) throws(SyncFailure) {
    let instance = prepareUser(snapshot.instance)
    if let delay = delayOfTargetPod(snapshot) {
      wake(
        WorkKey(.migration, snapshot.name), after: delay,
        priority: snapshot.migration.pendingPriority)
      return
    }
    guard instance.status.phase == .running else { return }
    guard try isProtected(instance, snapshot.migration) else { return }
    hold(
      store.index.running.count < settings.migrations.parallelMigrationsPerCluster,
      "no target pod is made at the limit of the cluster")
    var pod = try targetPodTemplate(snapshot, instance, source)
    pod.metadata.name = pod.metadata.generateName + store.makeNameSuffix()
    if let refusal = refusal(of: pod) {
      report(
        .warning, "FailedCreate", "Error creating pod: \(refusal)", on: .virtualMachineInstance,
        instance.metadata)
      throw SyncFailure(message: "failed to create vmi migration target pod: \(refusal)")
    }
    store.create(pod.erased, at: now)
    targetPodSeen = now + Self.controllerLatency
    report(
      .normal, "SuccessfulCreate", "Created migration target pod \(pod.metadata.name)",
      on: .virtualMachineInstanceMigration, snapshot.migration.metadata)
  }

  /// Marks the VMI as run by a plain user, which older ones were not (migration.go:1941-1968).
  private mutating func prepareUser(_ instance: VirtualMachineInstance) -> VirtualMachineInstance {
    let key = "kubevirt.io/nonroot"
    if instance.status.runtimeUser == 107, instance.metadata.annotations[key] != nil {
      return instance
    }
    var prepared = instance
    prepared.metadata.annotations[key] = "true"
    prepared.status.runtimeUser = 107
    write(prepared, replacing: instance)
    return store.virtualMachineInstances[ObjectName(instance.metadata)]?.object ?? prepared
  }

  /// How long a migration has to wait for its turn; nil when it may have its pod now.
  private func delayOfTargetPod(_ snapshot: MigrationSnapshot) -> Span? {
    if now < targetPodSeen { return .seconds(1) }
    if activePodCount(of: snapshot.instance) > 1 { return .seconds(1) }
    let priority = snapshot.migration.pendingPriority
    let delay: Span = priority >= 100 ? .seconds(1) : priority >= 50 ? .seconds(3) : .seconds(5)
    let limits = settings.migrations
    // Without priorities every one waits five seconds; no migration has one then.
    if store.index.running.count >= limits.parallelMigrationsPerCluster { return delay }
    let outbound = outboundCount(of: snapshot.instance.status.nodeName)
    return outbound >= limits.parallelOutboundMigrationsPerNode ? delay : nil
  }

  /// Launcher pods of a VMI that have not ended; those on their way out count.
  func activePodCount(of instance: VirtualMachineInstance) -> Int {
    store.index.pods(ofOwner: instance.metadata.uid).count { name in
      store.pods[name]?.object.status.phase.isFinal == false
    }
  }

  /// Running migrations of VMIs that are on a node, or whose last migration left it
  /// (migration.go:2423-2435).
  private func outboundCount(of node: String) -> Int {
    store.index.running.count { name in
      guard let migration = store.migrations[name]?.object,
        let instance = store.virtualMachineInstances[name.namespace, migration.spec.vmiName]?.object
      else { return false }
      return instance.status.nodeName == node
        || profile.countsMigrationsThatLeft
          && instance.status.migrationState?.sourceNode == node
    }
  }

  private func targetPodTemplate(
    _ snapshot: MigrationSnapshot, _ instance: VirtualMachineInstance, _ source: Pod
  ) throws(SyncFailure) -> Pod {
    var pod = LauncherPod.template(for: instance, settings: settings)
    pod.spec.affinity = LauncherPod.apart(from: instance.metadata.uid, in: pod.spec.affinity)
    var selector = snapshot.migration.spec.addedNodeSelector
    selector.merge(pod.spec.nodeSelector)
    pod.spec.nodeSelector = selector
    pod.metadata.labels["kubevirt.io/migrationJobUID"] = snapshot.uid
    pod.metadata.annotations["kubevirt.io/migrationJobName"] = snapshot.name.name
    guard let node = store.nodes["", instance.status.nodeName]?.object else {
      throw SyncFailure(
        message: "node \"\(instance.status.nodeName)\" associated with vmi "
          + "\"\(instance.metadata.name)\" does not exist")
    }
    if instance.spec.domain.cpu?.model == "host-model" {
      try addHostModel(of: node, source, to: &pod)
    }
    if profile.selectsVendor { addVendor(of: node, to: &pod) }
    try matchSELinuxLevel(of: instance, on: &pod)
    overrideImage(of: &pod, snapshot.migration)
    return pod
  }

  /// The CPU with which the guest booted has to be there (migration.go:965-984, 2528-2578).
  private func addHostModel(
    of node: Node, _ source: Pod, to pod: inout Pod
  ) throws(SyncFailure) {
    let known = source.spec.nodeSelector.entries.filter {
      $0.key.hasPrefix(LauncherPod.featureLabel)
        || $0.key.hasPrefix(LauncherPod.migrationModelLabel)
    }
    if !known.isEmpty {
      for entry in known { pod.spec.nodeSelector[entry.key] = entry.value }
      return
    }
    var hasModel = false
    for entry in node.metadata.labels.entries {
      if entry.key.hasPrefix(LauncherPod.hostModelLabel) {
        let model = entry.key.dropFirst(LauncherPod.hostModelLabel.count)
        pod.spec.nodeSelector[LauncherPod.migrationModelLabel + model] = "true"
        hasModel = true
      } else if entry.key.hasPrefix(LauncherPod.requiredFeatureLabel) {
        let feature = entry.key.dropFirst(LauncherPod.requiredFeatureLabel.count)
        pod.spec.nodeSelector[LauncherPod.featureLabel + feature] = "true"
      }
    }
    if !hasModel {
      throw SyncFailure(
        message: "unable to locate host cpu model, does not contain label "
          + "\"\(LauncherPod.hostModelLabel)\" with information")
    }
  }

  /// Only between CPUs of one vendor (migration.go:989-1007).
  private func addVendor(of node: Node, to pod: inout Pod) {
    func vendor(_ labels: StringMap) -> String? {
      labels.entries.first { $0.key.hasPrefix(LauncherPod.vendorLabel) }?.key
    }
    if vendor(pod.spec.nodeSelector) != nil { return }
    if let key = vendor(node.metadata.labels) { pod.spec.nodeSelector[key] = "true" }
  }

  /// Another image than the cluster's for the launcher, with which one makes its start fail
  /// (migration.go:1015-1025).
  private func overrideImage(of pod: inout Pod, _ migration: VirtualMachineInstanceMigration) {
    let key = "kubevirt.io/func-test-migration-target-image-override"
    guard let image = migration.metadata.annotations[key], !image.isEmpty,
      let position = pod.spec.containers.firstIndex(where: { $0.name == "compute" })
    else { return }
    pod.spec.containers[position].image = image
  }

  // MARK: Time-outs

  /// Reports a pod that no node takes, and deletes one that waits too long.
  mutating func watchPendingPod(_ pod: Pod, _ snapshot: MigrationSnapshot) {
    guard pod.status.phase == .pending, !pod.metadata.isBeingDeleted else { return }
    let key = WorkKey(.migration, snapshot.name)
    let waited = secondsSinceCreation(of: pod.metadata)
    let name = "\(pod.metadata.namespace)/\(pod.metadata.name)"
    if pod.isUnschedulable {
      reportHostModel(pod, snapshot.instance)
      let instance = snapshot.instance.metadata
      report(
        .warning, "migrationTargetPodUnschedulable",
        "Migration target pod for VMI [\(instance.namespace)/\(instance.name)] is currently "
          + "unschedulable.", on: .virtualMachineInstanceMigration, snapshot.migration.metadata)
      let limit = timeout(snapshot, "migrationUnschedulablePodTimeoutSeconds", default: 300)
      if waited >= limit {
        return deleteTargetPod(pod, snapshot, profile.deletion(of: name, .unschedulable))
      }
      wake(key, after: .seconds(limit - waited), priority: 1000)
    }
    let limit = timeout(snapshot, "migrationPendingPodTimeoutSeconds", default: 900)
    if waited >= limit {
      return deleteTargetPod(pod, snapshot, profile.deletion(of: name, .pending))
    }
    wake(key, after: .seconds(limit - waited), priority: 1000)
  }

  private func timeout(
    _ snapshot: MigrationSnapshot, _ key: String, default seconds: Int64
  ) -> Int64 {
    snapshot.migration.metadata.annotations["kubevirt.io/" + key].flatMap { Int64($0) } ?? seconds
  }

  private mutating func deleteTargetPod(
    _ pod: Pod, _ snapshot: MigrationSnapshot, _ message: String
  ) {
    delete(pod)
    report(
      .normal, "SuccessfulDelete", message, on: .virtualMachineInstanceMigration,
      snapshot.migration.metadata)
  }

  /// Says on the VMI that no other node has its host's CPU (migration.go:2482-2516).
  private mutating func reportHostModel(_ pod: Pod, _ instance: VirtualMachineInstance) {
    guard instance.spec.domain.cpu?.model == "host-model" else { return }
    let wanted = pod.spec.nodeSelector.entries.filter {
      $0.key.hasPrefix(LauncherPod.featureLabel)
        || $0.key.hasPrefix(LauncherPod.migrationModelLabel)
    }
    let isServed = store.nodes.all.contains { node in
      let labels = node.object.metadata.labels
      return node.object.metadata.name != instance.status.nodeName
        && wanted.allSatisfy { labels[$0.key] == $0.value }
    }
    if isServed { return }
    let list = wanted.map { "\($0.key):\($0.value)" }.joined(separator: " ")
    report(
      .warning, "NoSuitableNodesForHostModelMigration",
      "Migration cannot proceed since no node is suitable to run the required CPU model / "
        + "required features: map[\(list)]", on: .virtualMachineInstance, instance.metadata)
  }
}

extension Pod {
  /// Whether the scheduler has found no node.
  var isUnschedulable: Bool {
    guard let condition = status.conditions["PodScheduled"] else { return false }
    return condition.status == "False" && condition.reason == "Unschedulable"
  }
}
