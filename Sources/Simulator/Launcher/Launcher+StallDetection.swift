import GodwitModel

/// The monitor of a copy with the gate MigrationStallDetection: it looks at every pass over the
/// memory, and at the completion timeout; the progress timeout plays no part.
///
/// KubeVirt pkg/virt-launcher/virtwrap/live-migration-source.go:545-700.
extension World {
  /// What looks at a copy with these settings; nil without the gate.
  func stallDetector(
    _ configuration: MigrationConfiguration, bandwidth: Int64, hasVFIO: Bool
  ) -> StallDetector? {
    guard settings.detectsStalls else { return nil }
    let options = configuration.others["experimental"]?["stallDetector"] ?? [:]
    return StallDetector(
      options: StallDetectorSettings(options),
      maxDowntime: Int64(configuration.maxDowntimeMilliseconds), bandwidth: bandwidth,
      allowsPostCopy: configuration.allowPostCopy,
      allowsDisruption: configuration.allowWorkloadDisruption, hasVFIO: hasVFIO)
  }

  /// Has the detector look at a copy that begins.
  func watch(
    _ job: inout MigrationJob, with detector: StallDetector, _ model: PreCopyModel,
    _ copy: Guest.Copy
  ) {
    job.detector = detector
    job.switchOverDeadline = job.acceptableTime
    var model = model
    switch copy {
    case .lasts: return
    case .endless: model.dirtyRate = model.bandwidth
    case .computed: break
    }
    job.course = PreCopyCourse(model)
    job.nextPass = job.start + model.firstPass
  }

  /// A pass is over, and the next one begins.
  mutating func beginPass(_ uid: String, _ job: MigrationJob) {
    guard var course = job.course, var detector = job.detector else { return }
    course.pass()
    let record = StallDetector.Record(
      milliseconds: (now - job.start).nanoseconds / 1_000_000, remaining: course.remaining)
    let isStalled = detector.observe(record)
    var changed = job
    changed.course = course
    changed.detector = detector
    changed.nextPass = now + .nanoseconds(course.passTime)
    jobs[uid] = changed
    if let limit = job.downtimeLimit, detector.downtime(for: course.remaining) <= limit {
      return stopAndCopy(uid)
    }
    guard isStalled, !job.isSwitchoverAsked else { return plan(uid) }
    let elapsed = (now - job.start).wholeSeconds
    switch detector.action(at: record, elapsed: elapsed, acceptable: job.acceptableTime) {
    case .nothing: plan(uid)
    case .abort: abortJob(uid, because: .stuck(elapsed))
    case .postCopy: startPostCopy(uid)
    case .hardStopAndCopy: stopAndCopy(uid)
    case .softStopAndCopy:
      jobs[uid]?.isSwitchoverAsked = true
      jobs[uid]?.downtimeLimit = detector.maxDowntime
      jobs[uid]?.switchOverDeadline = elapsed + detector.options.switchoverTimeout
      if detector.downtime(for: course.remaining) <= detector.maxDowntime {
        stopAndCopy(uid)
      } else {
        plan(uid)
      }
    }
  }

  /// The completion timeout, or the time given to the switchover, is over.
  mutating func handleOverdue(_ uid: String, _ job: MigrationJob, _ detector: StallDetector) {
    let elapsed = (now - job.start).wholeSeconds
    let rest =
      job.course.map { detector.downtime(for: $0.remaining) }
      ?? job.rest(at: now).map { $0.nanoseconds / 1_000_000 } ?? .max / 4
    // Without progress there is no bandwidth with which it could be done.
    let canFinish =
      job.stalledSince == nil
      && detector.canFinish(rest, elapsed: elapsed, acceptable: job.acceptableTime)
    if !job.isSwitchoverAsked, canFinish {
      if detector.allowsPostCopy, !detector.hasVFIO { return startPostCopy(uid) }
      if detector.allowsDisruption {
        jobs[uid]?.acceptableTime = job.acceptableTime * detector.options.completionFactor / 1000
        jobs[uid]?.switchOverDeadline = elapsed + detector.options.switchoverTimeout
        return stopAndCopy(uid)
      }
    }
    abortJob(uid, because: .late(job.acceptableTime))
  }

  private mutating func startPostCopy(_ uid: String) { finish(uid, mode: "PostCopy") }

  /// QEMU stops the guest and sends the rest, which the monitor sees at its next look.
  private mutating func stopAndCopy(_ uid: String) { finish(uid, mode: "Paused") }

  private mutating func finish(_ uid: String, mode: String) {
    guard var job = jobs[uid] else { return }
    let rest =
      job.course.map { Span.nanoseconds($0.passTime) } ?? job.rest(at: now) ?? job.wholeMemory
    job.mode = mode
    job.isSwitchoverAsked = true
    job.remaining = rest
    job.countedSince = now
    job.course = nil
    jobs[uid] = job
    queue.add(.job(uid: uid, .reportProgress, revision: 0), at: now + Self.launcherLatency)
    plan(uid)
  }
}
