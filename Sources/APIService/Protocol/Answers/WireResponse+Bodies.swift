import GodwitModel
import KubernetesYAML
import Simulator

extension WireResponse {
  private static let noCache = WireHeader("Cache-Control", "no-cache, private")

  /// An answer with a JSON or YAML body.
  static func document(
    _ value: JSONValue, status: Int = 200, form: AcceptedForm = .json, warnings: [String] = []
  ) -> WireResponse {
    var headers = [noCache]
    let bytes: [UInt8]
    switch form.encoding {
    case .json:
      headers.append(WireHeader("Content-Type", "application/json"))
      if form.isPretty {
        bytes = Array(value.prettyText.utf8)
      } else {
        var written: [UInt8] = []
        value.write(to: &written)
        written.append(UInt8(ascii: "\n"))
        bytes = written
      }
    case .yaml:
      headers.append(WireHeader("Content-Type", "application/yaml"))
      bytes = YAMLWriter.bytes(value)
    }
    for warning in warnings {
      headers.append(WireHeader("Warning", "299 - " + warning.goQuoted))
    }
    return WireResponse(status: status, headers: headers, body: bytes)
  }

  static func text(_ text: String, status: Int = 200) -> WireResponse {
    WireResponse(
      status: status,
      headers: [noCache, WireHeader("Content-Type", "text/plain; charset=utf-8")],
      body: Array(text.utf8))
  }

  /// An answer without a body, as virt-api gives.
  static func empty(status: Int, warnings: [String] = []) -> WireResponse {
    var response = WireResponse(status: status, headers: [noCache])
    for warning in warnings {
      response.headers.append(WireHeader("Warning", "299 - " + warning.goQuoted))
    }
    return response
  }

  /// A path that leads nowhere.
  static let pageNotFound = text("404 page not found\n", status: 404)

  /// A refusal; a client that may try again is told when.
  static func failure(_ failure: APIFailure, form: AcceptedForm = .json) -> WireResponse {
    var response = document(
      failure.status, status: failure.code, form: form, warnings: failure.warnings)
    if let seconds = failure.details?["retryAfterSeconds"]?.int {
      response.headers.append(WireHeader("Retry-After", String(seconds)))
    }
    return response
  }
}

extension AcceptedForm {
  /// Plain JSON.
  static let json = AcceptedForm()

  private init() {}
}
