import GodwitModel

@testable import KubernetesClient

/// What API servers send, by hand.
enum Wire {
  static func bytes(_ value: JSONValue) -> [UInt8] { Array(value.text.utf8) }

  static func line(_ type: String, _ object: JSONValue) -> [UInt8] {
    bytes(["type": .string(type), "object": object]) + [UInt8(ascii: "\n")]
  }

  /// A config map, whose fields nobody looks at.
  static func object(_ name: String, _ version: String) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "ConfigMap",
      "metadata": [
        "name": .string(name), "namespace": "demo", "resourceVersion": .string(version),
      ],
    ]
  }

  static func change(_ type: String, _ name: String, _ version: String) -> [UInt8] {
    line(type, object(name, version))
  }

  static func bookmark(_ version: String) -> [UInt8] {
    line(
      "BOOKMARK",
      ["kind": "ConfigMap", "apiVersion": "v1", "metadata": ["resourceVersion": .string(version)]])
  }

  static func error(_ code: Int, _ message: String, reason: String = "") -> [UInt8] {
    line("ERROR", statusBody(code, message, reason: reason))
  }

  static func list(
    _ version: String, _ objects: [JSONValue], continue token: String = ""
  ) -> TransportResponse {
    let body: JSONValue = [
      "kind": "ConfigMapList", "apiVersion": "v1",
      "metadata": ["resourceVersion": .string(version), "continue": .string(token)],
      "items": .array(objects),
    ]
    return TransportResponse(
      status: 200, headers: [TransportHeader("Content-Type", "application/json")],
      body: bytes(body))
  }

  static func statusBody(
    _ code: Int, _ message: String, reason: String = "", details: JSONValue? = nil
  ) -> JSONValue {
    var status: JSONObject = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
      "message": .string(message), "code": .int(code),
    ]
    if !reason.isEmpty { status["reason"] = .string(reason) }
    status["details"] = details
    return .object(status)
  }

  static func status(
    _ code: Int, _ message: String, reason: String = "", details: JSONValue? = nil,
    retryAfter: Int? = nil
  ) -> TransportResponse {
    var headers = [TransportHeader("Content-Type", "application/json")]
    if let retryAfter { headers.append(TransportHeader("Retry-After", String(retryAfter))) }
    return TransportResponse(
      status: code, headers: headers,
      body: bytes(statusBody(code, message, reason: reason, details: details)))
  }

  /// As a proxy says it, or priority and fairness.
  static func text(
    _ code: Int, _ text: String = "Too many requests, please try again later.\n",
    retryAfter: String? = nil
  ) -> TransportResponse {
    var headers = [TransportHeader("Content-Type", "text/plain; charset=utf-8")]
    if let retryAfter { headers.append(TransportHeader("Retry-After", retryAfter)) }
    return TransportResponse(status: code, headers: headers, body: Array(text.utf8))
  }
}
