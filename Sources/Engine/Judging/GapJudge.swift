import BackendInterface
import GodwitModel

/// What gaps in what was observed make of a judgement: what needs every observation, or their
/// order, cannot be told across one.
struct GapJudge {
  /// With the number of the last observation before each.
  let gaps: [(gap: ObservationGap, sequence: Int)]

  /// The judgement of a form that began after the observation `start`, as far as it can be told.
  func tell(
    _ judgement: Judgement, of form: RunPlan.PlannedThen.Form, watches: [Watch], since start: Int
  ) -> Judgement {
    if gaps.isEmpty { return judgement }
    if case .inconclusive = judgement { return judgement }
    guard let found = gap(that: Outcome(judgement), form, watches, start) else { return judgement }
    let verdict = if case .passed = judgement { "it held" } else { "it did not hold" }
    return .inconclusive(
      "as far as was seen \(verdict), but not everything was seen: \(found.reason)",
      .observationGap)
  }

  private enum Outcome {
    case passed
    case failed(at: Int?)

    init(_ judgement: Judgement) {
      switch judgement {
      case .failed(let failure): self = .failed(at: failure.sequence)
      case .passed, .inconclusive: self = .passed
      }
    }
  }

  /// The first gap across which the outcome cannot be told.
  private func gap(
    that outcome: Outcome, _ form: RunPlan.PlannedThen.Form, _ watches: [Watch], _ start: Int
  ) -> ObservationGap? {
    switch form {
    case .expect(let expectation, let timing):
      return gap(of: expectation, timing, outcome, start)
    case .window(let prepared, _):
      return gap(inWatchOf: prepared.map(\.expectation), outcome, start)
    case .overRun(let places):
      return gap(inWatchOf: places.map { watches[$0].expectation }, outcome, -1)
    case .order(let orders):
      for order in orders {
        let kinds: KindSet
        switch order {
        case .values(let subject, _, _, _): kinds = Self.kinds(of: subject)
        case .matches(let places):
          kinds = places.reduce(into: []) {
            $0.formUnion(watches[$1].expectation.dependencies)
          }
        }
        if let found = gap(in: kinds, since: -1) { return found }
      }
      return nil
    case .unchanged(let selections, let window):
      guard case .passed = outcome else { return nil }
      let since = if case .run = window { -1 } else { start }
      return gap(in: Self.kinds(of: selections), since: since)
    case .changed: return nil
    }
  }

  /// A violation that one observation of one kind shows is one, whatever else was missed.
  private func gap(
    inWatchOf expectations: [CompiledExpectation], _ outcome: Outcome, _ start: Int
  ) -> ObservationGap? {
    for expectation in expectations {
      let kinds = expectation.dependencies
      if case .failed = outcome, !kinds.isOfSeveral { continue }
      if let found = gap(in: kinds, since: start) { return found }
    }
    return nil
  }

  private func gap(
    of expectation: CompiledExpectation, _ timing: ExpectTiming, _ outcome: Outcome, _ start: Int
  ) -> ObservationGap? {
    let kinds = expectation.dependencies
    // What was an event once is one for good, so a missed one is missed from then on.
    let since = kinds.contains(KindSet(.event)) ? -1 : start
    let counts = expectation.clauses.contains(where: \.dependsOnAbsence)
    let isOfThisMoment = timing.within == nil && timing.holdFor == nil && timing.after == nil
    if isOfThisMoment, let found = gap(in: kinds, since: start), found.effect == .behind {
      return found
    }
    switch outcome {
    case .passed:
      let needsEveryObservation = timing.after != nil || timing.holdFor != nil
      guard needsEveryObservation || counts else { return nil }
      return gap(in: kinds, since: since, orderCounts: false)
    case .failed(let sequence):
      // True too early is true, whatever was missed.
      if sequence != nil, timing.after != nil, timing.holdFor == nil, !kinds.isOfSeveral {
        return nil
      }
      if isOfThisMoment, !kinds.contains(KindSet(.event)), !counts { return nil }
      // In the true order it might have held for the instant between two changes; watches of
      // several kinds differ by milliseconds all the time, and nobody waits for such an instant.
      return gap(in: kinds, since: since, orderCounts: false)
    }
  }

  /// The first gap in these kinds that was noticed after the observation `sequence`.
  private func gap(
    in kinds: KindSet, since sequence: Int, orderCounts: Bool = true
  ) -> ObservationGap? {
    gaps.first { entry in
      guard entry.sequence >= sequence, !kinds.isDisjoint(with: KindSet(entry.gap.kinds)) else {
        return false
      }
      // Where only one of two kinds matters, their order does not.
      return entry.gap.effect != .orderUnknown
        || orderCounts && !kinds.isDisjoint(with: KindSet(entry.gap.overtaking))
    }?.gap
  }

  private static func kinds(of selections: [FieldSelection]) -> KindSet {
    selections.reduce(into: []) { $0.formUnion(kinds(of: $1.subject)) }
  }

  private static func kinds(of subject: Subject) -> KindSet {
    switch subject {
    case .object(.object(let kind, _)), .collection(let kind): KindSet(kind)
    case .object: KindSet.migrationWords
    case .console: KindSet.console
    case .clientRun: KindSet.clientRuns
    }
  }
}

extension KindSet {
  /// Whether it has more than one kind.
  fileprivate var isOfSeveral: Bool { rawValue.nonzeroBitCount > 1 }
}

extension CompiledClause {
  /// Whether it could hold because something was not seen: it counts events, or wants none.
  fileprivate var dependsOnAbsence: Bool {
    guard case .collection(let collection) = condition else { return false }
    switch collection.quantifier {
    case .count: return true
    case .none: return dependencies.contains(KindSet(.event))
    case .any, .all: return false
    }
  }
}
