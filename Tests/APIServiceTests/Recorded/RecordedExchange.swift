import APIService
import Foundation
import GodwitModel
import Testing

/// One request of the recording, and what a real kube-apiserver 1.36 with KubeVirt answered.
struct RecordedExchange: Sendable, CustomTestStringConvertible {
  let name: String
  let request: WireRequest
  let status: Int
  let headers: [WireHeader]
  let body: JSONValue

  var testDescription: String { name }

  init(_ json: JSONValue) {
    name = json["name"]?.string ?? ""
    let sent = json["request"] ?? .null
    let parts = (sent["path"]?.string ?? "").split(separator: "?", maxSplits: 1).map(String.init)
    var headers = Self.headers(sent["headers"])
    headers.append(WireHeader("User-Agent", "python-requests/2.32.3"))
    request = WireRequest(
      sent["method"]?.string ?? "", parts.first ?? "", query: parts.count > 1 ? parts[1] : "",
      headers: headers, body: Self.bytes(sent["body"]),
      user: sent["anonymous"] == true
        ? UserInfo(name: "system:anonymous", groups: ["system:unauthenticated"])
        : UserInfo(name: "admin", groups: ["system:masters", "system:authenticated"]))
    status = json["response"]?["status"]?.int ?? 0
    self.headers = Self.headers(json["response"]?["headers"])
    body = json["response"]?["body"] ?? .null
  }

  private static func headers(_ json: JSONValue?) -> [WireHeader] {
    (json?.object?.members ?? []).map { WireHeader($0.key, $0.value.string ?? "") }
  }

  /// Bodies that are no JSON were recorded as text.
  private static func bytes(_ body: JSONValue?) -> [UInt8] {
    switch body {
    case nil, .null?: []
    case .string(let text)?: Array(text.utf8)
    case .some(let value): Array(value.text.utf8)
    }
  }

  /// Every exchange in the order of the recording.
  static let all: [RecordedExchange] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/protocol.jsonl")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return data.split(separator: UInt8(ascii: "\n")).compactMap {
      (try? JSONValue(parsing: [UInt8]($0))).map(RecordedExchange.init)
    }
  }()
}
