import FoundationEssentials
import GodwitModel

/// What was asked of a cluster, in order: with the same scenario and seed it makes the same cluster
/// again. One JSON object a line.
package struct Journal: Sendable {
  /// One entry: a request, and when it was answered.
  package struct Entry: Sendable {
    package let at: Instant
    package let request: WireRequest
  }

  private let sink: @Sendable (String) -> Void

  /// - Parameter sink: Gets each line, without its newline, and keeps it.
  package init(_ sink: @escaping @Sendable (String) -> Void) { self.sink = sink }

  /// Notes a request that may change something.
  func record(_ request: WireRequest, at now: Instant) {
    if ["GET", "HEAD", "OPTIONS"].contains(request.method) { return }
    let headers = request.headers.filter { Self.kept.contains($0.name.lowercased()) }
    let line: JSONValue = [
      "at": .number(String(now.nanosecondsSinceEpoch)), "method": .string(request.method),
      "path": .string(request.path), "query": .string(request.query),
      "headers": .array(headers.map { [.string($0.name), .string($0.value)] }),
      "body": .string(Data(request.body).base64EncodedString()),
      "user": .string(request.user.name),
      "groups": .array(request.user.groups.map { .string($0) }),
    ]
    sink(line.text)
  }

  /// Notes the time at which a server ended.
  func record(end now: Instant) {
    sink(JSONValue.object(["at": .number(String(now.nanosecondsSinceEpoch))]).text)
  }

  /// What an answer depends on; credentials are not among them.
  private static let kept = [
    "accept", "content-type", "user-agent", "impersonate-user", "impersonate-group",
    "impersonate-uid",
  ]

  /// Reads a line back; the request is nil where a server ended. Nil for a line that is cut off.
  package static func read(_ line: String) -> (at: Instant, request: WireRequest?)? {
    guard let value = try? JSONValue(parsing: line), let text = value["at"]?.scalarText,
      let nanoseconds = Int64(text)
    else { return nil }
    let at = Instant(nanosecondsSinceEpoch: nanoseconds)
    guard let method = value["method"]?.string else { return (at, nil) }
    guard let path = value["path"]?.string, let user = value["user"]?.string,
      let body = value["body"]?.string.flatMap({ Data(base64Encoded: $0) })
    else { return nil }
    let headers = (value["headers"]?.array ?? []).compactMap { pair -> WireHeader? in
      guard let parts = pair.array, parts.count == 2, let name = parts[0].string,
        let value = parts[1].string
      else { return nil }
      return WireHeader(name, value)
    }
    let groups = (value["groups"]?.array ?? []).compactMap(\.string)
    return (
      at,
      WireRequest(
        method, path, query: value["query"]?.string ?? "", headers: headers, body: Array(body),
        user: UserInfo(name: user, groups: groups))
    )
  }
}
