import GodwitModel

/// virt-handler on the node that a guest leaves: migration-source.go.
extension World {
  mutating func reconcileSource(_ host: String, _ instance: VirtualMachineInstance) {
    guard let state = instance.status.migrationState else { return }
    let uid = state.migrationUID
    if state.isDone {
      if !state.failed { removeLeftDomain(host, instance, state) }
      return
    }
    guard instance.status.nodeName == host, state.endTimestamp == nil, !state.failed else {
      return
    }
    if profile.sourceHandsOver, state.targetNodeDomainReadyTimestamp != nil {
      return handOver(host, instance, state)
    }
    if jobs[uid] == nil {
      startMigration(host, instance, state)
    } else if state.abortRequested {
      abort(host, instance, uid)
    }
  }

  private mutating func startMigration(
    _ host: String, _ instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    guard !state.targetNodeAddress.isEmpty, !state.targetDirectMigrationNodePorts.isNull,
      !instance.metadata.isBeingDeleted,
      node.domains[instance.metadata.uid]?.node == host
    else { return }
    report(.normal, "Migrating", "VirtualMachineInstance is migrating.", on: instance, host)
    startJob(state.migrationUID, of: instance, state)
    // Before v1.9 a VMI whose listening target went away is not told, and tries.
    if store.pods[instance.metadata.namespace, state.targetPod]?.object.status.phase != .running {
      failJob(state.migrationUID, message: Self.lostConnection)
    }
  }

  /// The guest has arrived: its VMI is given to the target's node, and the migration is over.
  ///
  /// KubeVirt v1.5.0 pkg/virt-handler/vm.go:635-737.
  private mutating func handOver(
    _ host: String, _ instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    guard jobs[state.migrationUID]?.state == .arrived else { return }
    var updated = instance
    updated.status.migrationState?.endTimestamp = Timestamp(now)
    updated.status.migrationState?.completed = true
    updated.handOver(to: state.targetNode)
    write(updated, replacing: instance)
    reportMove(of: instance, to: state.targetNode, by: host)
  }

  /// Cancels the copy; one that cannot be called back any more goes on (migration-source.go:662).
  private mutating func abort(
    _ host: String, _ instance: VirtualMachineInstance, _ uid: String
  ) {
    guard let job = jobs[uid], !job.isAborted, job.state != .failed else { return }
    if profile.mirrorsAbortStatus {
      // Where it fails, virt-handler sends the call again with every later sync; once is shown.
      guard job.abortStatus.isEmpty else { return }
      jobs[uid]?.abortStatus = "Aborting"
      queue.add(.job(uid: uid, .reportProgress, revision: 0), at: now + Self.launcherLatency)
      queue.add(.job(uid: uid, .canceled, revision: 0), at: now + Self.launcherLatency * 2)
    }
    report(
      .normal, "Migrating", "VirtualMachineInstance is aborting migration.", on: instance, host)
    if profile.mirrorsAbortStatus { return }
    if job.mode != "PostCopy", job.state == .copying {
      abortJob(uid, because: .canceled)
    } else if job.isActive {
      jobs[uid]?.isAbortRefused = true
    }
  }

  /// What the launcher tells of a copy that runs.
  mutating func reportProgress(_ uid: String, _ job: MigrationJob) {
    guard let instance = instance(of: uid, job), isAlive(job.sourceNode) else { return }
    update(instance) { state in
      if state.startTimestamp == nil { state.startTimestamp = Timestamp(job.start) }
      state.mode = job.mode
      if !job.abortStatus.isEmpty { state.abortStatus = job.abortStatus }
    }
  }

  /// What the launcher tells of a copy that failed.
  mutating func reportFailure(_ uid: String, _ job: MigrationJob) {
    guard !job.isReported, let instance = instance(of: uid, job), isAlive(job.sourceNode) else {
      return
    }
    jobs[uid]?.isReported = true
    let end = job.failedAt ?? now
    let profile = profile
    update(instance) { state in
      if state.startTimestamp == nil { state.startTimestamp = Timestamp(job.start) }
      state.mode = job.mode
      state.endTimestamp = Timestamp(end)
      if profile.completesFailures { state.completed = true }
      state.failed = true
      if profile.hasFailureReason { state.failureReason = job.failureReason }
      // Only of a copy that failed is the launcher's answer to a cancel told.
      if job.isAborted {
        state.abortStatus = "Succeeded"
      } else if job.isAbortRefused {
        state.abortStatus = "Failed"
      }
    }
    report(
      .warning, "Migrated",
      "VirtualMachineInstance migration uid \(uid) failed. reason:\(job.failureReason)",
      on: instance, job.sourceNode)
    if now.truncatedToSecond - end.truncatedToSecond > Self.observationLimit {
      giveUp(job.instance, job.sourceNode)
    }
  }

  /// How long the source waits for word of the domain on the target.
  private static let observationLimit = Span.seconds(60)

  /// Fails a VMI of which nobody knows where its domain is.
  ///
  /// migration-source.go:147-186, 259-271. In a local migration nothing but time decides: the
  /// state of the target that is asked there is written by decentralised ones alone. So it comes
  /// when a virt-handler learns of a failure more than 60 s late.
  private mutating func giveUp(_ name: ObjectName, _ host: String) {
    guard let instance = store.virtualMachineInstances[name]?.object else { return }
    report(
      .warning, "Migrated",
      "The VirtualMachineInstance's domain was never observed on the target after the migration "
        + "completed within the timeout period.", on: instance, host)
    endGuest(of: instance, replacing: instance, host)
  }

  /// The source's domain is shut off; its launcher ends in good order.
  private mutating func removeLeftDomain(
    _ host: String, _ instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    let name = jobs[state.migrationUID]?.sourcePod ?? state.sourcePod
    guard let pod = store.pods[instance.metadata.namespace, name]?.object,
      pod.spec.nodeName == host, !pod.status.phase.isFinal,
      node.ending[pod.metadata.uid] != .distantFuture
    else { return }
    node.ending[pod.metadata.uid] = .distantFuture
    report(.normal, "Deleted", "Signaled Deletion", on: instance, host)
    queue.add(
      .pod(ObjectName(pod.metadata), uid: pod.metadata.uid, .exited(success: true)),
      at: now + Self.podStop)
  }
}
