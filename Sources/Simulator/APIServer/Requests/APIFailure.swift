import GodwitModel

/// Why a request was refused, in the form of a Kubernetes `Status`.
package struct APIFailure: Error, Hashable, Sendable {
  /// The HTTP status code.
  package var code: Int
  /// The machine-readable word, `NotFound`; webhooks may leave it out.
  package var reason: String
  package var message: String
  /// `status.details`; nil when there are none.
  package var details: JSONObject?
  /// Where a list may go on that can no longer be shown as it was; empty otherwise.
  package var continuation = ""
  /// What the server warned of before it refused.
  package var warnings: [String] = []

  package init(code: Int, reason: String = "", message: String, details: JSONObject? = nil) {
    self.code = code
    self.reason = reason
    self.message = message
    self.details = details
  }

  /// The `Status` object.
  package var status: JSONValue {
    var object: JSONObject = [
      "kind": "Status", "apiVersion": "v1",
      "metadata": continuation.isEmpty ? [:] : ["continue": .string(continuation)],
      "status": "Failure",
    ]
    object.append("message", .string(message))
    if !reason.isEmpty { object.append("reason", .string(reason)) }
    if let details { object.append("details", .object(details)) }
    object.append("code", .int(code))
    return .object(object)
  }

  package var response: APIResponse {
    APIResponse(code: code, body: status, warnings: warnings)
  }
}

/// One of the reasons of a refusal (`details.causes`).
package struct FailureCause: Hashable, Sendable {
  package var reason: String
  package var message: String
  package var field: String

  package init(reason: String = "", message: String, field: String = "") {
    self.reason = reason
    self.message = message
    self.field = field
  }

  package var json: JSONValue {
    var object = JSONObject()
    if !reason.isEmpty { object.append("reason", .string(reason)) }
    object.append("message", .string(message))
    if !field.isEmpty { object.append("field", .string(field)) }
    return .object(object)
  }
}
