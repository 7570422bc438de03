import GodwitModel

/// virt-launcher and libvirt on both sides of a copy.
///
/// KubeVirt pkg/virt-launcher/virtwrap/live-migration-source.go; the monitor looks every 400 ms.
extension World {
  /// What a change of a domain takes to reach virt-handler.
  static let launcherLatency = Span.milliseconds(20)
  static let monitorInterval = Span.milliseconds(400)
  /// Makes the launcher fail every migration of a VMI at once (live-migration-source.go:1380-1396).
  private static let forcedFailure = "kubevirt.io/func-test-force-launcher-migration-failure"

  /// Starts the copy that the source's virt-handler asks for.
  mutating func startJob(
    _ uid: String, of instance: VirtualMachineInstance, _ state: MigrationState
  ) {
    let name = ObjectName(instance.metadata)
    let configuration = MigrationConfiguration(
      handedOver: state.migrationConfiguration, profile: profile)
    let guest = guest(of: instance)
    let memory = Self.memory(of: instance)
    let disks = Self.ephemeralBytes(of: instance)
    var bandwidth = max(timing.bandwidth.units, 1)
    let limit = configuration.bandwidthPerMigration.units
    if limit > 0 { bandwidth = min(bandwidth, limit) }
    var model = PreCopyModel(
      memory: memory, bandwidth: bandwidth, dirtyRate: guest.dirtyRate.units,
      autoConverges: configuration.allowAutoConverge)
    let hasVFIO = Migratability.hasVFIO(instance.spec.domain.devices)
    let detector = stallDetector(configuration, bandwidth: bandwidth, hasVFIO: hasVFIO)
    if let detector { model.downtime = min(detector.maxDowntime, model.downtime) }
    let duration: Span? =
      switch guest.copy {
      // The disks are mirrored before the memory is sent.
      case .computed:
        timing.copy ?? model.duration.map { $0 + .nanoseconds(model.time(toSend: disks)) }
      case .lasts(let span): span
      case .endless: nil
      }
    var job = MigrationJob(
      instance: name, instanceUID: instance.metadata.uid, sourceNode: state.sourceNode,
      targetNode: state.targetNode, sourcePod: sourcePod(of: instance, state),
      targetPod: state.targetPod,
      start: now,
      plan: CopyPlan(
        model: model, disks: disks, duration: duration,
        isComputed: guest.copy == .computed && timing.copy == nil),
      remaining: duration, wholeMemory: model.firstPass, countedSince: now,
      acceptableTime: Int64(configuration.completionTimeoutPerGiB) * Self.gigabytes(memory + disks),
      progressTimeout: Int64(configuration.progressTimeout),
      allowsPostCopy: configuration.allowPostCopy && !hasVFIO,
      allowsDisruption: configuration.allowWorkloadDisruption)
    if let detector { watch(&job, with: detector, model, guest.copy) }
    jobs[uid] = job
    node.copies[instance.metadata.uid] = uid
    if instance.metadata.annotations[Self.forcedFailure] != nil {
      return endJob(uid, reason: "Failed migration to satisfy functional test condition")
    }
    queue.add(
      .job(uid: uid, .reportProgress, revision: 0), at: now + Self.launcherLatency)
    // The domain shows on the target while memory begins to flow (recorded: after a quarter).
    let quarter = Span.nanoseconds((duration ?? model.firstPass).nanoseconds / 4)
    queue.add(
      .job(uid: uid, .detected, revision: 0), at: now + quarter + Self.launcherLatency)
    if let message = instance.metadata.annotations["simulator.godwit.dev/fail"] {
      jobs[uid]?.failureMessage = message
      let half = Span.nanoseconds((duration ?? model.firstPass).nanoseconds / 2)
      queue.add(.job(uid: uid, .broken, revision: 0), at: now + half)
    }
    plan(uid)
  }

  /// The pod that is left; before v1.3 the state does not name it.
  private func sourcePod(
    of instance: VirtualMachineInstance, _ state: MigrationState
  ) -> String {
    profile.hasFailureReason
      ? state.sourcePod : currentPod(of: instance)?.metadata.name ?? ""
  }

  /// The guest's memory in bytes (manager.go:852-871).
  private static func memory(of instance: VirtualMachineInstance) -> Int64 {
    let domain = instance.spec.domain
    let text = domain.memory?.guest ?? domain.resources?.requests["memory"] ?? "0"
    return Quantity(parsing: text)?.units ?? 0
  }

  /// Decimal gigabytes, rounded up.
  static func gigabytes(_ bytes: Int64) -> Int64 { (bytes + 999_999_999) / 1_000_000_000 }

  /// Schedules what the copy will do next unless something happens to it.
  mutating func plan(_ uid: String) {
    guard var job = jobs[uid], job.state == .copying else { return }
    job.revision += 1
    jobs[uid] = job
    if job.stalledSince == nil, let remaining = job.remaining {
      queue.add(
        .job(uid: uid, .copied, revision: job.revision), at: job.countedSince + remaining)
    }
    if job.stalledSince == nil, job.course != nil, let time = job.nextPass {
      queue.add(.job(uid: uid, .passed, revision: job.revision), at: max(now, time))
    }
    var due: Instant?
    if job.acceptableTime > 0, job.mode != "PostCopy" {
      let waitsForSwitchover = job.detector != nil && job.mode != "Paused"
      let limit = waitsForSwitchover ? job.switchOverDeadline : job.acceptableTime
      due = tick(of: job, after: job.start, seconds: limit + 1)
    }
    if let stalled = job.stalledSince, job.progressTimeout > 0, job.mode != "PostCopy",
      job.detector == nil
    {
      let abort = tick(of: job, after: stalled, seconds: job.progressTimeout + 1)
      due = min(due ?? abort, abort)
    }
    if let due { queue.add(.job(uid: uid, .overdue, revision: job.revision), at: due) }
  }

  /// The first look of the monitor at or after so many seconds from `time`.
  private func tick(of job: MigrationJob, after time: Instant, seconds: Int64) -> Instant {
    let elapsed = (time + .seconds(seconds) - job.start).nanoseconds
    let interval = Self.monitorInterval.nanoseconds
    let looks = max(0, (elapsed + interval - 1) / interval)
    return max(now, job.start + .nanoseconds(looks * interval))
  }

  mutating func advanceJob(_ uid: String, _ event: JobEvent, revision: Int) {
    guard var job = jobs[uid] else { return }
    switch event {
    case .reportProgress: if job.isActive { reportProgress(uid, job) }
    case .detected:
      guard job.isActive, !job.isDetected else { return }
      jobs[uid]?.isDetected = true
      reportDetection(uid, job)
    case .passed:
      guard revision == job.revision, job.state == .copying else { return }
      beginPass(uid, job)
    case .copied:
      guard revision == job.revision, job.state == .copying else { return }
      job.state = .switching
      jobs[uid] = job
      queue.add(.job(uid: uid, .arrived, revision: revision), at: now + timing.switchover)
    case .arrived:
      guard job.state == .switching else { return }
      arrive(uid, job)
    case .broken: failJob(uid, message: job.failureMessage)
    case .overdue:
      guard revision == job.revision, job.state == .copying else { return }
      if let detector = job.detector {
        handleOverdue(uid, job, detector)
      } else {
        handleOverdue(uid, job)
      }
    case .canceled: cancel(uid, job)
    case .reportFailure: if job.state == .failed { reportFailure(uid, job) }
    }
  }

  private mutating func arrive(_ uid: String, _ job: MigrationJob) {
    jobs[uid]?.state = .arrived
    guard var domain = node.domains[job.instanceUID] else { return }
    hold(
      domain.node == job.sourceNode, "a guest is active on one node, which is the source")
    domain.node = job.targetNode
    domain.podUID =
      store.pods[job.instance.namespace, job.targetPod]?.object.metadata.uid ?? domain.podUID
    node.domains[job.instanceUID] = domain
    reportArrival(uid, job)
  }

  /// live-migration-source.go:762-847, in its order.
  private mutating func handleOverdue(_ uid: String, _ job: MigrationJob) {
    let elapsed = (now - job.start).wholeSeconds
    let isLate = job.acceptableTime > 0 && elapsed > job.acceptableTime
    if isLate, job.allowsDisruption, job.mode != "Paused" {
      var changed = job
      changed.mode = job.allowsPostCopy ? "PostCopy" : "Paused"
      if changed.mode == "Paused" { changed.acceptableTime *= 2 }
      changed.remaining = min(job.rest(at: now) ?? job.wholeMemory, job.wholeMemory)
      changed.countedSince = now
      jobs[uid] = changed
      queue.add(.job(uid: uid, .reportProgress, revision: 0), at: now + Self.launcherLatency)
      return plan(uid)
    }
    let stuck = job.stalledSince.map { (now - $0).wholeSeconds } ?? 0
    let isStuck = job.progressTimeout > 0 && stuck > job.progressTimeout
    abortJob(uid, because: isStuck ? .stuck(stuck) : .late(job.acceptableTime))
  }

  /// What becomes of a user's abort, where virt-handler follows it.
  private mutating func cancel(_ uid: String, _ job: MigrationJob) {
    if job.state == .copying, job.mode != "PostCopy" { return abortJob(uid, because: .canceled) }
    guard job.isActive else { return }
    jobs[uid]?.abortStatus = "Failed"
    queue.add(.job(uid: uid, .reportProgress, revision: 0), at: now + Self.launcherLatency)
  }

  /// libvirt ends the copy; the guest goes on at the source.
  mutating func abortJob(_ uid: String, because reason: KubeVirtProfile.AbortReason) {
    guard jobs[uid]?.state == .copying else { return }
    jobs[uid]?.isAborted = true
    endJob(uid, reason: profile.failureReason(reason))
  }

  /// What libvirt says when the other side is gone.
  static let lostConnection = "operation failed: Lost connection to destination host"

  /// libvirt gives the copy up.
  mutating func failJob(_ uid: String, message: String) {
    endJob(uid, reason: profile.failureReason(ofError: message))
  }

  private mutating func endJob(_ uid: String, reason: String) {
    guard let job = jobs[uid], job.isActive else { return }
    jobs[uid]?.state = .failed
    jobs[uid]?.failureReason = reason
    jobs[uid]?.failedAt = now
    if job.mode == "PostCopy" { node.domains[job.instanceUID]?.isBroken = true }
    jobs[uid]?.revision += 1
    endAbandonedTarget(of: job)
    queue.add(
      .job(uid: uid, .reportFailure, revision: job.revision + 1), at: now + Self.launcherLatency)
  }

  /// Fails the copy of a guest, if one runs.
  mutating func failCopy(ofInstance uid: String, message: String) {
    if let job = node.copies[uid] { failJob(job, message: message) }
  }
}
