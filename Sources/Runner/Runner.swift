import GodwitModel

/// Runs a plan: several scenarios at a time, each with its retries, delivered in the plan's order.
///
/// What is delivered depends on the plan, the seed and the backend, not on how many run at a time
/// or which one is done first; wall times aside.
package struct Runner: Sendable {
  /// One attempt at a scenario; what goes wrong in it is a verdict, never an error.
  package typealias Attempt =
    @Sendable (_ scenario: Scenario, _ seed: UInt64, _ number: Int) async -> AttemptRecord

  package struct Options: Hashable, Sendable {
    /// How many scenarios run at a time, at least 1.
    package var jobs: Int
    package var seed: UInt64
    /// How often a scenario that did not pass is tried again.
    package var retries: Int
    /// Under how many seeds each scenario runs, `seed` and those after it; at least 1. With more
    /// than one nothing is tried again.
    package var seeds: Int
    /// Nothing after the first scenario, in the plan's order, that did not pass is kept.
    package var stopsAtFirstFailure: Bool

    package init(
      jobs: Int = 1, seed: UInt64 = 1, retries: Int = 0, seeds: Int = 1,
      stopsAtFirstFailure: Bool = false
    ) {
      self.jobs = max(jobs, 1)
      self.seed = seed
      self.retries = max(retries, 0)
      self.seeds = max(seeds, 1)
      self.stopsAtFirstFailure = stopsAtFirstFailure
    }
  }

  package let options: Options
  private let attempt: Attempt
  private let isExclusive: @Sendable (Scenario) -> Bool

  /// - Parameter isExclusive: Of scenarios beside which no other may run.
  package init(
    _ options: Options, isExclusive: @escaping @Sendable (Scenario) -> Bool = { _ in false },
    attempt: @escaping Attempt
  ) {
    self.options = options
    self.isExclusive = isExclusive
    self.attempt = attempt
  }

  /// Finished scenarios that may wait for a slower one before them. With it reached, no more are
  /// begun, so memory does not grow with the plan.
  private var window: Int { options.jobs * 16 }

  /// Runs `plan` and hands `deliver` a `scenarioStarted` and a `scenarioFinished` for every entry.
  ///
  /// - Parameters:
  ///   - onStart: Told when a scenario really begins, in no certain order; for progress.
  ///   - deliver: A slow one slows the run.
  package func run(
    _ plan: RunPlan, interruption: Interruption = Interruption(),
    onStart: @escaping @Sendable (RunPlan.Entry) -> Void = { _ in },
    deliver: (RunEvent) async -> Void
  ) async -> RunOutcome {
    var schedule = Schedule(plan: plan, window: window, isExclusive: isExclusive)
    var delivery = Delivery(stopsAtFirstFailure: options.stopsAtFirstFailure)
    await withTaskGroup(of: Finished.self) { group in
      while true {
        while schedule.running < options.jobs, !delivery.isStopped, !interruption.isRequested,
          let entry = schedule.begin()
        {
          group.addTask {
            onStart(entry)
            return options.seeds > 1
              ? await runUnderSeeds(entry, interruption) : await run(entry)
          }
        }
        var hasDelivered = false
        while let finished = schedule.popNext() {
          await delivery.deliver(finished, to: deliver)
          hasDelivered = true
        }
        // What was delivered made room in the window: fill it before waiting.
        if hasDelivered { continue }
        guard let finished = await group.next() else { break }
        schedule.end(finished)
      }
    }
    delivery.outcome.wasInterrupted = interruption.isRequested
    if delivery.isStopped {
      for entry in schedule.remaining { await delivery.deliverStopped(entry, to: deliver) }
    } else {
      delivery.outcome.isComplete = schedule.remaining.isEmpty
    }
    return delivery.outcome
  }

  private func run(_ entry: RunPlan.Entry) async -> Finished {
    var record = ScenarioRecord(index: entry.index, scenario: entry.scenario)
    for number in 1...(options.retries + 1) {
      let seed = AttemptSeed.derived(
        run: options.seed, scenario: entry.scenario.id, attempt: number)
      let attempt = await attempt(entry.scenario, seed, number)
      record.attempts.append(attempt)
      record.verdict = attempt.verdict
      record.reason = attempt.reason
      if record.verdict == .passed || record.verdict == .skipped || Task.isCancelled { break }
    }
    record.isFlaky = record.verdict == .passed && record.attempts.count > 1
    return Finished(entry: entry, record: record)
  }

  private func runUnderSeeds(
    _ entry: RunPlan.Entry, _ interruption: Interruption
  ) async -> Finished {
    var sweep = SeedSweep()
    for number in 1...options.seeds where !sweep.isDecided {
      // Each seed stands for a run of its own, so a failure is repeated with `--seed`.
      let seed = AttemptSeed.derived(
        run: SeedRange.seed(from: options.seed, number: number), scenario: entry.scenario.id,
        attempt: 1)
      sweep.add(await attempt(entry.scenario, seed, number))
      if interruption.isRequested { break }
    }
    var record = ScenarioRecord(index: entry.index, scenario: entry.scenario)
    sweep.finish(&record, seed: options.seed)
    return Finished(entry: entry, record: record)
  }
}
