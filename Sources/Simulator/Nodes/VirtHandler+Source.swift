import GodwitModel

/// virt-handler on the node that a guest leaves: migration-source.go.
extension World {
  mutating func reconcileSource(_ host: String, _ instance: VirtualMachineInstance) {
    guard let state = instance.status.migrationState else { return }
    let uid = state.migrationUID
    if state.endTimestamp != nil, state.completed {
      if !state.failed { removeLeftDomain(host, instance, state) }
      return
    }
    guard instance.status.nodeName == host, state.endTimestamp == nil, !state.failed else {
      return
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
  }

  /// Cancels the copy; one that cannot be called back any more goes on (migration-source.go:662).
  private mutating func abort(
    _ host: String, _ instance: VirtualMachineInstance, _ uid: String
  ) {
    guard let job = jobs[uid], !job.isAborted, job.state != .failed else { return }
    report(
      .normal, "Migrating", "VirtualMachineInstance is aborting migration.", on: instance, host)
    if job.mode != "PostCopy" { abortJob(uid) }
  }

  /// What the launcher tells of a copy that runs.
  mutating func reportProgress(_ uid: String, _ job: MigrationJob) {
    guard let instance = instance(of: uid, job), isAlive(job.sourceNode) else { return }
    update(instance) { state in
      if state.startTimestamp == nil { state.startTimestamp = Timestamp(job.start) }
      state.mode = job.mode
    }
  }

  /// What the launcher tells of a copy that failed.
  mutating func reportFailure(_ uid: String, _ job: MigrationJob) {
    guard !job.isReported, let instance = instance(of: uid, job), isAlive(job.sourceNode) else {
      return
    }
    jobs[uid]?.isReported = true
    let time = Timestamp(now)
    update(instance) { state in
      if state.startTimestamp == nil { state.startTimestamp = Timestamp(job.start) }
      state.mode = job.mode
      state.endTimestamp = time
      state.completed = true
      state.failed = true
      state.failureReason = job.failureReason
      if job.isAborted { state.abortStatus = "Succeeded" }
    }
    report(
      .warning, "Migrated",
      "VirtualMachineInstance migration uid \(uid) failed. reason:\(job.failureReason)",
      on: instance, job.sourceNode)
  }

  /// The source's domain is shut off; its launcher ends in good order.
  private mutating func removeLeftDomain(
    _ host: String, _ instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    guard let pod = store.pods[instance.metadata.namespace, state.sourcePod]?.object,
      pod.spec.nodeName == host, !pod.status.phase.isFinal,
      node.ending[pod.metadata.uid] == nil
    else { return }
    node.ending[pod.metadata.uid] = .distantFuture
    report(.normal, "Deleted", "Signaled Deletion", on: instance, host)
    queue.add(
      .pod(ObjectName(pod.metadata), uid: pod.metadata.uid, .exited(success: true)),
      at: now + Self.podStop)
  }
}
