import BackendInterface
import GodwitModel
import KubernetesClient
import Synchronization

/// Runs the watches of a session and keeps what they deliver, in order.
final class WatchHub: Sendable {
  private struct State {
    var queue: ObservationQueue
    var tasks: [Task<Void, Never>] = []
    /// At the latest when what arrives from now on happened; nil leaves it at its arrival.
    var latestInstant: Instant?
  }

  private let state: Mutex<State>
  private let signal = Signal()
  private let clock: @Sendable () -> Instant

  /// - Parameters:
  ///   - patience: How long changes wait for those of other kinds.
  ///   - view: What the scenario sees of an object; nil for what is none of its own.
  ///   - clock: The backend's present time.
  init(
    _ api: any ClusterAPI, _ sources: [ObservationQueue.Source],
    patience: OrderPatience = OrderPatience(),
    view: @escaping @Sendable (APIObject) -> APIObject?, clock: @escaping @Sendable () -> Instant
  ) {
    state = Mutex(State(queue: ObservationQueue(sources, patience: patience)))
    self.clock = clock
    for (index, source) in sources.enumerated() {
      let stream = api.watch(source.kind, namespace: source.namespace)
      let task = Task { [weak self] in
        for await delivery in stream {
          guard let self else { return }
          self.take(delivery.seen(by: view), from: index)
        }
        self?.end(source)
      }
      state.withLock { $0.tasks.append(task) }
    }
  }

  private func take(_ delivery: WatchDelivery, from index: Int) {
    let arrival = clock()
    state.withLock { state in
      let at = state.latestInstant.map { min($0, arrival) } ?? arrival
      state.queue.take(delivery, from: index, at: at)
    }
    signal.raise()
  }

  private func end(_ source: ObservationQueue.Source) {
    if Task.isCancelled { return }
    let reason = "the watch of \(source.kind.plural) ended"
    state.withLock { $0.queue.take(.lost(reason), from: 0, at: clock()) }
    signal.raise()
  }

  /// Ends every watch.
  func stop() {
    let tasks = state.withLock { $0.tasks }
    for task in tasks { task.cancel() }
    signal.raise()
  }

  /// What has been delivered is taken to have happened at the latest then; nil at its arrival.
  func setLatestInstant(_ instant: Instant?) { state.withLock { $0.latestInstant = instant } }

  /// Looks at, or takes from, what has been delivered.
  func withQueue<Result: Sendable>(_ body: (inout ObservationQueue) -> sending Result) -> Result {
    state.withLock { body(&$0.queue) }
  }

  /// To be taken before looking at what has been delivered.
  var mark: Signal.Mark { signal.mark }

  /// Waits until something is delivered after `mark`, at most this long in real time.
  func wait(after mark: Signal.Mark, atMost span: Span) async {
    await signal.wait(after: mark, atMost: span)
  }

  /// Waits until `condition` holds of what has been delivered; false where it does not within
  /// `limit` of real time, when a watch is lost, or when the task is cancelled.
  func wait(
    atMost limit: Span, until condition: @Sendable (ObservationQueue) -> Bool
  ) async -> Bool {
    let start = ContinuousClock.now
    while true {
      let mark = signal.mark
      let (holds, failed) = state.withLock { (condition($0.queue), $0.queue.failure != nil) }
      if holds { return true }
      let left = limit.nanoseconds - (ContinuousClock.now - start).wholeNanoseconds
      if failed || left <= 0 || Task.isCancelled { return false }
      await signal.wait(after: mark, atMost: .nanoseconds(left))
    }
  }
}

extension Duration {
  /// In nanoseconds, cut off.
  var wholeNanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}

extension WatchDelivery {
  /// The delivery with objects as `view` shows them.
  fileprivate func seen(by view: (APIObject) -> APIObject?) -> WatchDelivery {
    switch self {
    case .listed(let objects, let version):
      return .listed(objects.compactMap(view), resourceVersion: version)
    case .changed(let type, let object):
      guard let seen = view(object) else {
        return .bookmark(resourceVersion: object.resourceVersion)
      }
      return .changed(type, seen)
    case .relisted(let objects, let version, let reason):
      return .relisted(objects.compactMap(view), resourceVersion: version, reason: reason)
    case .bookmark, .lost: return self
    }
  }
}
