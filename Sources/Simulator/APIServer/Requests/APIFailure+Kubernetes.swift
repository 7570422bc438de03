import GodwitModel

/// The refusals of kube-apiserver, in its words: k8s.io/apimachinery/pkg/api/errors/errors.go.
extension APIFailure {
  /// `details` that name an object: empty parts are left out.
  static func details(
    name: String = "", group: String = "", kind: String = "", uid: String = "",
    causes: [FailureCause] = []
  ) -> JSONObject {
    var details = JSONObject()
    if !name.isEmpty { details.append("name", .string(name)) }
    if !group.isEmpty { details.append("group", .string(group)) }
    if !kind.isEmpty { details.append("kind", .string(kind)) }
    if !uid.isEmpty { details.append("uid", .string(uid)) }
    if !causes.isEmpty { details.append("causes", .array(causes.map(\.json))) }
    return details
  }

  /// `pods` or `virtualmachines.kubevirt.io`.
  private static func qualified(_ resource: String, _ group: String) -> String {
    group.isEmpty ? resource : resource + "." + group
  }

  /// There is no object of that name.
  package static func notFound(_ kind: ResourceKind, name: String) -> APIFailure {
    notFound(group: kind.group, resource: kind.plural, name: name)
  }

  static func notFound(group: String, resource: String, name: String) -> APIFailure {
    APIFailure(
      code: 404, reason: "NotFound",
      message: "\(qualified(resource, group)) \"\(name)\" not found",
      details: details(name: name, group: group, kind: resource))
  }

  /// The path leads nowhere.
  package static let unknownPath = APIFailure(
    code: 404, reason: "NotFound", message: "the server could not find the requested resource",
    details: JSONObject())

  static func alreadyExists(_ kind: ResourceKind, name: String) -> APIFailure {
    APIFailure(
      code: 409, reason: "AlreadyExists",
      message: "\(kind.qualifiedPlural) \"\(name)\" already exists",
      details: details(name: name, group: kind.group, kind: kind.plural))
  }

  static func conflict(
    group: String, resource: String, name: String, _ text: String
  ) -> APIFailure {
    APIFailure(
      code: 409, reason: "Conflict",
      message:
        "Operation cannot be fulfilled on \(qualified(resource, group)) \"\(name)\": \(text)",
      details: details(name: name, group: group, kind: resource))
  }

  static func conflict(_ kind: ResourceKind, name: String, _ text: String) -> APIFailure {
    conflict(group: kind.group, resource: kind.plural, name: name, text)
  }

  /// A write on the base of an old version.
  package static func modified(_ kind: ResourceKind, name: String) -> APIFailure {
    conflict(
      kind, name: name,
      "the object has been modified; please apply your changes to the latest version and try again")
  }

  /// The request cannot be understood.
  package static func badRequest(_ message: String) -> APIFailure {
    APIFailure(code: 400, reason: "BadRequest", message: message)
  }

  /// The resource does not have that verb.
  package static func methodNotAllowed(
    group: String, resource: String, verb: String
  ) -> APIFailure {
    APIFailure(
      code: 405, reason: "MethodNotAllowed",
      message: "\(verb) is not supported on resources of kind \"\(qualified(resource, group))\"",
      details: details(group: group, kind: resource))
  }

  /// The body is of none of the types of `accepted`, a list for people.
  package static func unsupportedMediaType(_ accepted: String) -> APIFailure {
    APIFailure(
      code: 415, reason: "UnsupportedMediaType",
      message: "the body of the request was in an unknown format - accepted media types include: "
        + accepted)
  }

  /// What a handler answers when an error reaches it that has no form of its own.
  package static func internalError(_ message: String) -> APIFailure {
    APIFailure(
      code: 500, reason: "InternalError", message: "Internal error occurred: " + message,
      details: details(causes: [FailureCause(message: message)]))
  }

  /// A JSON patch that does not apply: a failed `test`, a missing path, an unknown operation.
  static let patchDoesNotApply = APIFailure(
    code: 422, reason: "Invalid",
    message: "the server rejected our request due to an error in our request",
    details: JSONObject())

  /// An object, or the options of a request, against the rules.
  package static func invalid(
    group: String, kind: String, name: String, _ problems: [FieldProblem]
  ) -> APIFailure {
    let texts = problems.map(\.text)
    let list = texts.count == 1 ? texts[0] : "[" + texts.joined(separator: ", ") + "]"
    return APIFailure(
      code: 422, reason: "Invalid",
      message: "\(qualified(kind, group)) \"\(name)\" is invalid: \(list)",
      details: details(
        name: name, group: group, kind: kind,
        causes: problems.map {
          FailureCause(reason: $0.type.rawValue, message: $0.detailText, field: $0.field)
        }))
  }

  static func invalid(
    _ kind: ResourceKind, name: String, _ problems: [FieldProblem]
  ) -> APIFailure {
    invalid(group: kind.group, kind: kind.kind, name: name, problems)
  }

  /// The request asks for something that the simulator knows of but does not simulate.
  static func notModelled(_ what: String) -> APIFailure {
    APIFailure(
      code: 422, reason: "Invalid", message: "godwit: \(what) is not modelled",
      details: JSONObject())
  }
}

/// One field that is against the rules: k8s.io/apimachinery/pkg/util/validation/field/errors.go.
package struct FieldProblem: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case required = "FieldValueRequired"
    case invalid = "FieldValueInvalid"
    case typeInvalid = "FieldValueTypeInvalid"
    case notSupported = "FieldValueNotSupported"
    case forbidden = "FieldValueForbidden"
    case tooLong = "FieldValueTooLong"
    case notFound = "FieldValueNotFound"
    case duplicate = "FieldValueDuplicate"
  }

  package let type: Kind
  package let field: String
  /// Everything after the field's name.
  package let detailText: String

  package var text: String { field + ": " + detailText }

  static func required(_ field: String, _ detail: String) -> FieldProblem {
    FieldProblem(
      type: .required, field: field,
      detailText: "Required value" + (detail.isEmpty ? "" : ": " + detail))
  }

  /// `value` as Go prints it: strings quoted, the rest bare.
  package static func invalid(_ field: String, value: String, _ detail: String) -> FieldProblem {
    FieldProblem(
      type: .invalid, field: field, detailText: "Invalid value: \(value): \(detail)")
  }

  /// A value of a custom resource that has another type than its schema says (the recording
  /// `policy-refused`); `found` is the JSON type.
  static func typeInvalid(_ field: String, found: String, _ detail: String) -> FieldProblem {
    FieldProblem(
      type: .typeInvalid, field: field,
      detailText: "Invalid value: \(found.goQuoted): \(detail)")
  }

  /// A value that may not be there.
  package static func forbidden(_ field: String, _ detail: String) -> FieldProblem {
    FieldProblem(type: .forbidden, field: field, detailText: "Forbidden: " + detail)
  }

  /// A value that is none of `supported`; `value` as Go prints it.
  package static func notSupported(
    _ field: String, value: String, supported: [String]
  ) -> FieldProblem {
    let list = supported.map { $0.goQuoted }.joined(separator: ", ")
    return FieldProblem(
      type: .notSupported, field: field,
      detailText: "Unsupported value: \(value): supported values: \(list)")
  }
}

extension String {
  /// The text as Go's `%q` prints it.
  package var goQuoted: String {
    var bytes: [UInt8] = []
    JSONValue.writeString(self, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
