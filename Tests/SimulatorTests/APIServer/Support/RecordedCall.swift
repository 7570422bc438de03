import Foundation
import GodwitModel

/// A request that was sent to a real cluster, and its answer.
struct RecordedCall: CustomStringConvertible {
  let line: Int
  let request: APIRequest
  let code: Int
  let response: JSONValue
  let warning: String?
  let name: String

  var description: String {
    "\(line) \(name) \(request.method.rawValue) \(request.path) as \(request.user.name)"
  }

  /// The calls of `Fixtures/NAME.jsonl`.
  static func read(_ name: String) throws -> [RecordedCall] {
    try lines(name).enumerated().map { try RecordedCall($0 + 1, $1) }
  }

  /// One call; in its text each key of `values` is replaced by the value.
  init(_ line: Int, _ text: String, _ values: [(String, String)] = []) throws {
    var text = text
    for (key, value) in values { text = text.replacingOccurrences(of: key, with: value) }
    self.init(line, try JSONValue(parsing: text))
  }

  static func lines(_ name: String) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/" + name)
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private init(_ line: Int, _ json: JSONValue) {
    self.line = line
    let groups = (json["groups"]?.array ?? []).compactMap(\.string)
    let user = json["as"]?.string.map { UserInfo(name: $0, groups: groups) } ?? .clusterAdmin
    let query = (json["query"]?.array ?? []).map { item in
      QueryItem(item[0]?.string ?? "", item[1]?.string ?? "")
    }
    let body = json["body"] ?? .null
    request = APIRequest(
      as: user, RequestMethod(rawValue: json["method"]?.string ?? "") ?? .get,
      json["path"]?.string ?? "", query: query,
      patchType: json["patchType"]?.string.flatMap { PatchType(rawValue: $0) },
      body: body.isNull ? nil : body)
    code = json["code"]?.int ?? 0
    response = json["response"] ?? .null
    warning = json["warning"]?.string
    name = json["name"]?.string ?? ""
  }
}
