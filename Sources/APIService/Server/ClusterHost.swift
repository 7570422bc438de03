import GodwitModel
import Simulator

/// Owns the served cluster and its time: everything that happens to it happens here, one after the
/// other.
package actor ClusterHost {
  private var cluster: ServedCluster
  private var clock: ServiceClock
  /// What ended the cluster, if something did: every later request is told.
  private var failure: SimulationError?
  /// The sleep until something is due, cut short when a request brings something forward.
  private var sleep: Task<Void, Never>?
  private var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
  private var nextListener = 0
  private var journal: Journal?

  /// A cluster whose time stands still until ``start(_:journal:at:)``.
  package init(_ cluster: ServedCluster) {
    self.cluster = cluster
    clock = ServiceClock(.paused, start: cluster.now)
  }

  // MARK: Requests

  /// Answers a request at the present time.
  package func answer(_ request: WireRequest) -> WireAnswer {
    catchUp()
    if let failure { return .response(Self.outOfOrder(failure)) }
    journal?.record(request, at: cluster.now)
    let before = cluster.resourceVersion
    let answer = cluster.answer(request)
    if cluster.resourceVersion != before { announce() }
    return answer
  }

  /// What of a watch is due now, up to so many bytes.
  package func frames(
    of stream: WatchStream, upTo limit: Int = .max
  ) -> (WatchStream, [[UInt8]]) {
    catchUp()
    var stream = stream
    let frames = cluster.frames(of: &stream, upTo: limit)
    return (stream, frames)
  }

  /// Says by which address clients reach the server.
  func setAddress(_ address: String) { cluster.address = address }

  /// The cluster's newest resourceVersion.
  package var resourceVersion: String { cluster.resourceVersion }

  /// Whose token this is; nil when it is nobody's.
  package func user(ofToken token: String) -> UserInfo? { cluster.user(ofToken: token) }

  /// A signal for each time at which watches may have something to send. It ends with the server.
  package func listen() -> (id: Int, signals: AsyncStream<Void>) {
    let id = nextListener
    nextListener += 1
    let (signals, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    listeners[id] = continuation
    return (id, signals)
  }

  /// How many watches are open.
  var listenerCount: Int { listeners.count }

  package func stopListening(_ id: Int) { listeners.removeValue(forKey: id)?.finish() }

  // MARK: Time

  /// Lets time pass until the task is cancelled.
  package func run() async {
    while !Task.isCancelled {
      catchUp()
      let wait = cluster.nextDue.flatMap { clock.wait(until: $0) } ?? .seconds(3600)
      let sleep = Task<Void, Never> { try? await Task.sleep(for: wait) }
      self.sleep = sleep
      await withTaskCancellationHandler {
        await sleep.value
      } onCancel: {
        sleep.cancel()
      }
    }
    for (_, listener) in listeners { listener.finish() }
    listeners = [:]
  }

  /// Where the cluster stands.
  package struct Standing: Sendable {
    package let now: Instant
    package let mode: ClockMode
    /// The newest resourceVersion, and that of each kind by its plural and group.
    package let resourceVersion: String
    package let versions: JSONObject
    /// Whether anything has changed on the way there.
    package var hasChanged = false
  }

  /// Where the cluster stands now.
  package var standing: Standing {
    catchUp()
    return Standing(
      now: cluster.now, mode: clock.mode, resourceVersion: cluster.resourceVersion,
      versions: cluster.versions)
  }

  /// Lets time that stands still pass until `instant`, or only to the next change before it.
  ///
  /// Watches that allow bookmarks send one when they have sent what changed.
  package func advance(
    to instant: Instant, onlyToNextChange: Bool
  ) throws(SimulationError) -> Standing {
    if let failure { throw failure }
    do throws(SimulationError) {
      let before = cluster.resourceVersion
      if onlyToNextChange {
        try cluster.advanceToChange(before: instant)
      } else {
        try cluster.advance(to: instant)
      }
      cluster.demandBookmarks()
      announce()
      var standing = standing
      standing.hasChanged = cluster.resourceVersion != before
      return standing
    } catch {
      fail(error)
      throw error
    }
  }

  /// Brings about a fault.
  package func inject(_ fault: Fault) throws(SimulationError) {
    catchUp()
    try cluster.inject(fault)
    announce()
  }

  /// Says how the guest of a VM behaves from now on, whether there is such a VM yet or not; nil
  /// makes it a guest of which nothing is said.
  package func setGuest(_ guest: Guest?, namespace: String, name: String) {
    catchUp()
    cluster.setGuest(guest, namespace: namespace, name: name)
  }

  /// What KubeVirt's components tell Prometheus of migrations; nil for v1.0, whose metrics have
  /// other names.
  package var metrics: String? {
    catchUp()
    return cluster.metrics
  }

  /// What nodes and guests take for work that begins from now on.
  package var timing: Timing { cluster.timing }

  /// Says what nodes and guests take for work that begins from now on.
  package func setTiming(_ timing: Timing) {
    catchUp()
    cluster.timing = timing
  }

  /// Notes a request to the control endpoint, so that it is repeated when the cluster resumes.
  package func note(_ request: WireRequest) {
    catchUp()
    journal?.record(request, at: cluster.now)
  }

  /// Goes on with what was asked before: answers come out as they did then.
  package func resume(
    _ at: Instant, _ request: WireRequest?, _ control: ControlEndpoint
  ) async throws(SimulationError) {
    if at > cluster.now { try cluster.advance(to: at) }
    guard let request else { return }
    if await control.answer(request) == nil { _ = cluster.answer(request) }
  }

  /// Starts to keep what is asked, and time from where the cluster is.
  ///
  /// - Parameter instant: From when time passes, where that is later; nil for where the cluster is.
  package func start(_ mode: ClockMode, journal: Journal?, at instant: Instant?) {
    self.journal = journal
    clock = ServiceClock(mode, start: max(instant ?? cluster.now, cluster.now))
  }

  /// Notes where the cluster's time stood at the end.
  package func end() {
    catchUp()
    journal?.record(end: cluster.now)
  }

  /// Brings the cluster to the present time.
  private func catchUp() {
    guard failure == nil, let now = clock.time(), now > cluster.now else { return }
    let before = cluster.resourceVersion
    do throws(SimulationError) {
      try cluster.advance(to: now)
    } catch {
      fail(error)
    }
    if cluster.resourceVersion != before { announce() }
  }

  private func fail(_ error: SimulationError) {
    failure = error
    announce()
  }

  private func announce() {
    sleep?.cancel()
    for (_, listener) in listeners { listener.yield() }
  }

  private static func outOfOrder(_ error: SimulationError) -> WireResponse {
    StatusAnswer.response(
      code: 500, reason: "InternalError", message: "godwit: " + error.text)
  }
}
