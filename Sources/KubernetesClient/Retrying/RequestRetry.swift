import GodwitModel

/// Decides what is done after each attempt of one request.
///
/// As client-go (rest/with_retry.go:148-194, :309-318; rest/request.go:1066-1078), with two
/// differences. A 5xx without Retry-After is tried again for reads, where client-go returns it:
/// what is asked here is judged, and a passing failure is no verdict. A 5xx with Retry-After is
/// tried again for writes only where nothing was done (503), where client-go repeats all of them.
struct RequestRetry: Sendable {
  /// What is done.
  enum Decision: Hashable, Sendable {
    case answer(APIResponse)
    case again(after: Span)
    case fail(ClientError)
  }

  private let request: APIRequest
  private let sent: TransportRequest
  private let policy: RetryPolicy
  private let began: Instant
  private var backoff: Backoff
  private var attempts = 0

  init(
    _ request: APIRequest, as sent: TransportRequest, policy: RetryPolicy, at now: Instant,
    randomness: any RandomNumberGenerator & Sendable
  ) {
    self.request = request
    self.sent = sent
    self.policy = policy
    began = now
    backoff = Backoff(
      first: policy.firstWait, longest: policy.longestWait, randomness: randomness)
  }

  /// What is done after an answer.
  mutating func decide(_ response: TransportResponse, at now: Instant) -> Decision {
    let answer = APIResponse(response, to: sent)
    let status = Self.status(of: response, answer)
    let wait = response.retryAfter
    let kind = RefusalKind(
      response.status, hasWait: wait != nil, status: status, of: request)
    let said = Self.words(of: answer)
    switch kind {
    case .answer: return .answer(answer)
    case .turnedAway: return again(wait, at: now, because: said)
    case .failure:
      guard isRepeatable else { return .fail(unknownOutcome(said)) }
      return again(wait, at: now, because: said)
    }
  }

  /// What is done when there is no answer.
  mutating func decide(_ error: TransportError, at now: Instant) -> Decision {
    switch error {
    case .cancelled: return .fail(.cancelled)
    case .security(let text), .credentials(let text): return .fail(.unavailable(text))
    // Nothing was sent.
    case .unreachable(let text): return again(nil, at: now, because: text)
    case .timedOut(let text), .interrupted(let text):
      guard isRepeatable else { return .fail(unknownOutcome(text)) }
      return again(nil, at: now, because: text)
    }
  }

  private mutating func again(
    _ asked: Span?, at now: Instant, because reason: String
  ) -> Decision {
    attempts += 1
    let wait = backoff.wait(atLeast: asked)
    if attempts < policy.mostAttempts, now + wait <= began + policy.longestTime {
      return .again(after: wait)
    }
    let times = attempts == 1 ? "" : ", \(attempts) times in \(now - began)"
    return .fail(.unavailable("\(name) got no answer\(times): \(reason)"))
  }

  private func unknownOutcome(_ reason: String) -> ClientError {
    .unavailable(
      "whether \(name) was done is not known, and it may not be sent twice: \(reason)")
  }

  private var name: String { "\(request.method.rawValue) \(request.path)" }

  // MARK: What may be repeated

  /// Whether a second request does no harm where the first was done: reads, dry runs, questions
  /// about access that are asked with POST but store nothing, and tokens, of which a second only
  /// stands beside the first.
  private var isRepeatable: Bool {
    if request.method == .get { return true }
    if request.query("dryRun") == "All" { return true }
    guard request.method == .post, let last = request.path.split(separator: "/").last else {
      return false
    }
    return Self.questions.contains(String(last))
  }

  private static let questions = [
    "selfsubjectaccessreviews", "selfsubjectrulesreviews", "subjectaccessreviews",
    "localsubjectaccessreviews", "selfsubjectreviews", "tokenreviews", "token",
  ]

  // MARK: Words

  /// The `Status` that the server sent, not one that was made of its text.
  private static func status(of response: TransportResponse, _ answer: APIResponse) -> JSONValue? {
    guard let body = answer.body, body["kind"]?.string == "Status",
      (try? JSONValue(parsing: response.body)) != nil
    else { return nil }
    return body
  }

  private static func words(of answer: APIResponse) -> String {
    let message = answer.body?["message"]?.string ?? ""
    return message.isEmpty ? "the server answered \(answer.code)" : "\(answer.code), \(message)"
  }
}
