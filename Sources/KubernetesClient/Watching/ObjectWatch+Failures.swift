import GodwitModel

extension ObjectWatch {
  /// Something came that had not been there before.
  mutating func allIsWell() {
    troubleBegan = nil
    timesBehind = 0
    backoff.reset()
  }

  /// There is no answer.
  mutating func failed(
    _ error: TransportError, then next: Next, at now: Instant
  ) -> [Action] {
    switch error {
    case .cancelled:
      phase = .over
      return [.end]
    case .security(let text), .credentials(let text):
      // Once it has worked it is likely that credentials are just being renewed.
      if !hasListed { return lost(text) }
      return troubled(text, then: next, at: now)
    case .unreachable(let text), .timedOut(let text), .interrupted(let text):
      return troubled(text, then: next, at: now)
    }
  }

  /// The answer is no.
  mutating func refused(
    _ response: TransportResponse, then next: Next, at now: Instant
  ) -> [Action] {
    let status = (try? JSONValue(parsing: response.body)) ?? .null
    let message = status["message"]?.string ?? "without an explanation"
    let text =
      response.status == 401
      ? "\(RefusedAccess.unauthorized(unauthorized)): \(message)"
      : "the server answered \(response.status), \(message)"
    switch response.status {
    case 410: return expired("\(message) (410)", at: now)
    case 401 where hasListed, 408, 429, 500...:
      if let actions = behind(status, at: now) { return actions }
      return troubled(text, asked: response.retryAfter, then: next, at: now)
    // client-go tools/watch/retrywatcher.go:140-165.
    default: return lost(text)
    }
  }

  /// Tries again after a wait, unless that has gone on for too long.
  mutating func troubled(
    _ text: String, asked: Span? = nil, then next: Next, at now: Instant
  ) -> [Action] {
    let began = troubleBegan ?? now
    troubleBegan = began
    let left = began + policy.longestOutage - now
    if left <= .zero { return lost(since: began, text, at: now) }
    phase = .waiting(for: next)
    return [.wait(min(backoff.wait(atLeast: asked), left))]
  }

  /// The server no longer has what came after the last version: what is there is listed, and the
  /// gap told. At once the first time; where it happens again with nothing between, after a wait.
  mutating func expired(_ reason: String, at now: Instant) -> [Action] {
    if gap == nil { gap = reason }
    guard troubleBegan == nil else { return troubled(reason, then: .list, at: now) }
    troubleBegan = now
    return begin(.list)
  }

  /// A server that says that it has not come to the last version yet may lag behind another; one
  /// that goes on saying so was restored from a backup. Nil when `status` does not say that.
  ///
  /// client-go tools/cache/reflector.go:1162-1192.
  mutating func behind(_ status: JSONValue, at now: Instant) -> [Action]? {
    let causes = status["details"]?["causes"]?.array ?? []
    let message = status["message"]?.string ?? ""
    guard
      causes.contains(where: { $0["reason"]?.string == "ResourceVersionTooLarge" })
        || message.contains("Too large resource version")
    else { return nil }
    timesBehind += 1
    if timesBehind < Self.mostTimesBehind {
      return troubled(message, asked: .seconds(1), then: .open, at: now)
    }
    return expired(message, at: now)
  }

  private static let mostTimesBehind = 3

  /// An object that cannot be read: the watch cannot go on without it.
  mutating func undecodable(_ json: JSONValue) -> [Action] {
    let metadata = json["metadata"]
    let place = [metadata?["namespace"]?.string, metadata?["name"]?.string]
      .compactMap { $0 }.joined(separator: "/")
    let version = metadata?["resourceVersion"]?.string ?? "none"
    let field = UndecodableField.path(in: json, of: kind)
    let fault =
      field.isEmpty
      ? "it is a \(json["kind"]?.string ?? "value without kind")"
      : "\(field) is of another type than it should be"
    return lost(
      "\(kind.kind) \(place) at resourceVersion \(version) cannot be read: \(fault)")
  }

  /// Gives up after an outage.
  mutating func lost(since began: Instant, _ text: String, at now: Instant) -> [Action] {
    lost("the server has been away for \(now - began): \(text)")
  }

  /// Gives up.
  mutating func lost(_ text: String) -> [Action] {
    phase = .over
    return [.deliver(.lost("\(name) is lost: \(text)")), .end]
  }
}
