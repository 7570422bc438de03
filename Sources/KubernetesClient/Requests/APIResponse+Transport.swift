import GodwitModel

extension APIResponse {
  /// The answer as the API means it.
  ///
  /// A body that is no JSON is none for a success without text (202 of a subresource), the text
  /// itself for any other success, and for a refusal the `Status` that client-go makes of it.
  init(_ response: TransportResponse, to request: TransportRequest) {
    let warnings = response.headers
      .filter { $0.name.lowercased() == "warning" }
      .flatMap { WarningHeader.texts($0.value) }
    var body = try? JSONValue(parsing: response.body)
    if body == nil {
      let text = Self.text(of: response)
      if !(200..<300).contains(response.status) {
        body = Self.status(response.status, text: text, method: request.method)
      } else if !response.body.isEmpty {
        body = .string(String(decoding: response.body, as: UTF8.self))
      }
    }
    self.init(code: response.status, body: body, warnings: warnings)
  }

  /// How much of a text is kept; client-go rest/request.go:1308.
  private static let longestText = 2048

  /// What is said in words; `unknown` where it is not text (client-go rest/request.go:1345-1376).
  private static func text(of response: TransportResponse) -> String {
    let type = response.header("Content-Type") ?? "text/plain"
    guard type.lowercased().hasPrefix("text/") else { return "unknown" }
    let text = String(decoding: response.body.prefix(longestText), as: UTF8.self)
    return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// k8s.io/apimachinery/pkg/api/errors/errors.go:437-530, NewGenericServerResponse.
  private static func status(_ code: Int, text: String, method: String) -> JSONValue {
    let (reason, message) = words(code, text: text, method: method)
    var status: JSONObject = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
      "message": .string(message),
    ]
    if !reason.isEmpty { status.append("reason", .string(reason)) }
    status.append(
      "details",
      ["causes": [["reason": "UnexpectedServerResponse", "message": .string(text)]]])
    status.append("code", .int(code))
    return .object(status)
  }

  private static func words(
    _ code: Int, text: String, method: String
  ) -> (reason: String, message: String) {
    switch code {
    case 400: ("BadRequest", "the server rejected our request for an unknown reason")
    case 401: ("Unauthorized", "the server has asked for the client to provide credentials")
    case 403: ("Forbidden", text)
    case 404: ("NotFound", "the server could not find the requested resource")
    case 405:
      ("MethodNotAllowed", "the server does not allow this method on the requested resource")
    case 406:
      (
        "NotAcceptable",
        text.isEmpty || text == "unknown"
          ? "the server was unable to respond with a content type that the client supports" : text
      )
    case 409:
      (method == "POST" ? "AlreadyExists" : "Conflict", "the server reported a conflict")
    case 415: ("UnsupportedMediaType", text)
    case 422: ("Invalid", "the server rejected our request due to an error in our request")
    case 429:
      (
        "TooManyRequests",
        "the server has received too many requests and has asked us to try again later"
      )
    case 503:
      ("ServiceUnavailable", "the server is currently unable to handle the request")
    case 504:
      (
        "Timeout",
        "the server was unable to return a response in the time allotted, but may still be "
          + "processing the request"
      )
    case 500...:
      (
        "InternalError",
        "an error on the server (\(JSONValue.string(text).text)) has prevented the request from "
          + "succeeding"
      )
    default:
      ("", "the server responded with the status code \(code) but did not return more information")
    }
  }
}
