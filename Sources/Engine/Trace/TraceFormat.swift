import BackendInterface
import GodwitModel

/// Traces as text: one line an entry, without the line break.
package enum TraceFormat {
  /// The entry as one JSON object; `at` is in seconds since `start`.
  package static func json(_ entry: TraceEntry, since start: Instant) -> String {
    var line = JSONObject()
    switch entry {
    case .request(let at, let surface, let request, let response):
      line.append("at", .number((at - start).secondsText))
      line.append("request", .object(requestMembers(request, surface: surface)))
      line.append("response", .object(responseMembers(response)))
    case .fault(let at, let fault, let refusal):
      line.append("at", .number((at - start).secondsText))
      var members = JSONObject()
      members.append("action", .string(FaultText.action(fault)))
      if let refusal { members.append("refusal", .string(refusal)) }
      line.append("fault", .object(members))
    case .change(let change):
      line.append("at", .number((change.at - start).secondsText))
      line.append("event", .string(change.type.rawValue))
      line.append("object", change.object.json)
    }
    return JSONValue.object(line).text
  }

  /// The entry as a line for people.
  package static func text(_ entry: TraceEntry, since start: Instant) -> String {
    switch entry {
    case .request(let at, let surface, let request, let response):
      let head = "\(time(at, since: start))  \(request.user.name) via \(surface): "
      return head + "\(request.method.rawValue) \(target(of: request)) → \(response.code)"
        + refusal(response)
    case .fault(let at, let fault, let refusal):
      return "\(time(at, since: start))  fault: \(FaultText.action(fault))"
        + (refusal.map { " refused: \($0)" } ?? "")
    case .change(let change):
      let key = change.object.key
      let namespace = key.namespace.isEmpty ? "" : " in " + key.namespace
      return "\(time(change.at, since: start))  \(change.type.rawValue) \(key)\(namespace)"
    }
  }

  /// The path of a request with its query.
  package static func target(of request: APIRequest) -> String {
    if request.query.isEmpty { return request.path }
    return request.path + "?"
      + request.query.map { $0.name + "=" + $0.value }.joined(separator: "&")
  }

  private static func time(_ at: Instant, since start: Instant) -> String {
    let text = (at - start).secondsText
    return String(repeating: " ", count: max(0, 9 - text.count)) + text
  }

  private static func refusal(_ response: APIResponse) -> String {
    guard !response.isSuccess, let message = response.body?["message"]?.string else { return "" }
    return " " + message
  }

  private static func requestMembers(_ request: APIRequest, surface: String) -> JSONObject {
    var members = JSONObject()
    members.append("as", .string(request.user.name))
    members.append("via", .string(surface))
    members.append("method", .string(request.method.rawValue))
    members.append("path", .string(target(of: request)))
    members.append("body", request.body ?? .null)
    return members
  }

  private static func responseMembers(_ response: APIResponse) -> JSONObject {
    var members = JSONObject()
    members.append("code", .int(response.code))
    members.append("body", response.body ?? .null)
    return members
  }
}
