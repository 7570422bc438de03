import Dispatch
import GRDB
import GodwitModel
import Synchronization

/// Stores a run while it goes on, from its events.
///
/// Events may come from several tasks. The start of a run is written at once; finished scenarios
/// are written in batches, one transaction each, at the latest 100 ms after they came. Whatever
/// happens to the process, what was written stays readable, and a run without its end is marked
/// incomplete. When writing fails, the rest of the run is dropped, so that a prefix without gaps
/// is stored; ``failure`` says why at once, and ``finish()`` throws it.
package final class RunWriter: Sendable {
  private let database: ResultDatabase
  private let keepObjects: Bool
  private let policy: BatchPolicy
  private let queue = DispatchQueue(label: "results.writer")
  private let inbox = Mutex(Inbox())
  private let progress = Mutex(Progress())

  /// What came and is not written yet.
  private struct Inbox: Sendable {
    var events: [RunEvent] = []
    var oldest: Int64 = 0
    /// Whether a write is on its way, now or at a later time.
    var isFlushing = false
    var isTimerSet = false
    var failure: ResultStoreError?
  }

  /// What was written; held while writing, so that batches go one after the other.
  private struct Progress: Sendable {
    var run: Int64?
    var interned = InternedRows()
  }

  /// A writer into `database`; `keepObjects` keeps whole objects of scenarios that passed too.
  package init(
    database: ResultDatabase, keepObjects: Bool = false, policy: BatchPolicy = BatchPolicy()
  ) {
    self.database = database
    self.keepObjects = keepObjects
    self.policy = policy
  }

  /// Why events are no longer stored; nil while all is well.
  package var failure: ResultStoreError? { inbox.withLock(\.failure) }

  /// Takes an event. The start and the end of the run are stored when it returns; a scenario is
  /// not yet, unless very many wait.
  package func record(_ event: RunEvent) {
    if case .scenarioStarted = event { return }
    let now = Self.monotonicNow
    let decision = inbox.withLock { inbox -> BatchPolicy.Decision in
      if inbox.failure != nil { return .idle }
      if inbox.events.isEmpty { inbox.oldest = now }
      inbox.events.append(event)
      var decision = policy.decide(
        now: now, pending: inbox.events.count, oldest: inbox.oldest)
      // The start of a run and its end are stored when this returns: others look for them.
      if case .scenarioFinished = event {} else { decision = .flushAndWait }
      return Self.reserve(decision, in: &inbox)
    }
    switch decision {
    case .idle: break
    case .wait(let due):
      queue.asyncAfter(deadline: .now() + .nanoseconds(Int(due - now))) { [weak self] in
        self?.writePending()
      }
    case .flush: queue.async { [weak self] in self?.writePending() }
    case .flushAndWait: writePending()
    }
  }

  /// Stores everything that came so far.
  package func flush() throws(ResultStoreError) {
    writePending()
    if let failure { throw failure }
  }

  /// Stores what is left. Further events would be stored too, but there should be none.
  package func finish() throws(ResultStoreError) { try flush() }

  /// What is really to be done, given that a write may be under way or a timer set already.
  private static func reserve(
    _ decision: BatchPolicy.Decision, in inbox: inout Inbox
  ) -> BatchPolicy.Decision {
    switch decision {
    case .wait where inbox.isTimerSet || inbox.isFlushing, .flush where inbox.isFlushing:
      return .idle
    case .wait:
      inbox.isTimerSet = true
      return decision
    case .flush:
      inbox.isFlushing = true
      return decision
    case .idle, .flushAndWait: return decision
    }
  }

  private func writePending() {
    progress.withLock { progress in
      let events = inbox.withLock { inbox -> [RunEvent] in
        inbox.isFlushing = false
        inbox.isTimerSet = false
        defer { inbox.events.removeAll(keepingCapacity: true) }
        return inbox.events
      }
      if events.isEmpty || failure != nil { return }
      do {
        try write(events, &progress)
      } catch {
        inbox.withLock {
          $0.failure = ResultStoreError(error, path: database.path)
          $0.events = []
        }
      }
    }
  }

  /// Writes events in one transaction.
  private func write(_ events: [RunEvent], _ progress: inout Progress) throws {
    try database.queue.write { database in
      var tables: ScenarioTables?
      for event in events {
        switch event {
        case .runStarted(let header):
          progress.run = try RunTables.insert(header, database)
          tables = nil
        case .scenarioStarted: break
        case .scenarioFinished(let record):
          guard let run = progress.run else { throw ResultStoreError.runNotStarted }
          let open = try tables ?? ScenarioTables(database, run: run)
          tables = open
          try open.write(
            record.stored(keepObjects: keepObjects), interned: &progress.interned)
        case .runFinished(let end):
          guard let run = progress.run else { throw ResultStoreError.runNotStarted }
          try RunTables.finish(run, end, database)
        }
      }
    }
  }

  /// Nanoseconds of the machine's monotonic clock.
  private static var monotonicNow: Int64 { Int64(DispatchTime.now().uptimeNanoseconds) }
}
