import GodwitModel

/// The present step: how far it is. A reference, so that a look at it copies nothing.
final class StepState {
  var record: StepRecord
  /// The number of the last observation when it began.
  let startSequence: Int
  var work: Work

  init(record: StepRecord, startSequence: Int, work: Work) {
    self.record = record
    self.startSequence = startSequence
    self.work = work
  }

  enum Work {
    /// The whens of the step, and the one that is next or under way.
    case whens([RunPlan.PlannedWhen], index: Int)
    case expect(ExpectState)
    case window(WindowState)
    /// Judged once everything of this instant has been observed.
    case judgement(RunPlan.PlannedThen.Form)
    /// Judged at the end of its window.
    case later(RunPlan.PlannedThen.Form, at: Instant)
  }

  final class ExpectState {
    let expectation: CompiledExpectation
    var judge: ExpectJudge
    /// How it came out when it was last evaluated; nil when it must be evaluated again.
    var holds: Bool?

    init(_ expectation: CompiledExpectation, _ judge: ExpectJudge) {
      self.expectation = expectation
      self.judge = judge
    }
  }

  final class WindowState {
    var watches: [Watch]
    let end: Instant

    init(_ watches: [Watch], end: Instant) {
      self.watches = watches
      self.end = end
    }
  }

  /// Takes note of a change of these kinds.
  func note(_ kinds: KindSet) {
    switch work {
    case .expect(let state):
      if !state.expectation.dependencies.isDisjoint(with: kinds) { state.holds = nil }
    case .window(let window):
      for index in window.watches.indices { window.watches[index].note(kinds) }
    case .whens, .judgement, .later: break
    }
  }
}
