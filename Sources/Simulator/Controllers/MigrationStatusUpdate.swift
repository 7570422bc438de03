import GodwitModel

/// The status of a migration: the first of twelve rules that applies, and one phase further.
///
/// KubeVirt pkg/virt-controller/watch/migration/migration.go:553-856.
extension World {
  /// Throws when the pass has to be repeated.
  mutating func updateStatus(
    _ snapshot: MigrationSnapshot, _ failure: SyncFailure?
  ) throws(SyncFailure) {
    let migration = snapshot.migration
    var status = migration.status
    let wasFinal = status.phase.isFinal
    if wasFinal {
      if profile.copiesStateOfOthers {
        status.migrationState = snapshot.instance.status.migrationState
      } else if let state = snapshot.ownState {
        status.migrationState = state
      }
    } else if let message = failureMessage(snapshot) {
      if migration.metadata.isBeingDeleted, message == Self.canceled {
        addAbortRequested(&status)
      }
      status.phase = .failed
      reportFailed(snapshot, message)
    } else if migration.metadata.isBeingDeleted,
      status.conditions["migrationAbortRequested"] == nil
    {
      addAbortRequested(&status)
    } else {
      advancePhase(&status, snapshot, failure)
    }
    stampPhase(&status, from: migration.status, snapshot)
    guard let present = store.migrations[snapshot.name]?.object else { return }
    var updated = present
    if status != migration.status {
      hold(
        !wasFinal || status.phase == migration.status.phase,
        "a final migration never changes its phase")
      updated.status = status
      write(updated)
    }
    if wasFinal, present.metadata.finalizers.contains(Self.migrationFinalizer) {
      // The second write of a pass goes out with the version of before the first.
      if status != migration.status { throw SyncFailure(message: Self.conflict) }
      updated = present
      updated.metadata.removeFinalizer(Self.migrationFinalizer)
      write(updated)
      handedOver.remove(snapshot.uid)
    }
  }

  private static let conflict = "the object has been modified"
  private static let canceled = "Migration failed due to being canceled"

  /// Why the migration has failed: rules 2 to 9, in their order.
  private func failureMessage(_ snapshot: MigrationSnapshot) -> String? {
    let phase = snapshot.migration.status.phase
    if snapshot.instance.status.phase.isFinal {
      return "Migration failed vmi shutdown during migration."
    }
    if snapshot.migration.metadata.isBeingDeleted, !isHandedOver(snapshot) { return Self.canceled }
    if let pod = snapshot.pod, pod.status.phase.isFinal {
      return "Migration failed because target pod shutdown during migration"
    }
    if phase.targetIsCreated, snapshot.pod == nil {
      return "Migration target pod was removed during active migration."
    }
    if phase.targetIsHandedOff {
      guard let state = snapshot.instance.status.migrationState else {
        return "VMI's migration state was cleared during the active migration."
      }
      if state.migrationUID != snapshot.uid {
        return
          "VMI's migration state was taken over by another migration job during active migration."
      }
    }
    if snapshot.ownState?.failed == true { return "source node reported migration failed" }
    return nil
  }

  private mutating func reportFailed(_ snapshot: MigrationSnapshot, _ message: String) {
    report(
      .warning, "FailedMigration", message, on: .virtualMachineInstanceMigration,
      snapshot.migration.metadata)
  }

  private func addAbortRequested(_ status: inout VirtualMachineInstanceMigrationStatus) {
    if status.conditions["migrationAbortRequested"] != nil { return }
    status.conditions.append(
      Condition(type: "migrationAbortRequested", status: "True", lastProbeTime: Timestamp(now)))
  }

  /// migration.go:716-856.
  private mutating func advancePhase(
    _ status: inout VirtualMachineInstanceMigrationStatus, _ snapshot: MigrationSnapshot,
    _ failure: SyncFailure?
  ) {
    let state = snapshot.instance.status.migrationState
    switch status.phase {
    case .unset:
      if canMigrate(snapshot) {
        status.phase = .pending
      } else {
        status.phase = .failed
        reportFailed(
          snapshot,
          "VMI is not eligible for migration because another migration job is in progress.")
      }
    case .pending: advancePending(&status, snapshot, failure)
    case .scheduling:
      status.conditions.remove(type: Self.quotaCondition)
      if snapshot.pod?.isReadyForHandoff == true { status.phase = .scheduled }
    case .scheduled:
      if let own = snapshot.ownState, !own.targetNode.isEmpty { status.phase = .preparingTarget }
    case .preparingTarget:
      if state?.targetNode.isEmpty == false, state?.targetNodeAddress.isEmpty == false {
        status.phase = .targetReady
      }
    case .targetReady: if state?.startTimestamp != nil { status.phase = .running }
    case .running: advanceRunning(&status, snapshot)
    default: break
    }
  }

  private static let utilityVolumesCondition = "migrationBlockedByUtilityVolumes"
  static let quotaCondition = "migrationRejectedByResourceQuota"

  private mutating func advancePending(
    _ status: inout VirtualMachineInstanceMigrationStatus, _ snapshot: MigrationSnapshot,
    _ failure: SyncFailure?
  ) {
    if !snapshot.instance.spec.utilityVolumes.isEmpty {
      return waitForUtilityVolumes(&status, snapshot)
    }
    status.conditions.remove(type: Self.utilityVolumesCondition)
    if snapshot.pod != nil {
      status.phase = .scheduling
    } else if let failure, failure.message.contains("exceeded quota"),
      status.conditions[Self.quotaCondition] == nil
    {
      status.conditions.append(
        Condition(type: Self.quotaCondition, status: "True", lastProbeTime: Timestamp(now)))
    }
  }

  /// migration.go:1665-1715.
  private mutating func waitForUtilityVolumes(
    _ status: inout VirtualMachineInstanceMigrationStatus, _ snapshot: MigrationSnapshot
  ) {
    let metadata = snapshot.migration.metadata
    let key = "kubevirt.io/migrationUtilityVolumesTimeoutSeconds"
    let timeout =
      metadata.annotations[key].flatMap { Int64($0) }
      ?? Int64(settings.migrations.utilityVolumesTimeout)
    let age = secondsSinceCreation(of: metadata)
    let name = "\(metadata.namespace)/\(snapshot.migration.spec.vmiName)"
    if age >= timeout {
      status.phase = .failed
      return reportFailed(
        snapshot,
        "Migration timeout waiting for utility volumes to detach from VMI [\(name)]. Utility "
          + "volumes still present after \(timeout) seconds.")
    }
    // What it says first it says to the end (migration.go:1700-1709).
    if status.conditions[Self.utilityVolumesCondition] == nil {
      status.conditions.append(
        Condition(
          type: Self.utilityVolumesCondition, status: "True",
          reason: "UtilityVolumesPresent",
          message: "Migration is waiting for utility volumes to detach. Will timeout in "
            + "\(timeout - age) seconds.", lastProbeTime: Timestamp(now)))
    }
    report(
      .warning, "UtilityVolumeMigrationPending",
      "Migration waiting for utility volumes to detach from VMI [\(name)]. Will timeout in "
        + "\(timeout - age) seconds.", on: .virtualMachineInstanceMigration, metadata)
    wake(WorkKey(.migration, snapshot.name), after: .seconds(timeout - age))
  }

  private mutating func advanceRunning(
    _ status: inout VirtualMachineInstanceMigrationStatus, _ snapshot: MigrationSnapshot
  ) {
    guard let state = snapshot.instance.status.migrationState, let pod = snapshot.pod else {
      return
    }
    let key = "kubevirt.io/migration-target-ready-timestamp"
    if let ready = state.targetNodeDomainReadyTimestamp, pod.metadata.annotations[key] == nil {
      var annotated = pod
      annotated.metadata.annotations[key] = ready.instant.goText
      write(annotated)
    }
    let conditions = snapshot.instance.status.conditions
    let waits =
      profile.waitsForMemoryChange && conditions["HotMemoryChange"]?.status == "True"
      || profile.hasMigrationRequired && conditions["MigrationRequired"]?.status == "True"
    if state.completed, conditions["HotVCPUChange"] == nil, !waits {
      status.phase = .succeeded
      report(
        .normal, "SuccessfulMigration", "Source node reported migration succeeded",
        on: .virtualMachineInstanceMigration, snapshot.migration.metadata)
    }
  }

  /// When a phase was first entered, and with Pending the pod that is left.
  private func stampPhase(
    _ status: inout VirtualMachineInstanceMigrationStatus,
    from old: VirtualMachineInstanceMigrationStatus, _ snapshot: MigrationSnapshot
  ) {
    if status.phase != old.phase {
      let phase = status.phase.rawValue
      if !status.phaseTransitionTimestamps.contains(where: { $0.phase == phase }) {
        status.phaseTransitionTimestamps.append(PhaseTransition(phase: phase, at: Timestamp(now)))
      }
    }
    if status.phase == .pending, profile.hasFailureReason,
      let pod = currentPod(of: snapshot.instance)
    {
      var state = status.migrationState ?? MigrationState()
      state.sourcePod = pod.metadata.name
      if state != status.migrationState { status.migrationState = state }
    }
  }

  /// Whole seconds, as virt-controller counts them.
  func secondsSinceCreation(of metadata: ObjectMeta) -> Int64 {
    guard let created = metadata.creationTimestamp else { return 0 }
    return max(0, (now.truncatedToSecond - created.instant).wholeSeconds)
  }
}
