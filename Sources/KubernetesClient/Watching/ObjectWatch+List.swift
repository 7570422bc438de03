import GodwitModel

/// What has come of a list so far.
struct ListProgress: Sendable {
  var objects: [APIObject] = []
  /// Of the first page; all pages show the same moment.
  var version = ""
  /// Whether it was asked for in one piece.
  var isWhole = false
}

extension ObjectWatch {
  /// Takes a page of a list, or its refusal.
  mutating func listAnswered(
    _ response: TransportResponse, _ progress: ListProgress, at now: Instant
  ) -> [Action] {
    guard response.status == 200 else {
      // The pages that are missing are of a moment that is gone
      // (client-go tools/pager/pager.go:110-120): all in one piece then.
      if response.status == 410, !progress.isWhole { return listWhole() }
      return refused(response, then: .list, at: now)
    }
    guard let list = try? JSONValue(parsing: response.body),
      let version = list["metadata"]?["resourceVersion"]?.string, !version.isEmpty,
      let items = Self.items(of: list)
    else {
      return troubled("the list was answered with something else", then: .list, at: now)
    }
    var progress = progress
    if !progress.version.isEmpty, progress.version != version { return listWhole() }
    progress.version = version
    for item in items {
      guard let object = APIObject(kind, json: item) else { return undecodable(item) }
      progress.objects.append(object)
    }
    if let token = list["metadata"]?["continue"]?.string, !token.isEmpty {
      phase = .listing(progress)
      return [.list(listRequest(continue: token))]
    }
    return listed(progress)
  }

  private mutating func listWhole() -> [Action] {
    phase = .listing(ListProgress(isWhole: true))
    return [.list(listRequest(isWhole: true))]
  }

  /// Go writes an empty list as null or leaves it out.
  private static func items(of list: JSONValue) -> [JSONValue]? {
    switch list["items"] {
    case .some(.array(let items)): items
    case .some(.null), nil: list["kind"]?.string?.hasSuffix("List") == true ? [] : nil
    default: nil
    }
  }

  private mutating func listed(_ progress: ListProgress) -> [Action] {
    ledger.reset(to: progress.objects, version: progress.version)
    lastBookmark = ""
    timesBehind = 0
    let delivery: WatchDelivery
    if hasListed {
      delivery = .relisted(
        progress.objects, resourceVersion: progress.version,
        reason: gap ?? "\(name) had to begin anew")
    } else {
      delivery = .listed(progress.objects, resourceVersion: progress.version)
    }
    hasListed = true
    gap = nil
    return [.deliver(delivery)] + begin(.open)
  }
}
