import GodwitModel

/// A scenario that is done.
struct Finished: Sendable {
  let entry: RunPlan.Entry
  var record: ScenarioRecord
}

/// Which entry of a plan begins next, and which is delivered next.
struct Schedule {
  private let entries: [RunPlan.Entry]
  private let window: Int
  private var buffer = ReorderingBuffer<Finished>()
  private var cursor = 0
  private(set) var running = 0
  private let isExclusive: (Scenario) -> Bool
  /// Whether what runs lets nothing run beside it.
  private var runsAlone = false

  /// - Parameter isExclusive: Of scenarios beside which no other may run.
  init(
    plan: RunPlan, window: Int, isExclusive: @escaping (Scenario) -> Bool = { _ in false }
  ) {
    entries = plan.entries
    self.window = window
    self.isExclusive = isExclusive
  }

  /// Those that were not delivered, in order.
  var remaining: ArraySlice<RunPlan.Entry> { entries[buffer.next...] }

  /// The next entry to run; nil when there is none, when it cannot run beside what runs, or when
  /// too many wait to be delivered.
  ///
  /// Entries to be skipped are done at once and go through the same order.
  mutating func begin() -> RunPlan.Entry? {
    while cursor < entries.count, cursor < buffer.next + window {
      let entry = entries[cursor]
      guard let reason = entry.skipReason else {
        let isAlone = isExclusive(entry.scenario)
        if running > 0, runsAlone || isAlone { return nil }
        cursor += 1
        running += 1
        runsAlone = isAlone
        return entry
      }
      cursor += 1
      let record = ScenarioRecord(
        index: entry.index, scenario: entry.scenario, verdict: .skipped, reason: reason)
      buffer.insert(Finished(entry: entry, record: record), at: entry.index)
    }
    return nil
  }

  mutating func end(_ finished: Finished) {
    running -= 1
    buffer.insert(finished, at: finished.entry.index)
  }

  mutating func popNext() -> Finished? { buffer.popNext() }
}

/// Hands finished scenarios on, as far as they count.
struct Delivery {
  let stopsAtFirstFailure: Bool
  var outcome = RunOutcome()
  /// The scenario after which nothing is kept.
  private var stopper: String?

  init(stopsAtFirstFailure: Bool) { self.stopsAtFirstFailure = stopsAtFirstFailure }

  var isStopped: Bool { stopper != nil }

  mutating func deliver(_ finished: Finished, to deliver: (RunEvent) async -> Void) async {
    guard stopper == nil else { return await deliverStopped(finished.entry, to: deliver) }
    if stopsAtFirstFailure,
      finished.record.verdict == .failed || finished.record.verdict == .inconclusive
    {
      stopper = finished.record.id
    }
    await send(finished.record, to: deliver)
  }

  /// Delivers an entry that fail-fast keeps from counting, whether it was run by then or not:
  /// which of them ran depends on how many run at a time, and must not be seen.
  func deliverStopped(
    _ entry: RunPlan.Entry, to deliver: (RunEvent) async -> Void
  ) async {
    let reason = entry.skipReason ?? "not run: \(stopper ?? "another scenario") did not pass"
    let record = ScenarioRecord(
      index: entry.index, scenario: entry.scenario, verdict: .skipped, reason: reason)
    await send(record, to: deliver)
  }

  private func send(
    _ record: ScenarioRecord, to deliver: (RunEvent) async -> Void
  ) async {
    await deliver(.scenarioStarted(index: record.index, id: record.id))
    await deliver(.scenarioFinished(record))
  }
}
