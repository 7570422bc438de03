import GodwitModel

/// The present step: how far it is.
struct StepState {
  var record: StepRecord
  /// The number of the last observation when it began.
  let startSequence: Int
  var work: Work

  enum Work {
    /// The whens of the step, and the one that is next or under way.
    case whens([RunPlan.PlannedWhen], index: Int)
    case expect(ExpectState)
    case window([Watch], end: Instant)
    /// Judged once everything of this instant has been observed.
    case judgement(RunPlan.PlannedThen.Form)
    /// Judged at the end of its window.
    case later(RunPlan.PlannedThen.Form, at: Instant)
  }

  struct ExpectState {
    let expectation: CompiledExpectation
    var judge: ExpectJudge
    /// How it came out when it was last evaluated; nil when it must be evaluated again.
    var holds: Bool?
  }

  /// Takes note of a change of these kinds.
  mutating func note(_ kinds: KindSet) {
    switch work {
    case .expect(var state):
      if !state.expectation.dependencies.isDisjoint(with: kinds) {
        state.holds = nil
        work = .expect(state)
      }
    case .window(var watches, let end):
      for index in watches.indices { watches[index].note(kinds) }
      work = .window(watches, end: end)
    case .whens, .judgement, .later: break
    }
  }
}
