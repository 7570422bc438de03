import GodwitModel

/// What is known of a copy from its beginning, from which its progress follows.
struct CopyPlan: Hashable, Sendable {
  let model: PreCopyModel
  /// Bytes of disks that are mirrored before the memory is sent.
  let disks: Int64
  /// How long the copy takes without stalls; nil when it never ends.
  let duration: Span?
  /// Whether `duration` follows from the model; else the copy is as even as it can be.
  let isComputed: Bool

  var total: Int64 { model.memory + disks }

  /// Bytes that were sent, and bytes that are left, so long after the beginning.
  func progress(after elapsed: Span) -> (processed: Int64, remaining: Int64) {
    let time = max(0, elapsed.nanoseconds)
    let sent = PreCopyModel.scaled(transferRate, by: time, over: 1_000_000_000)
    if isComputed { return (sent, remainingOfPasses(after: time, sent: sent)) }
    if duration != nil { return (min(total, sent), max(0, total - sent)) }
    // It begins again and again.
    return (sent, total - sent % max(total, 1))
  }

  /// Bytes a second.
  var transferRate: Int64 {
    guard !isComputed, let duration, duration > .zero else { return model.bandwidth }
    return PreCopyModel.scaled(total, by: 1_000_000_000, over: duration.nanoseconds)
  }

  /// What is left of the disks and memory, or of the present pass over what was written.
  private func remainingOfPasses(after time: Int64, sent: Int64) -> Int64 {
    let diskTime = model.time(toSend: disks)
    if time < diskTime { return max(0, total - sent) }
    var course = PreCopyCourse(model)
    let end = time - diskTime
    var passes = 0
    while course.elapsed + course.passTime <= end, course.remaining > 0, passes < 100_000 {
      course.pass()
      passes += 1
    }
    let sentOfPass = PreCopyModel.scaled(
      model.bandwidth, by: max(0, end - course.elapsed), over: 1_000_000_000)
    return max(0, course.remaining - sentOfPass)
  }
}
