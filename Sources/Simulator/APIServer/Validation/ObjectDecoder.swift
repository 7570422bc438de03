import GodwitModel

/// Makes an object of the body of a request.
struct ObjectDecoder {
  let kind: ResourceKind
  /// `Strict`, `Warn` or `Ignore`; the server's default is to warn.
  let fieldValidation: String
  /// Decides which fields there are.
  private let profile: KubeVirtProfile
  private let duplicateFields: [String]
  /// The object that a patch made, of which then the patch is to blame; nil otherwise.
  var patched: JSONValue?

  init(_ kind: ResourceKind, _ request: APIRequest, _ profile: KubeVirtProfile) {
    self.kind = kind
    self.profile = profile
    duplicateFields = request.duplicateFields
    fieldValidation = request.query("fieldValidation") ?? "Warn"
  }

  /// Whether the kind is a custom resource, of which the server knows no Go type.
  private var isCustom: Bool { kind.group == "kubevirt.io" || kind.group.hasSuffix(".kubevirt.io") }

  /// An object as it was sent, without unknown fields, and what was of a wrong type.
  struct Decoded {
    var json: JSONValue
    var typeProblems: [SchemaCheck.TypeProblem] = []
  }

  /// Checks version, kind and fields of `body`.
  ///
  /// k8s.io/apiserver/pkg/endpoints/handlers/create.go; the texts are recorded.
  func check(
    _ body: JSONValue?, warnings: inout [String]
  ) throws(APIFailure) -> Decoded {
    try checkVersion(body, warnings: &warnings)
    let object = try self.object(body)
    var fields = SchemaCheck(profile: profile)
    let pruned = fields.check(.object(object), kind: kind.kind)
    try report(fields.unknownFields, warnings: &warnings)
    if isCustom {
      let metadata = fields.typeProblems.filter { $0.owner == "meta.ObjectMeta" }
      if let problem = metadata.first { throw unreadable(problem) }
    } else if let problem = fields.typeProblems.first {
      throw unreadable(problem)
    }
    return Decoded(json: pruned, typeProblems: fields.typeProblems)
  }

  /// The typed object of checked JSON.
  func decode(_ decoded: Decoded) throws(APIFailure) -> APIObject {
    if let problem = decoded.typeProblems.first {
      throw .invalid(
        kind, name: decoded.json["metadata"]?["name"]?.string ?? "",
        [.typeInvalid(problem.path, found: problem.found, problem.text)])
    }
    guard let object = APIObject(kind, json: decoded.json) else {
      throw cannotBeHandled("a value has the wrong form")
    }
    return object
  }

  /// Of another version of a custom resource no fields are known but those of every object.
  private func checkVersion(
    _ body: JSONValue?, warnings: inout [String]
  ) throws(APIFailure) {
    guard case .object(let object)? = body, let version = object["apiVersion"]?.string,
      version != kind.apiVersion
    else { return }
    if isCustom, fieldValidation == "Warn" {
      let known = ["apiVersion", "kind", "metadata"]
      warnings += object.keys.filter { !known.contains($0) }.map { "unknown field \"\($0)\"" }
    }
    throw .badRequest(
      "the API version in the data (\(version)) does not match the expected API version "
        + "(\(kind.apiVersion))")
  }

  private func object(_ body: JSONValue?) throws(APIFailure) -> JSONObject {
    guard let body, body != .string(""), !body.isNull else {
      throw unrecognized("unexpected end of JSON input (<empty>)")
    }
    guard case .object(var object) = body else {
      throw unrecognized(
        "json: cannot unmarshal \(body.typeName) into Go value of type struct { APIVersion string "
          + "\"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }")
    }
    if isCustom {
      for field in ["Kind", "apiVersion"] where (object[field.lowercasedFirst]?.string ?? "") == ""
      {
        throw cannotBeHandled("Object '\(field)' is missing in '\(body.text)'")
      }
    } else if let other = object["kind"]?.string, other != kind.kind {
      throw .badRequest(
        "\(other) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): converting "
          + "(v1.\(other)) to (core.\(kind.kind)): unknown conversion")
    }
    object["apiVersion"] = .string(kind.apiVersion)
    object["kind"] = .string(kind.kind)
    return object
  }

  private func report(
    _ unknown: [String], warnings: inout [String]
  ) throws(APIFailure) {
    if fieldValidation == "Ignore" { return }
    let texts =
      duplicateFields.map { "duplicate field \"\($0)\"" }
      + unknown.map { "unknown field \"\($0)\"" }
    if texts.isEmpty { return }
    if fieldValidation == "Strict" {
      throw cannotBeHandled("strict decoding error: " + texts.joined(separator: ", "))
    }
    warnings += texts
  }

  private func unreadable(_ problem: SchemaCheck.TypeProblem) -> APIFailure {
    let owner = problem.owner.split(separator: ".").last.map(String.init) ?? kind.kind
    let parts = problem.path.split(separator: ".")
    let field = owner == "ObjectMeta" ? parts.dropFirst() : parts[...]
    let found = problem.found == "boolean" ? "bool" : problem.found
    let type =
      switch problem.expected {
      case "boolean": "bool"
      case "integer": "int"
      case "object": owner == "ObjectMeta" ? "map[string]string" : "struct"
      case "array": "slice"
      default: "string"
      }
    return cannotBeHandled(
      "json: cannot unmarshal \(found == "integer" ? "number" : found) into Go struct field "
        + "\(owner).\(field.joined(separator: ".")) of type \(type)")
  }

  private func cannotBeHandled(_ reason: String) -> APIFailure {
    if let patched {
      return .invalid(
        group: "", kind: "", name: "",
        [.invalid("patch", value: patched.text.goQuoted, reason)])
    }
    return .badRequest(
      "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(reason)")
  }

  private func unrecognized(_ reason: String) -> APIFailure {
    .badRequest(
      "the object provided is unrecognized (must be of type \(kind.kind)): couldn't get "
        + "version/kind; json parse error: \(reason)")
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
