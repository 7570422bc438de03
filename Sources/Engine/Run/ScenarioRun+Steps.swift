import GodwitModel

/// The steps, one after the other.
extension ScenarioRun {
  var consoleVersion: ConsoleVersion {
    ConsoleVersion(parsing: scenario.given.cluster.consoleVersion) ?? ConsoleVersion()
  }

  mutating func proceedStep() -> Progress {
    if foreground != nil { return .waits(until: .distantFuture) }
    guard let step else {
      if stepIndex >= scenario.steps.count {
        conclude(.passed)
      } else {
        beginStep()
      }
      return .progressed
    }
    switch step.work {
    case .whens(let whens, let index):
      if index >= whens.count {
        endStep()
      } else {
        begin(whens[index])
      }
      return .progressed
    case .expect, .window, .judgement, .later: return proceedThen()
    }
  }

  private mutating func beginStep() {
    let scenarioStep = scenario.steps[stepIndex]
    let record = StepRecord(
      index: stepIndex, title: scenarioStep.title ?? StepText.text(scenarioStep),
      criteria: scenarioStep.criteria, line: scenarioStep.location.line,
      startedAt: world.now)
    let work: StepState.Work
    switch plan.steps[stepIndex] {
    case .when(let whens): work = .whens(whens, index: 0)
    case .then(let then): work = beginThen(then)
    }
    step = StepState(record: record, startSequence: sequence, work: work)
  }

  private mutating func begin(_ planned: RunPlan.PlannedWhen) {
    let when = planned.when
    lastWhenSequence = sequence
    if let name = when.name, planned.isClient {
      context.clientRuns[name] = ClientRun()
      note(.clientRuns)
    } else if let name = when.name, isLive(name) {
      refuse(planned, "the name `\(name)` still stands for a migration that has not ended")
      return
    }
    var evaluation = context
    evaluation.namespace = planned.namespace
    let surface = SurfaceContext(
      user: planned.user, namespace: planned.namespace, name: when.name, labels: when.labels,
      annotations: when.annotations, consoleVersion: consoleVersion, evaluation: evaluation,
      names: names)
    let make = WhenProcedure(context: surface, surface: when.surface)
    foreground = Activity(
      procedure: make.make(when.verb), surface: planned.surfaceName, step: stepIndex)
  }

  /// Whether a handle stands for a migration that goes on.
  private func isLive(_ handle: String) -> Bool {
    guard let bound = bindings.object(handle, of: .virtualMachineInstanceMigration),
      case .migration(let snapshot) = world.current(bound.key)
    else { return false }
    return !snapshot.object.status.phase.isFinal
  }

  private mutating func refuse(_ planned: RunPlan.PlannedWhen, _ reason: String) {
    endWhen(ActionOutcome(mistake: reason))
  }

  /// The when that is under way.
  var presentWhen: RunPlan.PlannedWhen? {
    guard case .whens(let whens, let index) = step?.work, whens.indices.contains(index) else {
      return nil
    }
    return whens[index]
  }

  /// Judges what a when was answered; nil where its client goes on beside the steps.
  mutating func endWhen(_ outcome: ActionOutcome?) {
    guard let planned = presentWhen, case .whens(let whens, let index) = step?.work else {
      return
    }
    step?.work = .whens(whens, index: index + 1)
    guard let outcome else { return }
    if let name = planned.when.name, planned.isClient { finishClient(name, outcome) }
    if let reason = outcome.notModelled {
      endStep(.inconclusive, reason: reason, cause: outcome.inconclusiveCause)
      return
    }
    guard isAnsweredAsExpected(outcome, planned) else {
      endStep(.failed)
      return
    }
    bind(outcome, planned)
    judgeCondition(planned)
  }

  private mutating func isAnsweredAsExpected(
    _ outcome: ActionOutcome, _ planned: RunPlan.PlannedWhen
  ) -> Bool {
    let when = planned.when
    var mismatches: [Mismatch] = []
    var text = "success"
    if let answer = when.answer, let matcher = planned.answer {
      text = ExpectationText.text(answer.pattern)
      let matching = context.matching(isQuick: false)
      _ = matcher.matches(.json(outcome.json), in: matching, mismatches: &mismatches)
    } else {
      if outcome.isSuccess { return true }
      mismatches = [Mismatch(path: [], expected: "success", actual: outcome.text)]
    }
    var record = ExpectationRecord(
      form: "answer", text: text, line: when.answer?.location.line ?? when.location.line,
      verdict: mismatches.isEmpty ? .passed : .failed, decidedAt: world.now)
    if !mismatches.isEmpty {
      record.mismatches = mismatches.map {
        MismatchRecord(
          subject: "answer", path: $0.path.joined(separator: "."), expected: $0.expected,
          actual: $0.actual, line: record.line)
      }
      record.explanation = FailureText(run: self).answer(when, outcome)
    }
    step?.record.expectations.append(record)
    return mismatches.isEmpty
  }

  private mutating func bind(_ outcome: ActionOutcome, _ planned: RunPlan.PlannedWhen) {
    switch outcome.created {
    case .object(let key, let uid, _):
      declared.insert(key)
      guard let name = planned.when.name, !planned.isClient else { return }
      bindings.bind(name, to: .init(key: key, uid: uid))
    case .migration(let machine, let namespace):
      guard let name = planned.when.name, !planned.isClient else { return }
      awaited.await(migrationOf: machine, in: namespace, handle: name)
    case nil: break
    }
  }

  /// What must hold when the request is answered.
  private mutating func judgeCondition(_ planned: RunPlan.PlannedWhen) {
    guard let condition = planned.condition else { return }
    var context = context
    context.namespace = planned.namespace
    context.user = planned.user
    var reason: String?
    var cause = InconclusiveCause.conditionLost
    switch condition.evaluate(in: context) {
    case .holds: break
    case .fails(let failures):
      let texts = failures.flatMap { failure in
        failure.mismatches.map {
          "\(failure.subject) \($0.path.joined(separator: ".")): \($0.actual)"
        }
      }
      reason = "`while` did not hold when it was answered: " + texts.joined(separator: ", ")
    case .unbound(let text):
      reason = text
      cause = .scenarioMistake
    case .needsConsole:
      reason = "`while` cannot look at the console"
      cause = .notModelled
    }
    let text = planned.when.condition.map(ExpectationText.text) ?? ""
    let record = ExpectationRecord(
      form: "while", text: text, line: condition.location.line,
      verdict: reason == nil ? .passed : .inconclusive, decidedAt: world.now)
    step?.record.expectations.append(record)
    if let reason { endStep(.inconclusive, reason: reason, cause: cause) }
  }

  /// Ends the present step, and the run with it unless the step passed.
  mutating func endStep(
    _ verdict: Verdict = .passed, reason: String = "", cause: InconclusiveCause? = nil
  ) {
    guard let ended = step else { return }
    ended.record.endedAt = world.now
    ended.record.verdict = verdict
    recorder.append(ended.record)
    step = nil
    stepIndex += 1
    if verdict != .passed { conclude(verdict, reason: reason, cause: cause) }
  }

  /// Ends the run; steps that were not run are skipped.
  mutating func conclude(
    _ verdict: Verdict, reason: String = "", cause: InconclusiveCause? = nil
  ) {
    if isFinished { return }
    isFinished = true
    if let unfinished = step {
      unfinished.record.endedAt = world.now
      unfinished.record.verdict = verdict
      recorder.append(unfinished.record)
      stepIndex += 1
      step = nil
    }
    for index in scenario.steps.indices.dropFirst(stepIndex) {
      let skipped = scenario.steps[index]
      var record = StepRecord(
        index: index, title: skipped.title ?? StepText.text(skipped),
        criteria: skipped.criteria, line: skipped.location.line, startedAt: world.now)
      record.verdict = .skipped
      recorder.append(record)
    }
    recorder.finish(verdict, reason: reason, cause: cause, at: world.now)
  }
}

extension RunPlan.PlannedWhen {
  /// Whether it starts a client that can be asked about as `run/NAME`.
  var isClient: Bool {
    switch when.verb {
    case .drain, .oc, .virtctl: true
    default: false
    }
  }

  /// Whether the steps go on while it works: a drain, and a named client of which no answer is
  /// wanted.
  var runsBeside: Bool {
    guard isClient, when.answer == nil else { return false }
    if case .drain = when.verb { return true }
    return when.name != nil
  }

  /// The surface over which its requests go.
  var surfaceName: String {
    switch when.verb {
    case .virtctl, .start, .stop, .restart, .pause, .unpause: When.Surface.virtctl.rawValue
    case .migrate, .cancel: when.surface.rawValue
    default: When.Surface.cli.rawValue
    }
  }
}
