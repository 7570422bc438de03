import BackendInterface
import GodwitModel

/// Traces for programs: one JSON object an entry.
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
    case .gap(let gap):
      line.append("at", .number((gap.at - start).secondsText))
      var members = JSONObject()
      members.append("reason", .string(gap.reason))
      members.append("kinds", .array(gap.kinds.map { .string($0.kind) }))
      members.append("objects", .array(gap.changes.map { $0.object.json }))
      line.append("gap", .object(members))
    }
    return JSONValue.object(line).text
  }

  /// The path of a request with its query.
  package static func target(of request: APIRequest) -> String {
    if request.query.isEmpty { return request.path }
    return request.path + "?"
      + request.query.map { $0.name + "=" + $0.value }.joined(separator: "&")
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
