import BackendInterface
import GodwitModel
import KubernetesClient
import Synchronization

/// One scenario on a cluster that is reached over its API.
package final class LiveSession: BackendSession {
  /// How the session's time passes.
  enum Time: Sendable {
    /// By itself; the closure tells it.
    case real(@Sendable () -> Instant)
    /// Only where the session advances it, on a served cluster that is paused.
    case controlled(ControlClient, now: Instant)
  }

  private struct State {
    /// Of a time that is controlled.
    var now: Instant
    /// Whether something was done whose effects may not have been observed.
    var isDirty = false
    /// Up to when it is certain that everything was observed.
    var certainUntil: Instant?
  }

  package let namespace: String
  package let initialObjects: [APIObject]
  private let api: any ClusterAPI
  private let established: EstablishedScenario
  private let view: ScenarioView
  private let hub: WatchHub
  private let sources: [ObservationQueue.Source]
  private let time: Time
  private let control: ControlClient?
  private let state: Mutex<State>
  private let note: @Sendable (String) -> Void

  /// How long a watch may take to deliver what a list shows.
  private static let catchUpLimit = Span.seconds(5)
  /// The same where time stands still meanwhile, so that waiting costs nothing but patience.
  private static let controlledCatchUpLimit = Span.seconds(60)

  init(
    _ established: EstablishedScenario, on api: any ClusterAPI, namespace: String,
    view: ScenarioView, hub: WatchHub, sources: [ObservationQueue.Source], time: Time,
    control: ControlClient?, startingAt start: Instant,
    note: @escaping @Sendable (String) -> Void
  ) {
    self.note = note
    self.established = established
    self.api = api
    self.namespace = namespace
    self.view = view
    self.hub = hub
    self.sources = sources
    self.time = time
    self.control = control
    initialObjects = hub.withQueue { $0.objects }
    state = Mutex(State(now: start))
  }

  package var now: Instant {
    switch time {
    case .real(let clock): clock()
    case .controlled: state.withLock { $0.now }
    }
  }

  package func send(_ request: APIRequest) async throws(BackendError) -> APIResponse {
    state.withLock { state in
      if request.method != .get { state.isDirty = true }
      state.certainUntil = nil
    }
    let outgoing = established.names.outgoing(request)
    if let refusal = try await established.refusal(of: outgoing) { throw .notModelled(refusal) }
    do throws(ClientError) {
      let response = try await api.finish(outgoing, as: established.identity(of: request.user))
      return view.show(response)
    } catch {
      throw .unavailable(error.text)
    }
  }

  package func inject(_ fault: Fault) async throws(BackendError) {
    guard let control else {
      throw .notModelled("faults cannot be brought about on this cluster")
    }
    state.withLock { state in
      state.isDirty = true
      state.certainUntil = nil
    }
    let refusal: String?
    do throws(ClientError) {
      refusal = try await control.inject(established.names.outgoing(fault))
    } catch {
      throw .unavailable(error.text)
    }
    if let refusal { throw .notModelled(refusal) }
  }

  package func next(before deadline: Instant) async throws(BackendError) -> Sighting? {
    switch time {
    case .real(let clock): try await next(before: deadline, by: clock)
    case .controlled(let control, _): try await next(before: deadline, advancing: control)
    }
  }

  package func close(after verdict: Verdict) async {
    hub.stop()
    for problem in await established.takeDown(after: verdict) { note(problem) }
  }

  private func observation(at now: Instant?) throws(BackendError) -> Sighting? {
    let (sighting, failure) = hub.withQueue { queue in
      (queue.next(at: now), queue.failure)
    }
    if let sighting { return sighting }
    if let failure { throw .unavailable(failure) }
    return nil
  }
}

// MARK: - Time that passes by itself

extension LiveSession {
  private func next(
    before deadline: Instant, by clock: @Sendable () -> Instant
  ) async throws(BackendError) -> Sighting? {
    while true {
      let mark = hub.mark
      let now = clock()
      if let sighting = try observation(at: now) { return sighting }
      if now >= deadline || Task.isCancelled { break }
      let left = deadline - now
      let wait = hub.withQueue { $0.wait(at: now) }
      await hub.wait(after: mark, atMost: min(left, wait ?? left))
    }
    if Task.isCancelled { return nil }
    if let trouble = await established.trouble() { throw .unavailable(trouble) }
    return try await observation(by: deadline)
  }

  /// At `deadline`: makes sure that nothing is under way any more, which also tells the order of
  /// what waits.
  private func observation(by deadline: Instant) async throws(BackendError) -> Sighting? {
    if let certain = state.withLock({ $0.certainUntil }), certain >= deadline {
      return try observation(at: nil)
    }
    hub.setLatestInstant(deadline)
    defer { hub.setLatestInstant(nil) }
    let behind = await kindsBehind()
    state.withLock { $0.certainUntil = deadline }
    if behind.isEmpty { return try observation(at: nil) }
    let names = behind.map(\.plural).joined(separator: ", ")
    return .gap(
      ObservationGap(
        at: deadline, kinds: behind,
        reason: "the watch of \(names) was behind for more than \(Self.catchUpLimit)",
        effect: .behind))
  }

  /// The kinds of which the watches have not delivered what is there by now.
  private func kindsBehind() async -> [ResourceKind] {
    await withTaskGroup(of: (Int, Bool).self) { group in
      for index in sources.indices {
        group.addTask { (index, await self.catchesUp(index)) }
      }
      var behind: Set<Int> = []
      for await (index, isCaughtUp) in group where !isCaughtUp { behind.insert(index) }
      return sources.indices.filter(behind.contains).map { sources[$0].kind }
    }
  }

  private func catchesUp(_ index: Int) async -> Bool {
    let source = sources[index]
    let request = APIRequest(.get, APIRequest.path(of: source.kind, namespace: source.namespace))
    guard let answer = try? await api.send(request, as: .own), let body = answer.body,
      let goal = CatchUp(body, of: source.kind, view: view.show)
    else { return false }
    return await hub.wait(atMost: Self.catchUpLimit) { goal.isReached(by: $0, at: index) }
  }
}

// MARK: - Time that the session advances

extension LiveSession {
  private func next(
    before deadline: Instant, advancing control: ControlClient
  ) async throws(BackendError) -> Sighting? {
    while !Task.isCancelled {
      let (now, isDirty) = state.withLock { ($0.now, $0.isDirty) }
      // What a request led to has one order once all of it was delivered.
      if !isDirty, let sighting = try observation(at: nil) { return sighting.happening(at: now) }
      if !isDirty, now >= deadline { return nil }
      do throws(ClientError) {
        // A session may wait without end; the server's time has one.
        let goal = min(deadline, now + Self.longestAdvance)
        let reached: Instant
        let versions: [String: UInt64]
        if isDirty {
          let clock = try await control.clock()
          (reached, versions) = (clock.now, clock.versions)
        } else {
          let advance = try await control.advance(to: goal, untilChange: true)
          (reached, versions) = (advance.now, advance.versions)
        }
        state.withLock { state in
          state.now = max(state.now, reached)
          state.isDirty = false
        }
        try await wait(for: versions)
      } catch {
        throw .unavailable(error.text)
      }
    }
    return nil
  }

  private static let longestAdvance = Span.minutes(24 * 60)

  /// Waits until the watches have delivered what the server has.
  private func wait(for versions: [String: UInt64]) async throws(ClientError) {
    let sources = sources
    let isThere = await hub.wait(atMost: Self.controlledCatchUpLimit) { queue in
      sources.indices.allSatisfy {
        queue.version(of: $0) >= versions[sources[$0].kind.qualifiedPlural] ?? 0
      }
    }
    if isThere || Task.isCancelled { return }
    let failure = hub.withQueue { $0.failure }
    throw .unavailable(
      failure ?? "the watches have not delivered what the server has for a minute")
  }
}

extension Sighting {
  /// The same at `instant`: where time stands still, everything new happened just then.
  fileprivate func happening(at instant: Instant) -> Sighting {
    func moved(_ change: ObjectChange) -> ObjectChange {
      ObjectChange(at: instant, type: change.type, object: change.object)
    }
    switch self {
    case .change(let change): return .change(moved(change))
    case .gap(let gap):
      return .gap(
        ObservationGap(
          at: instant, kinds: gap.kinds, reason: gap.reason, effect: gap.effect,
          changes: gap.changes.map(moved), overtaking: gap.overtaking))
    }
  }
}
