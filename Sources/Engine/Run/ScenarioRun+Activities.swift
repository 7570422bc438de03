import BackendInterface
import GodwitModel

/// Procedures that are under way: sending for them, and giving them their answers.
extension ScenarioRun {
  /// Until when effects of what was sent are waited for: at once, or up to two seconds for
  /// those that an answer has told of.
  var catchUpDeadline: Instant {
    awaited.isEmpty ? world.now : max(world.now, lastSentAt + .seconds(2))
  }

  mutating func absorb(_ response: APIResponse, at now: Instant) {
    world.advance(to: now)
    guard let inFlight else { return }
    self.inFlight = nil
    switch inFlight {
    case .foreground(let request):
      guard let request, let activity = foreground,
        case .send(_, let next) = activity.procedure
      else { return }
      answered(request, response, activity)
      foreground?.procedure = next(response)
    case .background(let index, let request):
      guard background.indices.contains(index),
        case .send(_, let next) = background[index].activity.procedure
      else { return }
      answered(request, response, background[index].activity)
      background[index].activity.procedure = next(response)
    case .console(let request):
      guard let activity = console?.activity, case .send(_, let next) = activity.procedure
      else { return }
      answered(request, response, activity)
      console?.activity.procedure = next(response)
    }
  }

  mutating func absorb(refusal: String?, at now: Instant) {
    world.advance(to: now)
    inFlight = nil
    guard let activity = foreground, case .inject(let fault, let next) = activity.procedure
    else { return }
    recorder.inject(fault, refusal: refusal, at: now, step: activity.step)
    sent()
    foreground?.procedure = next(refusal)
  }

  private mutating func answered(
    _ request: APIRequest, _ response: APIResponse, _ activity: Activity
  ) {
    recorder.answer(
      request, response, at: world.now, step: activity.step, surface: activity.surface)
    awaited.await(request, response)
    if request.method != .get { sent() }
  }

  private mutating func sent() {
    hasUnseenEffects = true
    lastSentAt = world.now
  }

  mutating func proceedForeground() -> Progress {
    guard var activity = foreground else { return .waits(until: .distantFuture) }
    let state = activity.advance(in: world, isCaughtUp: !hasUnseenEffects)
    foreground = activity
    switch state {
    case .sends:
      guard case .send(let request, _) = activity.procedure else { return .progressed }
      inFlight = .foreground(request)
      return .command(.send(request, surface: activity.surface))
    case .injects:
      guard case .inject(let fault, _) = activity.procedure else { return .progressed }
      inFlight = .foreground(nil)
      return .command(.inject(fault))
    case .needsCatchUp: return .command(.next(before: catchUpDeadline))
    case .waits(let until):
      guard let when = presentWhen, when.runsBeside else { return .waits(until: until) }
      background.append(BackgroundClient(name: when.when.name, activity: activity))
      foreground = nil
      endWhen(nil)
      return .progressed
    case .ended(let outcome):
      foreground = nil
      endWhen(outcome)
      return .progressed
    }
  }

  mutating func proceedBackground() -> Progress {
    var until = Instant.distantFuture
    for index in background.indices {
      let state = background[index].activity.advance(in: world, isCaughtUp: !hasUnseenEffects)
      switch state {
      case .sends:
        let activity = background[index].activity
        guard case .send(let request, _) = activity.procedure else { return .progressed }
        inFlight = .background(index, request)
        return .command(.send(request, surface: activity.surface))
      case .injects: return .progressed
      case .needsCatchUp: return .command(.next(before: catchUpDeadline))
      case .waits(let instant): until = min(until, instant)
      case .ended(let outcome):
        let client = background.remove(at: index)
        if let name = client.name { finishClient(name, outcome) }
        return .progressed
      }
    }
    return .waits(until: until)
  }

  /// Takes down how a named client ended.
  mutating func finishClient(_ name: String, _ outcome: ActionOutcome) {
    context.clientRuns[name] =
      outcome.client
      ?? ClientRun(exitCode: outcome.isSuccess ? 0 : 1, standardError: outcome.text)
    note(.clientRuns)
  }

  /// Begins to look at a page of the console.
  mutating func look(at query: ConsoleQuery) {
    var context = context
    context.namespace = query.namespace
    let surface = SurfaceContext(
      user: query.user, namespace: query.namespace,
      consoleVersion: consoleVersion, evaluation: context, names: names)
    let procedure = ConsoleSurface(context: surface).inspect(
      query.virtualMachine, withNodes: true
    ) { .done(ActionOutcome(consoleView: ConsoleView.json($0))) }
    console = (query, Activity(procedure: procedure, surface: "console", step: stepIndex))
  }

  mutating func proceedConsole() -> RunCommand? {
    guard var page = console else { return nil }
    let state = page.activity.advance(in: world, isCaughtUp: true)
    console = page
    switch state {
    case .sends:
      guard case .send(let request, _) = page.activity.procedure else { return nil }
      inFlight = .console(request)
      return .send(request, surface: "console")
    case .ended(let outcome):
      context.consoleViews[page.query] = outcome.consoleView ?? .null
      console = nil
      return nil
    case .injects, .waits, .needsCatchUp:
      console = nil
      return nil
    }
  }
}
