import GodwitModel

/// What an answer of 429 or 5xx is.
enum RefusalKind: Hashable, Sendable {
  /// The API's answer to what was asked: it is handed on.
  case answer
  /// Turned away before anything was done.
  case turnedAway
  /// Something on the way failed; what was asked may have been done.
  case failure

  /// - Parameters:
  ///   - hasWait: Whether it says with Retry-After when to come back.
  ///   - status: The body, where it is a `Status`.
  init(
    _ code: Int, hasWait: Bool, status: JSONValue?, of request: APIRequest
  ) {
    switch code {
    case 429: self = Self.isAnswer(status, hasWait: hasWait, to: request) ? .answer : .turnedAway
    case 503 where hasWait: self = .turnedAway
    case 500 where status.map(Self.isOfTheAPI) ?? false: self = .answer
    case 500...: self = .failure
    default: self = .answer
    }
  }

  /// Whether a 429 is the answer, rather than one of priority and fairness.
  ///
  /// Throttling is plain text with Retry-After (k8s.io/apiserver
  /// pkg/server/filters/priority-and-fairness.go:379), or a `Status` with Retry-After while a cache
  /// is filled (pkg/storage/cacher/cacher.go:533, :771). A PodDisruptionBudget in the way is told
  /// by a cause, also with Retry-After while the budget is being processed
  /// (k8s.io/kubernetes pkg/registry/core/pod/storage/eviction.go), and KubeVirt's webhook answers
  /// with its text alone (recorded: protocol.jsonl, "evict dry run").
  private static func isAnswer(
    _ status: JSONValue?, hasWait: Bool, to request: APIRequest
  ) -> Bool {
    guard let status else { return false }
    let causes = status["details"]?["causes"]?.array ?? []
    if causes.contains(where: { $0["reason"]?.string == "DisruptionBudget" }) { return true }
    let message = status["message"]?.string ?? ""
    if message.hasPrefix("admission webhook ") { return true }
    if request.method == .post, request.path.hasSuffix("/eviction") { return true }
    return request.method != .get && !hasWait
  }

  /// What the API server says in a 500 when its store or the network failed it; the change may
  /// then be stored all the same. Any other 500 with a `Status` is what it has to say.
  private static let failuresBehindTheAPI = [
    "etcdserver: ", "rpc error: ", "context deadline exceeded", "context canceled",
    "connection refused", "connection reset", "broken pipe", "timed out", "timeout", "EOF",
  ]

  private static func isOfTheAPI(_ status: JSONValue) -> Bool {
    let message = status["message"]?.string ?? ""
    return !failuresBehindTheAPI.contains { message.contains($0) }
  }
}

extension TransportResponse {
  /// The seconds of Retry-After; nil without one, or when it is not a number
  /// (client-go rest/request.go:1380).
  var retryAfter: Span? {
    guard let text = header("Retry-After"), let seconds = Int64(text), seconds >= 0 else {
      return nil
    }
    return .seconds(seconds)
  }
}
