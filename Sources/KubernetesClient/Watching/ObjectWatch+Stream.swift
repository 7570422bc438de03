import GodwitModel

/// What is known of a watch that is open.
struct StreamState: Sendable {
  let openedAt: Instant
  var decoder: LineDecoder
  /// Whether a line came.
  var hasLines = false
  /// The highest bookmark of this watch.
  var highestBookmark: UInt64 = 0
  var lastBookmarkAt: Instant?
  /// How many bookmarks went on from each other, but below what was seen before.
  var setbacks = 0

  init(openedAt: Instant, lineLimit: Int) {
    self.openedAt = openedAt
    decoder = LineDecoder(limit: lineLimit)
  }
}

extension ObjectWatch {
  /// Takes a piece of the body.
  mutating func received(
    _ bytes: [UInt8], _ stream: StreamState, at now: Instant
  ) -> [Action] {
    var stream = stream
    let lines: [[UInt8]]
    do throws(LineDecoder.TooLong) {
      lines = try stream.decoder.lines(after: bytes)
    } catch {
      return troubled("a line has more than \(error.limit) bytes", then: .open, at: now)
    }
    var actions: [Action] = []
    for line in lines {
      stream.hasLines = true
      switch read(line, &stream, at: now) {
      case .goOn(let delivery):
        if let delivery { actions.append(.deliver(delivery)) }
      case .leave(let last): return actions + last
      }
    }
    phase = .streaming(stream)
    return actions
  }

  /// What comes of a line.
  private enum LineResult {
    case goOn(WatchDelivery?)
    /// The watch is left for these actions; lines after it are not looked at.
    case leave([Action])
  }

  private mutating func read(
    _ line: [UInt8], _ stream: inout StreamState, at now: Instant
  ) -> LineResult {
    guard let frame = try? JSONValue(parsing: line), let type = frame["type"]?.string,
      let json = frame["object"]
    else {
      return .leave(troubled("a line of the watch is garbled", then: .open, at: now))
    }
    if type == "ERROR" { return .leave(error(json, at: now)) }
    guard let version = json["metadata"]?["resourceVersion"]?.string, !version.isEmpty else {
      return .leave(troubled("a line of the watch has no object", then: .open, at: now))
    }
    if type == "BOOKMARK" { return bookmark(version, &stream, at: now) }
    guard let type = ChangeType(rawValue: type) else {
      return .leave(troubled("a line of the watch is of no known type", then: .open, at: now))
    }
    guard let object = APIObject(kind, json: json), Self.isKind(json, kind) else {
      return .leave(undecodable(json))
    }
    guard ledger.admit(type, object) else { return .goOn(nil) }
    allIsWell()
    return .goOn(.changed(type, object))
  }

  private static func isKind(_ json: JSONValue, _ kind: ResourceKind) -> Bool {
    json["kind"].map { $0.string == kind.kind } ?? true
  }

  // MARK: Bookmarks

  private mutating func bookmark(
    _ version: String, _ stream: inout StreamState, at now: Instant
  ) -> LineResult {
    if let before = stream.lastBookmarkAt, now - before <= policy.longestSilence {
      hasRegularBookmarks = true
    }
    stream.lastBookmarkAt = now
    if let number = UInt64(version), let last = ledger.lastNumber {
      let isNews = number > stream.highestBookmark
      stream.highestBookmark = max(stream.highestBookmark, number)
      if number < last { return setback(number, below: last, isNews, &stream, at: now) }
      if number > last { allIsWell() }
    } else if version != ledger.last {
      allIsWell()
    }
    ledger.advance(to: version)
    if version == lastBookmark { return .goOn(nil) }
    lastBookmark = version
    return .goOn(.bookmark(resourceVersion: version))
  }

  /// A server that goes on below what was seen was restored from a backup: it sends nothing until
  /// it has passed that version. One bookmark alone may come from a server that lags behind
  /// another, or be a repeated line.
  private mutating func setback(
    _ number: UInt64, below last: UInt64, _ isNews: Bool, _ stream: inout StreamState,
    at now: Instant
  ) -> LineResult {
    if isNews { stream.setbacks += 1 }
    guard stream.setbacks >= 2 else { return .goOn(nil) }
    return .leave(
      expired("the cluster's resourceVersion went back from \(last) to \(number)", at: now))
  }

  // MARK: Errors and ends

  /// client-go tools/watch/retrywatcher.go:237-272.
  private mutating func error(_ status: JSONValue, at now: Instant) -> [Action] {
    let code = status["code"]?.int ?? 0
    let message = status["message"]?.string ?? "an error without a message"
    let reason = status["reason"]?.string ?? ""
    if code == 410 || reason == "Expired" || reason == "Gone"
      || message.contains("too old resource version")
    {
      return expired("\(message) (410)", at: now)
    }
    if let actions = behind(status, at: now) { return actions }
    let asked = status["details"]?["retryAfterSeconds"]?.int.map { Span.seconds(Int64($0)) }
    return troubled("\(code), \(message)", asked: asked, then: .open, at: now)
  }

  /// The server, or the proxy before it, ended the body.
  mutating func streamEnded(_ stream: StreamState, at now: Instant) -> [Action] {
    noteHealth(of: stream, at: now)
    if stream.decoder.isInLine {
      return troubled("the watch ended in the middle of a line", then: .open, at: now)
    }
    if !stream.hasLines, now - stream.openedAt < policy.shortestHealthy {
      return troubled("the watch ended as soon as it was there", then: .open, at: now)
    }
    return begin(.open)
  }

  /// A watch that lived for a while shows that the server is there.
  mutating func noteHealth(of stream: StreamState, at now: Instant) {
    if now - stream.openedAt >= policy.shortestHealthy { allIsWell() }
  }

  /// Where bookmarks are usual their absence is a failure, else it may be that nothing happened.
  mutating func fellSilent(at now: Instant) -> [Action] {
    guard hasRegularBookmarks else {
      allIsWell()
      return begin(.open)
    }
    let began = troubleBegan ?? now + (.zero - policy.longestSilence)
    troubleBegan = began
    if now - began >= policy.longestOutage {
      return lost(since: began, "nothing comes any more", at: now)
    }
    return begin(.open)
  }
}
