import GodwitModel

/// What is done to see every change of the objects of one kind: a list, then a watch from its
/// version on, resumed from the last version that was seen whenever it ends, and a new list where
/// the server no longer has what came after it.
///
/// A value without clock, input or output; ``WatchLoop`` carries out what it wants. The rules are
/// those of client-go's reflector and retry watcher (tools/cache/reflector.go,
/// tools/watch/retrywatcher.go), with two differences: a second list is told as a gap, and an
/// outage ends the watch after a while.
package struct ObjectWatch: Sendable {
  /// What came of the last action.
  package enum Event: Sendable {
    /// The answer to a list, or a refusal to watch.
    case answered(TransportResponse)
    /// The watch is there; its body comes.
    case opened
    case bytes([UInt8])
    /// The body ended as it should.
    case ended
    /// There is no answer, or the body broke off.
    case failed(TransportError)
    /// No byte came for as long as the policy allows.
    case silent
    /// The wait is over.
    case waited
  }

  /// What is to be done. All but deliveries end a watch that is open.
  package enum Action: Sendable {
    case deliver(WatchDelivery)
    case list(APIRequest)
    case open(APIRequest)
    case wait(Span)
    case end
  }

  /// What is waited for.
  enum Phase: Sendable {
    case listing(ListProgress)
    case opening
    case streaming(StreamState)
    case waiting(for: Next)
    case over
  }

  /// What comes after a wait.
  enum Next: Sendable {
    case list
    case open
  }

  let kind: ResourceKind
  let namespace: String
  let policy: WatchPolicy
  /// What to say where the kubeconfig's user is refused with 401.
  let unauthorized: String?
  var phase = Phase.over
  var ledger = VersionLedger()
  var backoff: Backoff
  /// Since when nothing came of what was tried; nil while all is well.
  var troubleBegan: Instant?
  /// Why there is to be a second list; nil while no version can have been missed.
  var gap: String?
  var hasListed = false
  /// The highest bookmark that was handed on.
  var lastBookmark = ""
  /// Whether bookmarks come often enough for silence to mean something.
  var hasRegularBookmarks = false
  /// How often in a row the server said that it is not yet at the version that was seen.
  var timesBehind = 0

  package init(
    _ kind: ResourceKind, namespace: String, policy: WatchPolicy,
    randomness: any RandomNumberGenerator & Sendable, unauthorized: String? = nil
  ) {
    self.unauthorized = unauthorized
    self.kind = kind
    self.namespace = namespace
    self.policy = policy
    backoff = Backoff(
      first: policy.firstWait, longest: policy.longestWait, randomness: randomness)
  }

  /// The first action.
  package mutating func start() -> [Action] { begin(.list) }

  /// What is to be done now.
  package mutating func handle(_ event: Event, at now: Instant) -> [Action] {
    switch (phase, event) {
    case (.listing(let progress), .answered(let response)):
      return listAnswered(response, progress, at: now)
    case (.listing, .failed(let error)): return failed(error, then: .list, at: now)
    case (.opening, .failed(let error)): return failed(error, then: .open, at: now)
    case (.opening, .answered(let response)): return refused(response, then: .open, at: now)
    case (.opening, .opened):
      phase = .streaming(StreamState(openedAt: now, lineLimit: policy.longestLine))
      return []
    case (.streaming(let stream), .bytes(let bytes)): return received(bytes, stream, at: now)
    case (.streaming(let stream), .ended): return streamEnded(stream, at: now)
    case (.streaming(let stream), .failed(let error)):
      noteHealth(of: stream, at: now)
      return failed(error, then: .open, at: now)
    case (.streaming, .silent): return fellSilent(at: now)
    case (.waiting(let next), .waited): return begin(next)
    default: return []
    }
  }

  /// Lists or watches.
  mutating func begin(_ next: Next) -> [Action] {
    switch next {
    case .list:
      phase = .listing(ListProgress())
      return [.list(listRequest())]
    case .open:
      phase = .opening
      return [.open(watchRequest())]
    }
  }

  // MARK: Requests

  func listRequest(continue token: String = "", isWhole: Bool = false) -> APIRequest {
    var query: [QueryItem] = []
    if !isWhole { query.append(QueryItem("limit", String(policy.pageSize))) }
    if !token.isEmpty { query.append(QueryItem("continue", token)) }
    return APIRequest(.get, APIRequest.path(of: kind, namespace: namespace), query: query)
  }

  private mutating func watchRequest() -> APIRequest {
    let shortest = policy.shortestWatch.wholeSeconds
    let seconds = shortest + backoff.chance(upTo: shortest)
    return APIRequest(
      .get, APIRequest.path(of: kind, namespace: namespace),
      query: [
        QueryItem("watch", "true"), QueryItem("resourceVersion", ledger.last),
        QueryItem("allowWatchBookmarks", "true"), QueryItem("timeoutSeconds", String(seconds)),
      ])
  }

  /// What is watched, in words.
  var name: String {
    "the watch of \(kind.qualifiedPlural)" + (namespace.isEmpty ? "" : " in \(namespace)")
  }
}
