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

  /// The calls of `Fixtures/NAME.jsonl`; in the texts `$KEY` is replaced by what `values` says.
  static func read(_ name: String, _ values: [(String, String)] = []) throws -> [RecordedCall] {
    try lines(name).enumerated().map { index, text in
      var text = text
      for (key, value) in values { text = text.replacingOccurrences(of: key, with: value) }
      return try RecordedCall(index + 1, JSONValue(parsing: text))
    }
  }

  static func lines(_ name: String) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/" + name)
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private init(_ line: Int, _ json: JSONValue) throws {
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
