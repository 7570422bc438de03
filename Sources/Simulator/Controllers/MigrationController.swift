import GodwitModel

/// The controller of migrations: one pass over what is known, side effects first, then at most one
/// phase further.
///
/// KubeVirt pkg/virt-controller/watch/migration/migration.go:369-450.
extension World {
  static let migrationFinalizer = "kubevirt.io/migrationJobFinalize"

  /// Why a pass has to be repeated; the text decides about conditions.
  struct SyncFailure: Error, Hashable, Sendable {
    var message: String
  }

  /// What a pass works on.
  struct MigrationSnapshot: Sendable {
    let migration: VirtualMachineInstanceMigration
    let instance: VirtualMachineInstance
    /// The target pod, if there is one.
    let pod: Pod?

    var name: ObjectName { ObjectName(migration.metadata) }
    var uid: String { migration.metadata.uid }
    /// The VMI's state, if it is this migration's.
    var ownState: MigrationState? {
      guard let state = instance.status.migrationState, state.migrationUID == uid else {
        return nil
      }
      return state
    }
  }

  mutating func reconcileMigration(_ name: ObjectName) {
    let key = WorkKey(.migration, name)
    guard let migration = store.migrations[name]?.object else { return forget(key) }
    if !migration.metadata.hasObservedVersion {
      var observed = migration
      observed.metadata.setObservedVersion()
      if observed.metadata.labels["kubevirt.io/vmi-name"] == nil {
        observed.metadata.labels["kubevirt.io/vmi-name"] = migration.spec.vmiName
      }
      return write(observed)
    }
    guard
      let instance = store.virtualMachineInstances[name.namespace, migration.spec.vmiName]?.object
    else {
      return delete(migration)
    }
    let snapshot = MigrationSnapshot(
      migration: migration, instance: instance, pod: targetPod(of: migration))
    var failure: SyncFailure?
    do {
      try synchronize(snapshot)
    } catch {
      failure = error
    }
    do {
      try updateStatus(snapshot, failure)
    } catch {
      failure = error
    }
    if failure != nil { return retry(key) }
    forget(key)
    guard migration.status.phase.isFinal else { return }
    collectFinalMigrations(of: instance)
    wakePendingMigrations()
  }

  func targetPod(of migration: VirtualMachineInstanceMigration) -> Pod? {
    store.index.targets(ofMigration: migration.metadata.uid).first.flatMap {
      store.pods[$0]?.object
    }
  }

  /// Whether no other migration has the VMI in hand (migration.go:476-508).
  func canMigrate(_ snapshot: MigrationSnapshot) -> Bool {
    let uid = snapshot.instance.status.migrationState?.migrationUID ?? ""
    if uid.isEmpty || uid == snapshot.uid { return true }
    return store.index.unfinishedMigration(uid: uid) == nil
  }

  /// The side effects of a phase (migration.go:1761-1939).
  private mutating func synchronize(_ snapshot: MigrationSnapshot) throws(SyncFailure) {
    let migration = snapshot.migration
    if snapshot.instance.metadata.isBeingDeleted { return }
    if snapshot.ownState?.completed == true { return }
    guard canMigrate(snapshot) else {
      throw SyncFailure(
        message: "vmi is ineligible for migration because another migration job is running")
    }
    let isDeleted = migration.metadata.isBeingDeleted
    switch migration.status.phase {
    case .pending:
      if isDeleted { return cancelBeforeHandOver(snapshot) }
      try synchronizePending(snapshot)
    case .scheduling:
      if isDeleted { return cancelBeforeHandOver(snapshot) }
      if let pod = snapshot.pod { watchPendingPod(pod, snapshot) }
    case .scheduled:
      if isDeleted, !isHandedOver(snapshot) { return cancelBeforeHandOver(snapshot) }
      if let pod = snapshot.pod, pod.isReadyForHandoff { handOver(snapshot, to: pod) }
    case .preparingTarget, .targetReady:
      if isTargetLost(snapshot), snapshot.ownState != nil { try markFailed(snapshot) }
    case .failed:
      unmarkEviction(of: migration)
      if profile.tellsOfLostTargetOnlyBeforePorts {
        if isTargetLost(snapshot) { try markFailed(snapshot) }
      } else if let state = snapshot.instance.status.migrationState, !state.failed {
        try markFailed(snapshot)
      }
    case .running:
      if isDeleted { requestAbort(snapshot) }
    default: break
    }
  }

  private mutating func synchronizePending(_ snapshot: MigrationSnapshot) throws(SyncFailure) {
    if let wait = backoff(of: snapshot) {
      wake(WorkKey(.migration, snapshot.name), after: wait, priority: 1000)
      let name = snapshot.instance.metadata
      return report(
        .warning, "MigrationBackoff", "backoff migrating vmi \(name.namespace)/\(name.name)",
        on: .virtualMachineInstance, name)
    }
    if !snapshot.instance.spec.utilityVolumes.isEmpty { return }
    if let pod = snapshot.pod {
      if !pod.isReadyForHandoff { watchPendingPod(pod, snapshot) }
      return
    }
    guard let source = currentPod(of: snapshot.instance) else { return }
    markEviction(of: snapshot.migration, on: source)
    try createTargetPod(snapshot, source)
  }

  /// Deletes the target pod of a migration that is cancelled before the VMI knows of it.
  private mutating func cancelBeforeHandOver(_ snapshot: MigrationSnapshot) {
    guard let pod = snapshot.pod else { return }
    delete(pod)
    let name = "\(pod.metadata.namespace)/\(pod.metadata.name)"
    report(
      .normal, "SuccessfulDelete", profile.deletion(of: name, .canceled),
      on: .virtualMachineInstanceMigration, snapshot.migration.metadata)
  }

  /// migration.go:2647-2659.
  func isHandedOver(_ snapshot: MigrationSnapshot) -> Bool {
    snapshot.ownState != nil || handedOver.contains(snapshot.uid)
  }

  private mutating func requestAbort(_ snapshot: MigrationSnapshot) {
    guard let state = snapshot.instance.status.migrationState, !state.abortRequested else {
      return
    }
    update(snapshot.instance) { $0.abortRequested = true }
    report(
      .normal, "SuccessfulAbortMigration", "Migration is ready to be canceled by virt-handler.",
      on: .virtualMachineInstanceMigration, snapshot.migration.metadata)
  }

  /// Whether the VMI waits for a target pod that is gone or has ended, and is not told so yet.
  private func isTargetLost(_ snapshot: MigrationSnapshot) -> Bool {
    guard snapshot.pod?.status.phase.isFinal ?? true,
      let state = snapshot.instance.status.migrationState, state.startTimestamp == nil,
      !state.failed, !state.completed
    else { return false }
    return !profile.tellsOfLostTargetOnlyBeforePorts
      || state.targetDirectMigrationNodePorts.isNull
  }

  /// Ends the state of a migration that never started (migration.go:1114-1154).
  private mutating func markFailed(_ snapshot: MigrationSnapshot) throws(SyncFailure) {
    guard snapshot.ownState != nil else {
      throw SyncFailure(message: "the test operation on migrationUid failed")
    }
    let time = Timestamp(now)
    let reason = profile.lostTargetReason
    let isStored = profile.storesLostTargetReason
    update(snapshot.instance) { state in
      state.failed = true
      state.completed = true
      if state.endTimestamp == nil { state.endTimestamp = time }
      if state.startTimestamp == nil { state.startTimestamp = time }
      if isStored, state.failureReason.isEmpty { state.failureReason = reason }
    }
    report(
      .warning, "FailedMigration",
      "VirtualMachineInstance migration uid \(snapshot.uid) failed. reason: \(reason)",
      on: .virtualMachineInstance, snapshot.instance.metadata)
  }
}
