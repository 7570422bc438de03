import GodwitModel

/// Expectations of a step: when they are looked at, and how they are decided.
extension ScenarioRun {
  func beginThen(_ planned: RunPlan.PlannedThen) -> StepState.Work {
    let now = world.now
    switch planned.form {
    case .expect(let expectation, var timing):
      timing.within = timing.within.map { $0 * options.patience }
      return .expect(
        StepState.ExpectState(expectation, ExpectJudge(timing, start: now)))
    case .window(let prepared, let span):
      let watches = prepared.map {
        Watch($0.goal, $0.expectation, namespace: planned.namespace, user: planned.user)
      }
      return .window(StepState.WindowState(watches, end: now + span))
    case .unchanged(_, .next(let span)), .changed(_, .next(let span)):
      return .later(planned.form, at: now + span)
    case .overRun, .order, .unchanged, .changed: return .judgement(planned.form)
    }
  }

  private var presentThen: RunPlan.PlannedThen? {
    guard case .then(let planned) = plan.steps[stepIndex] else { return nil }
    return planned
  }

  /// The context in which the present step's expectation is evaluated.
  private func context(of planned: RunPlan.PlannedThen) -> EvaluationContext {
    var context = context
    context.namespace = planned.namespace
    context.user = planned.user
    context.leavesOutBound = planned.then.name != nil
    return context
  }

  mutating func proceedThen() -> Progress {
    guard let step else { return .progressed }
    if case .expect(let state) = step.work, state.holds == false, !hasUnseenEffects {
      let look = state.judge.nextLook(after: world.now)
      if world.now < look { return .waits(until: look) }
    }
    guard let planned = presentThen else { return .progressed }
    let context = context(of: planned)
    switch step.work {
    case .expect(let state): return proceed(state, planned, context)
    case .window(let window): return proceed(window, planned, context)
    case .judgement(let form):
      if hasUnseenEffects { return .command(.next(before: catchUpDeadline)) }
      if !isSettled { return .command(.next(before: world.now)) }
      decide(judge(form, in: context), planned)
      return .progressed
    case .later(let form, let end):
      if world.now < end || !isSettled { return .waits(until: max(end, world.now)) }
      decide(judge(form, in: context), planned)
      return .progressed
    case .whens: return .progressed
    }
  }

  private mutating func proceed(
    _ window: StepState.WindowState, _ planned: RunPlan.PlannedThen,
    _ context: EvaluationContext
  ) -> Progress {
    for index in window.watches.indices {
      if let query = window.watches[index].evaluate(in: context, sequence: sequence) {
        look(at: query)
        return .progressed
      }
    }
    if let violation = Self.violation(window.watches) {
      decide(violation, planned)
      return .progressed
    }
    if hasUnseenEffects { return .waits(until: catchUpDeadline) }
    if world.now < window.end || !isSettled { return .waits(until: max(window.end, world.now)) }
    decide(Self.unbound(window.watches) ?? .passed, planned)
    return .progressed
  }

  private mutating func proceed(
    _ state: StepState.ExpectState, _ planned: RunPlan.PlannedThen,
    _ context: EvaluationContext
  ) -> Progress {
    // What was just sent must have been seen before the state can be told.
    if hasUnseenEffects { return .command(.next(before: catchUpDeadline)) }
    if state.holds == nil {
      switch state.expectation.evaluate(in: context, isQuick: true) {
      case .holds: state.holds = true
      case .fails: state.holds = false
      case .unbound(let reason):
        decide(.inconclusive(reason), planned)
        return .progressed
      case .needsConsole(let query):
        look(at: query)
        return .progressed
      }
    }
    let judgement = state.judge.judge(
      holds: state.holds ?? false, at: world.now, isSettled: isSettled, sequence: sequence
    ) {
      guard case .fails(let failures) = state.expectation.evaluate(in: context) else { return [] }
      return failures
    }
    guard let judgement else {
      return .waits(until: max(state.judge.nextLook(after: world.now), world.now))
    }
    if case .passed = judgement { bindFirstMatch(state.expectation, planned, context) }
    decide(judgement, planned)
    return .progressed
  }

  /// Gives a then's name to the first object that it matched and that has no name yet.
  private func bindFirstMatch(
    _ expectation: CompiledExpectation, _ planned: RunPlan.PlannedThen,
    _ context: EvaluationContext
  ) {
    guard let name = planned.then.name else { return }
    for clause in expectation.clauses {
      var match: APIObject?
      switch (clause.subject, clause.condition) {
      case (.collection(let kind), .collection(let collection)):
        match = collection.firstMatch(of: kind, in: context)
      case (.object(let target), _): match = context.current(target)
      default: break
      }
      guard let match else { continue }
      bindings.bind(name, to: .init(key: match.key, uid: match.metadata.uid))
      return
    }
  }

  private func judge(
    _ form: RunPlan.PlannedThen.Form, in context: EvaluationContext
  ) -> Judgement {
    let start = step?.startSequence ?? -1
    switch form {
    case .overRun(let places):
      let watched = places.map { watches[$0] }
      return Self.violation(watched) ?? Self.unbound(watched) ?? .passed
    case .order(let orders):
      for order in orders {
        let judgement: Judgement
        switch order {
        case .values(let subject, let path, let values, let location):
          judgement = OrderJudge.judge(
            subject, path: path, values, location: location, in: context)
        case .matches(let places):
          judgement = OrderJudge.judge(places.map { watches[$0] }, in: context)
        }
        guard case .passed = judgement else { return judgement }
      }
      return .passed
    case .unchanged(let selections, let window):
      return ChangeJudge.unchanged(
        selections, since: beginning(of: window, start), in: context)
    case .changed(let selections, let window):
      return ChangeJudge.changed(
        selections, since: beginning(of: window, start), in: context)
    case .expect, .window: return .passed
    }
  }

  private func beginning(of window: Window, _ start: Int) -> Int {
    switch window {
    case .next: start
    case .run: -1
    case .sinceLastWhen: lastWhenSequence
    }
  }

  /// The earliest violation that watches have found.
  private static func violation(_ watches: [Watch]) -> Judgement? {
    var earliest: (watch: Watch, sight: Watch.Sight)?
    for watch in watches {
      guard let sight = watch.sight else { continue }
      if earliest.map({ sight.sequence < $0.sight.sequence }) ?? true {
        earliest = (watch, sight)
      }
    }
    guard let earliest else { return nil }
    return .failed(
      JudgementFailure(
        at: earliest.sight.at, sequence: earliest.sight.sequence, failures: earliest.sight.failures)
    )
  }

  private static func unbound(_ watches: [Watch]) -> Judgement? {
    watches.lazy.compactMap(\.unbound).first.map { .inconclusive($0) }
  }

  /// Writes down how the present step's expectation came out, and ends the step.
  private mutating func decide(_ judgement: Judgement, _ planned: RunPlan.PlannedThen) {
    let then = planned.then
    var record = ExpectationRecord(
      form: StepText.form(then), text: StepText.expectation(then), line: then.location.line,
      verdict: .passed, decidedAt: world.now)
    var reason = ""
    var cause: InconclusiveCause?
    switch GapJudge(gaps: gaps).tell(
      judgement, of: planned.form, watches: watches, since: step?.startSequence ?? -1)
    {
    case .passed: break
    case .inconclusive(let text, let why):
      cause = why
      record.verdict = .inconclusive
      record.explanation = text
      reason = text
    case .failed(let failure):
      record.verdict = .failed
      record.mismatches = failure.failures.flatMap { clause in
        clause.mismatches.map {
          MismatchRecord(
            subject: clause.subject, path: $0.path.joined(separator: "."),
            expected: $0.expected, actual: $0.actual,
            line: clause.line == 0 ? then.location.line : clause.line)
        }
      }
      record.explanation = FailureText(run: self).expectation(failure)
    }
    step?.record.expectations.append(record)
    endStep(record.verdict, reason: reason, cause: cause)
  }
}
