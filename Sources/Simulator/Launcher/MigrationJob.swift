import GodwitModel

/// One copy of a guest, as the two launchers and libvirt see it.
struct MigrationJob: Sendable {
  enum State: Hashable, Sendable {
    /// Memory is being copied.
    case copying
    /// The guest stands still, or runs on the target already, and cannot be called back.
    case switching
    /// The guest runs on the target.
    case arrived
    case failed
  }

  let instance: ObjectName
  let instanceUID: String
  let sourceNode: String
  let targetNode: String
  let sourcePod: String
  let targetPod: String
  let start: Instant
  let plan: CopyPlan
  var state = State.copying
  /// `PreCopy`, `PostCopy` or `Paused`.
  var mode = "PreCopy"
  /// What is left of the copy when it neither stalls nor is paused; nil when it never ends.
  var remaining: Span?
  /// What is left once the guest stands still.
  let wholeMemory: Span
  /// Since when `remaining` counts.
  var countedSince: Instant
  /// When it was stalled; nil while it moves.
  var stalledSince: Instant?
  /// How long it was stalled before.
  var stalledFor = Span.zero
  /// Seconds; 0 is no limit.
  var acceptableTime: Int64
  let progressTimeout: Int64
  let allowsPostCopy: Bool
  let allowsDisruption: Bool
  /// What finds that it gets nowhere, with the gate for it.
  var detector: StallDetector?
  /// How far the detector's pre-copy has got; nil when nothing is known of its passes.
  var course: PreCopyCourse?
  var nextPass: Instant?
  /// Whether the detector has had the guest stopped or moved.
  var isSwitchoverAsked = false
  /// In milliseconds, when QEMU may stop the guest for longer than it usually does.
  var downtimeLimit: Int64?
  /// Seconds since the start, after which the detector gives up.
  var switchOverDeadline: Int64 = 0
  /// Bumped when what was planned is void.
  var revision = 0
  var isDetected = false
  var isAborted = false
  /// What virt-handler is told of a user's abort, where it follows that; empty without one.
  var abortStatus = ""
  /// A cancel came that libvirt could not follow any more.
  var isAbortRefused = false
  /// When it failed, as the launcher notes it.
  var failedAt: Instant?
  var failureReason = ""
  /// With what libvirt is to break the copy off.
  var failureMessage = ""
  var isReported = false

  /// What is left of the copy at a time; nil when it never ends.
  func rest(at time: Instant) -> Span? {
    guard let remaining, stalledSince == nil else { return remaining }
    return max(.zero, remaining - (time - countedSince))
  }

  /// Whether the two sides are connected.
  var isActive: Bool { state == .copying || state == .switching }
}

/// What a copy does by itself.
package enum JobEvent: Hashable, Sendable {
  /// The source's virt-handler learns that the copy runs, or how.
  case reportProgress
  /// The domain appears on the target.
  case detected
  /// A pass over the memory is over, with the detector of stalls.
  case passed
  /// What is left can be sent at once.
  case copied
  /// The guest runs on the target.
  case arrived
  /// The copy breaks off, as the guest's annotation wants it.
  case broken
  /// The monitor of the source finds that it takes too long.
  case overdue
  /// A user's abort reaches libvirt.
  case canceled
  /// The source's virt-handler learns that the copy failed.
  case reportFailure
}
