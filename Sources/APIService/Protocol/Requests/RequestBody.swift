import GodwitModel
import KubernetesYAML
import Simulator

/// The body of a request as a value, read as its content type says.
struct RequestBody: Sendable {
  var value: JSONValue?
  /// Paths of keys that an object has twice.
  var duplicates: [String] = []
  var patchType: PatchType?

  /// What kube-apiserver takes at most, in bytes.
  ///
  /// k8s.io/apiserver/pkg/server/config.go, MaxRequestBodyBytes.
  static let limit = 3 * 1024 * 1024

  static func read(
    _ exchange: ResourceExchange, _ method: RequestMethod
  ) throws(APIFailure) -> RequestBody {
    let wire = exchange.request.wire
    switch method {
    case .get: return RequestBody()
    case .delete: return try options(wire)
    case .patch: return try patch(wire, exchange.kind)
    case .post, .put: return try object(wire, kind: exchange.kind.kind)
    }
  }

  private static let protobuf = "application/vnd.kubernetes.protobuf"

  /// Refuses what is larger than the limit.
  static func checkSize(_ wire: WireRequest) throws(APIFailure) {
    guard wire.body.count > limit else { return }
    throw APIFailure(
      code: 413, reason: "RequestEntityTooLarge",
      message: "Request entity too large: limit is \(limit)")
  }

  /// Media type without parameters; JSON when none is given.
  private static func contentType(_ wire: WireRequest) -> String {
    let type = (wire.header("Content-Type") ?? "").split(separator: ";").first ?? ""
    let trimmed = type.trimmingBlanks.lowercased()
    return trimmed.isEmpty ? "application/json" : trimmed
  }

  // MARK: Objects

  /// An object of the kind that messages call `kind`.
  static func object(_ wire: WireRequest, kind: String) throws(APIFailure) -> RequestBody {
    let type = contentType(wire)
    if type == protobuf {
      try checkSize(wire)
      if let value = ProtobufDocument.value(wire.body) { return RequestBody(value: value) }
    }
    guard type == "application/json" || type == "application/yaml" else {
      throw .unsupportedMediaType(AcceptedForm.mediaTypes)
    }
    try checkSize(wire)
    let value: JSONValue
    var duplicates: [String] = []
    if type == "application/yaml" {
      do {
        let document = try YAMLDocument(parsing: wire.body)
        value = document.value
        duplicates = document.duplicates
      } catch {
        throw unrecognized(kind, error.message, wire.body)
      }
    } else {
      let scanner = GoJSONScanner(wire.body)
      if let error = scanner.error {
        throw unrecognized(kind, "couldn't get version/kind; json parse error: " + error, wire.body)
      }
      value = (try? JSONValue(parsing: wire.body)) ?? .null
      duplicates = scanner.duplicates
    }
    guard value.object != nil else {
      let type =
        #"struct { APIVersion string "json:\"apiVersion,omitempty\""; "#
        + #"Kind string "json:\"kind,omitempty\"" }"#
      throw unrecognized(
        kind,
        "couldn't get version/kind; json parse error: json: cannot unmarshal \(goType(value)) "
          + "into Go value of type " + type, wire.body)
    }
    return RequestBody(value: value, duplicates: duplicates)
  }

  /// The JSON type as Go's decoder calls it.
  private static func goType(_ value: JSONValue) -> String {
    switch value {
    case .bool: "bool"
    case .number: "number"
    default: value.typeName
    }
  }

  private static func unrecognized(
    _ kind: String, _ reason: String, _ body: [UInt8]
  ) -> APIFailure {
    .badRequest(
      "the object provided is unrecognized (must be of type \(kind)): \(reason) "
        + "(\(summary(body)))")
  }

  /// k8s.io/apiserver/pkg/endpoints/handlers/rest.go, summarizeData.
  private static func summary(_ body: [UInt8]) -> String {
    if body.isEmpty { return "<empty>" }
    let end = body.count > 30 ? " ..." : ""
    if body[0] == UInt8(ascii: "{") {
      return String(decoding: body.prefix(30), as: UTF8.self) + end
    }
    return body.prefix(30).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + end
  }

  // MARK: Options of a deletion

  private static func options(_ wire: WireRequest) throws(APIFailure) -> RequestBody {
    try checkSize(wire)
    if wire.body.isEmpty { return RequestBody() }
    let type = contentType(wire)
    if type == protobuf, let value = ProtobufDocument.value(wire.body) {
      return RequestBody(value: value)
    }
    guard type == "application/json" || type == "application/yaml" else {
      throw .unsupportedMediaType(AcceptedForm.mediaTypes)
    }
    if type == "application/yaml" {
      return RequestBody(value: (try? YAMLDocument(parsing: wire.body))?.value)
    }
    if let error = GoJSONScanner(wire.body).error {
      throw APIFailure(
        code: 500, message: "couldn't get version/kind; json parse error: " + error)
    }
    return RequestBody(value: try? JSONValue(parsing: wire.body))
  }

  // MARK: Patches

  private static func patch(
    _ wire: WireRequest, _ kind: ResourceKind
  ) throws(APIFailure) -> RequestBody {
    let type = PatchType(rawValue: contentType(wire))
    guard let type, !(kind.isCustom && type == .strategicMerge) else {
      throw .unsupportedMediaType(
        "application/json-patch+json, application/merge-patch+json, "
          + (kind.isCustom ? "" : "application/strategic-merge-patch+json, ")
          + "application/apply-patch+yaml")
    }
    try checkSize(wire)
    if type == .apply {
      do {
        let document = try YAMLDocument(parsing: wire.body)
        return RequestBody(
          value: document.value, duplicates: document.duplicates, patchType: type)
      } catch {
        throw .badRequest("error decoding YAML: " + error.message)
      }
    }
    let scanner = GoJSONScanner(wire.body)
    if let error = scanner.error { throw .badRequest("error decoding patch: " + error) }
    let value = try? JSONValue(parsing: wire.body)
    return RequestBody(value: value, duplicates: scanner.duplicates, patchType: type)
  }
}
