import GodwitModel
import Synchronization

/// Carries out what an ``ObjectWatch`` wants, and tells it what came of that.
struct WatchLoop: Sendable {
  let transport: any Transport
  let program: String
  let time: any ClientTime
  /// After how long without a byte a watch is silent.
  let silence: Span
  /// How long a list may take.
  let longestAnswer: Span
  let deliveries: AsyncStream<WatchDelivery>.Continuation

  /// Watches until the watch ends or the task is cancelled.
  func run(_ watch: ObjectWatch) async {
    var watch = watch
    var actions = watch.start()
    while !Task.isCancelled, let next = deliver(actions) {
      actions = await perform(next, &watch)
    }
    deliveries.finish()
  }

  /// Hands on what is delivered; returns what else is to be done, nil at the end or for nothing.
  private func deliver(_ actions: [ObjectWatch.Action]) -> ObjectWatch.Action? {
    for action in actions {
      switch action {
      case .deliver(let delivery): deliveries.yield(delivery)
      case .list, .open, .wait: return action
      case .end: return nil
      }
    }
    return nil
  }

  private func perform(
    _ action: ObjectWatch.Action, _ watch: inout ObjectWatch
  ) async -> [ObjectWatch.Action] {
    switch action {
    case .list(let request):
      do throws(TransportError) {
        let response = try await transport.send(sent(request, timeout: longestAnswer))
        return watch.handle(.answered(response), at: time.now)
      } catch {
        return watch.handle(.failed(error), at: time.now)
      }
    case .open(let request):
      do throws(TransportError) {
        // Some proxies hold the head back until there is something in the body.
        return await read(try await transport.open(sent(request, timeout: silence)), &watch)
      } catch {
        return watch.handle(.failed(error), at: time.now)
      }
    case .wait(let span):
      do throws(CancellationError) {
        try await time.wait(span, for: .nextAttempt)
        return watch.handle(.waited, at: time.now)
      } catch {
        return [.end]
      }
    case .deliver, .end: return [action]
    }
  }

  private func sent(_ request: APIRequest, timeout: Span) -> TransportRequest {
    TransportRequest(request, as: .own, program: program, timeout: timeout)
  }

  // MARK: Bodies

  /// Where reading a body came to.
  private struct Reading: Sendable {
    var watch: ObjectWatch
    /// Nil when the task was cancelled.
    var actions: [ObjectWatch.Action]?

    init(_ watch: ObjectWatch, actions: [ObjectWatch.Action]? = nil) {
      self.watch = watch
      self.actions = actions
    }

    /// After what came last.
    init(_ watch: ObjectWatch, after event: ObjectWatch.Event, at now: Instant) {
      self.watch = watch
      actions = self.watch.handle(event, at: now)
    }
  }

  /// When the last byte came.
  private final class Activity: Sendable {
    private let last: Mutex<Instant>

    init(_ now: Instant) { last = Mutex(now) }

    var time: Instant { last.withLock { $0 } }
    func note(_ now: Instant) { last.withLock { $0 = now } }
  }

  /// Reads until the body ends or the watch wants something else, but not longer than it may be
  /// silent.
  private func read(
    _ stream: TransportStream, _ watch: inout ObjectWatch
  ) async -> [ObjectWatch.Action] {
    let start = watch
    let activity = Activity(time.now)
    let (reading, isSilent) = await withTaskGroup(of: Reading?.self) { group in
      group.addTask {
        stream.status == 200
          ? await follow(stream.body, start, activity) : await refusal(stream, start)
      }
      group.addTask {
        await waitForSilence(activity)
        return nil
      }
      var reading = Reading(start)
      var isSilent = false
      for await result in group {
        if let result { reading = result } else { isSilent = !group.isCancelled }
        group.cancelAll()
      }
      return (reading, isSilent)
    }
    watch = reading.watch
    if let actions = reading.actions { return actions }
    return isSilent ? watch.handle(.silent, at: time.now) : [.end]
  }

  private func follow(
    _ body: AsyncThrowingStream<[UInt8], any Error>, _ start: ObjectWatch, _ activity: Activity
  ) async -> Reading {
    var watch = start
    var actions = watch.handle(.opened, at: time.now)
    do {
      for try await bytes in body {
        let now = time.now
        activity.note(now)
        actions = watch.handle(.bytes(bytes), at: now)
        if let next = deliver(actions) { return Reading(watch, actions: [next]) }
        if case .end = actions.last { return Reading(watch, actions: [.end]) }
      }
      if Task.isCancelled { return Reading(watch) }
      return Reading(watch, after: .ended, at: time.now)
    } catch {
      if Task.isCancelled { return Reading(watch) }
      let failure = error as? TransportError ?? .interrupted("\(error)")
      return Reading(watch, after: .failed(failure), at: time.now)
    }
  }

  /// How much of a refusal is read.
  private static let longestRefusal = 64 * 1024

  private func refusal(_ stream: TransportStream, _ start: ObjectWatch) async -> Reading {
    var body: [UInt8] = []
    do {
      for try await bytes in stream.body where body.count < Self.longestRefusal { body += bytes }
    } catch {
      // What has come of it will do: the status tells the most.
    }
    let response = TransportResponse(status: stream.status, headers: stream.headers, body: body)
    return Reading(start, after: .answered(response), at: time.now)
  }

  /// Returns when nothing came for too long, or when it is cancelled.
  private func waitForSilence(_ activity: Activity) async {
    while !Task.isCancelled {
      let left = activity.time + silence - time.now
      if left <= .zero { return }
      do throws(CancellationError) { try await time.wait(left, for: .silence) } catch { return }
    }
  }
}
