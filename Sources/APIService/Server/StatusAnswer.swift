import GodwitModel

/// `Status` objects that the server itself sends, in kube-apiserver's form.
enum StatusAnswer {
  static func response(code: Int, reason: String, message: String) -> WireResponse {
    let status: JSONValue = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
      "message": .string(message), "reason": .string(reason), "code": .int(code),
    ]
    return WireResponse(
      status: code,
      headers: [
        WireHeader("Cache-Control", "no-cache, private"),
        WireHeader("Content-Type", "application/json"),
      ], body: Array((status.text + "\n").utf8))
  }

  /// k8s.io/apiserver/pkg/endpoints/filters/authentication.go.
  static let unauthorized = response(code: 401, reason: "Unauthorized", message: "Unauthorized")

  /// k8s.io/apiserver/pkg/server/filters/maxinflight and endpoints/handlers/rest.go (3 MiB).
  static let bodyTooLarge = response(
    code: 413, reason: "RequestEntityTooLarge",
    message: "Request entity too large: limit is 3145728")
}
