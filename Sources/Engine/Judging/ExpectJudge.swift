import GodwitModel

/// Decides `expect` with its times, counted from the start of the step.
struct ExpectJudge {
  let timing: ExpectTiming
  let start: Instant
  /// Since when it has held without a break.
  private var heldSince: Instant?
  /// When it last stopped holding after it had held.
  private var brokenAt: Instant?
  /// When it was first looked at: once the watches had caught up with what was sent.
  private var firstLook: Instant?

  init(_ timing: ExpectTiming, start: Instant) {
    self.timing = timing
    self.start = start
  }

  /// The next instant at which time alone decides.
  var deadline: Instant {
    if let heldSince, let span = timing.holdFor { return heldSince + span }
    let earliest = start + (timing.after ?? .zero)
    let latest = start + (timing.within ?? .zero)
    return max(earliest, latest)
  }

  /// The instants at which it must be looked at even if nothing changes.
  func nextLook(after now: Instant) -> Instant {
    if let after = timing.after, now < start + after { return start + after }
    return deadline
  }

  /// Takes in how it came out at `now`; `failures` is called only where they are needed.
  ///
  /// `isSettled`: nothing more will be observed at this instant.
  mutating func judge(
    holds: Bool, at now: Instant, isSettled: Bool, sequence: Int,
    failures: () -> [ClauseFailure]
  ) -> Judgement? {
    let firstLook = firstLook ?? now
    self.firstLook = firstLook
    if let after = timing.after, now < start + after {
      guard holds else { return nil }
      return .failed(
        JudgementFailure(
          at: now, sequence: sequence, failures: [],
          remark: "It was true \(now - start) after the step began, before \(after) had passed."))
    }
    let latest = max(start + (timing.within ?? timing.after ?? .zero), firstLook)
    let isOver = now > latest || (now == latest && isSettled)
    if holds {
      if heldSince == nil {
        guard now <= latest else { return tooLate(now, failures()) }
        heldSince = now
      }
      guard let span = timing.holdFor, let since = heldSince else { return .passed }
      return now >= since + span ? .passed : nil
    }
    if let since = heldSince {
      brokenAt = now
      heldSince = nil
      if isOver {
        return .failed(
          JudgementFailure(
            at: now, sequence: sequence, failures: failures(),
            remark: "It held for \(now - since), then no longer."))
      }
    }
    return isOver ? tooLate(now, failures()) : nil
  }

  private func tooLate(_ now: Instant, _ failures: [ClauseFailure]) -> Judgement {
    var remark = ""
    if let within = timing.within {
      remark = "It was not true at any observation within \(within)."
      if brokenAt != nil { remark = "It was true, but did not stay so." }
    }
    return .failed(JudgementFailure(at: now, failures: failures, remark: remark))
  }
}
