import BackendInterface
import GodwitModel

/// A scenario that is being run: occurrences in, commands out. No clock, no I/O, no waiting.
package struct ScenarioRun {
  let scenario: Scenario
  let options: ExecutionOptions
  let plan: RunPlan
  let world: World
  let bindings = Bindings()
  let declared = DeclaredNames()
  let names: NameGenerator

  var context: EvaluationContext
  var recorder: RunRecorder
  var watches: [Watch]
  /// The number of the last observation; -1 before the first.
  var sequence = -1
  /// The number of the last observation when the last when was sent.
  var lastWhenSequence = -1

  var stepIndex = 0
  var step: StepState?
  /// What the present step is doing.
  var foreground: Activity?
  /// Clients that run beside the steps.
  var background: [BackgroundClient] = []
  /// The console page that is being looked at.
  var console: (query: ConsoleQuery, activity: Activity)?
  /// Who waits for an answer.
  var inFlight: InFlight?

  /// Whether something was sent whose effects the watches may not have shown yet.
  var hasUnseenEffects = false
  /// Whether everything of this instant has been observed.
  var isSettled = true
  /// Versions that answers have told of, and handles of what the server made, to be observed.
  var awaited = AwaitedEffects()
  var lastSentAt: Instant
  var isFinished = false
  /// What may have been missed, with the number of the last observation before it.
  var gaps: [(gap: ObservationGap, sequence: Int)] = []

  /// A client beside the steps; with a name, expectations can ask for it.
  struct BackgroundClient {
    let name: String?
    var activity: Activity
  }

  enum InFlight {
    case foreground(APIRequest?)
    case background(Int, APIRequest)
    case console(APIRequest)
  }

  /// How an attempt to go on came out.
  enum Progress {
    case command(RunCommand)
    case progressed
    case waits(until: Instant)
  }

  package init(
    _ scenario: Scenario, options: ExecutionOptions, namespace: String, startedAt: Instant,
    initialObjects: [APIObject]
  ) {
    self.scenario = scenario
    self.options = options
    plan = RunPlan(scenario)
    watches = plan.watches
    world = World(start: startedAt, objects: initialObjects)
    names = NameGenerator(seed: options.seed)
    context = EvaluationContext(
      world: world, bindings: bindings, namespace: namespace, declared: declared)
    recorder = RunRecorder(
      options, startedAt: startedAt, initialObjects: initialObjects)
    lastSentAt = startedAt
    for machine in scenario.given.virtualMachines {
      let namespace = machine.namespace.isEmpty ? scenario.namespace : machine.namespace
      declared.insert(ObjectKey(.virtualMachine, namespace: namespace, name: machine.name))
    }
  }

  /// The record; complete once the last command was `finish`.
  package var record: AttemptRecord { recorder.record }

  /// Takes in what happened, and tells what to do next.
  package mutating func next(after occurrence: RunOccurrence, at now: Instant) -> RunCommand {
    if !isFinished { absorb(occurrence, at: now) }
    while !isFinished {
      if let command = proceed() { return command }
    }
    return .finish
  }

  private mutating func absorb(_ occurrence: RunOccurrence, at now: Instant) {
    switch occurrence {
    case .began:
      world.advance(to: now)
      if let problem = plan.problems.first {
        conclude(.inconclusive, reason: problem, cause: .scenarioMistake)
      }
    case .answered(let response): absorb(response, at: now)
    case .injected(let refusal): absorb(refusal: refusal, at: now)
    case .observed(let change): observe(change)
    case .missed(let gap): miss(gap)
    case .reached(let deadline):
      world.advance(to: max(deadline, now))
      isSettled = true
      if hasUnseenEffects, awaited.isEmpty || world.now >= catchUpDeadline {
        hasUnseenEffects = false
        let unseen = awaited.giveUp()
        if !unseen.isEmpty {
          let reason = "what was sent had not been seen two seconds later"
          gaps.append(
            (ObservationGap(at: now, kinds: unseen, reason: reason, effect: .behind), sequence))
        }
      }
    case .failed(let error): conclude(error)
    case .interrupted:
      conclude(.inconclusive, reason: "the run was interrupted", cause: .interrupted)
    }
  }

  private mutating func observe(_ change: ObjectChange) {
    let key = change.object.key
    let previous = world.apply(change, key: key, sequence: recorder.nextSequence)
    sequence = recorder.observe(change, key, previous: previous)
    isSettled = false
    if !awaited.isEmpty, let handle = awaited.observe(change, key) {
      bindings.bind(handle, to: .init(key: key, uid: change.object.uid))
    }
    note(KindSet(of: change.object))
  }

  private mutating func miss(_ gap: ObservationGap) {
    world.advance(to: gap.at)
    gaps.append((gap, sequence))
    for change in gap.changes { observe(change) }
  }

  /// Marks what depends on these kinds as to be evaluated again.
  mutating func note(_ kinds: KindSet) {
    if !context.consoleViews.isEmpty, !KindSet.console.isDisjoint(with: kinds) {
      context.consoleViews = [:]
    }
    for index in watches.indices { watches[index].note(kinds) }
    step?.note(kinds)
  }

  /// One step forward; nil when there may be more to do before anything is sent or waited for.
  private mutating func proceed() -> RunCommand? {
    if let reason = reachedLimit {
      conclude(.inconclusive, reason: reason, cause: .limitReached)
      return nil
    }
    if console != nil { return proceedConsole() }
    if let query = evaluateWatches() {
      look(at: query)
      return nil
    }
    var until = limit
    for part in 0..<3 {
      let progress =
        part == 0 ? proceedForeground() : part == 1 ? proceedBackground() : proceedStep()
      switch progress {
      case .command(let command): return command
      case .progressed: return nil
      case .waits(let instant): until = min(until, instant)
      }
      if isFinished { return nil }
    }
    return .next(before: until)
  }

  private var limit: Instant { world.start + options.maximumDuration }

  private var reachedLimit: String? {
    if recorder.observationCount >= options.maximumObservations {
      return "the limit of \(options.maximumObservations) observations was reached"
    }
    if world.now >= limit { return "the limit of \(options.maximumDuration) was reached" }
    return nil
  }

  private mutating func evaluateWatches() -> ConsoleQuery? {
    for index in watches.indices {
      if let query = watches[index].evaluate(in: context, sequence: sequence) { return query }
    }
    return nil
  }

  private mutating func conclude(_ error: BackendError) {
    switch error {
    case .unavailable(let text):
      conclude(
        .inconclusive, reason: "the backend is unavailable: \(text)", cause: .backendUnavailable)
    case .notModelled(let text):
      conclude(.inconclusive, reason: "not modelled: \(text)", cause: .notModelled)
    case .limitReached(let text):
      conclude(.inconclusive, reason: "a limit was reached: \(text)", cause: .limitReached)
    case .unsuitable(let text): conclude(.skipped, reason: text)
    }
  }
}
