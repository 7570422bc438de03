import GodwitModel
import Simulator

/// What a list or watch is asked for, from the query.
///
/// k8s.io/apimachinery/pkg/apis/meta/internalversion/validation/validation.go.
struct ListOptions: Sendable {
  var labels: LabelSelector
  var fields: FieldSelector
  /// Whether a selector may leave objects out.
  var isSelective: Bool
  /// 0 means all at once.
  var limit = 0
  var continuation = ""
  /// Nil when none was given.
  var resourceVersion: Int?
  var match = ""
  var isWatch: Bool
  var sendsInitialEvents: Bool?
  var allowsBookmarks: Bool
  var timeout: Span?

  init(_ request: ServedRequest, kind: ResourceKind, isWatch: Bool) throws(APIFailure) {
    self.isWatch = isWatch
    let labelText = request.value("labelSelector") ?? ""
    let fieldText = request.value("fieldSelector") ?? ""
    labels = try LabelSelector(parsing: labelText)
    if let text = request.value("limit"), !text.isEmpty { limit = try Self.number(text) }
    if let text = request.value("timeoutSeconds"), !text.isEmpty {
      timeout = .seconds(Int64(try Self.number(text)))
    }
    fields = try FieldSelector(parsing: fieldText, kind: kind)
    isSelective = !labelText.isEmpty || !fieldText.isEmpty
    continuation = request.value("continue") ?? ""
    match = request.value("resourceVersionMatch") ?? ""
    sendsInitialEvents =
      request.value("sendInitialEvents").map { _ in request.flag("sendInitialEvents") }
    allowsBookmarks = request.flag("allowWatchBookmarks")
    let version = request.value("resourceVersion") ?? ""
    let problems = isWatch ? watchProblems : listProblems(version)
    if !problems.isEmpty {
      throw .invalid(group: "meta.k8s.io", kind: "ListOptions", name: "", problems)
    }
    if !version.isEmpty {
      guard let number = UInt64(version), number <= UInt64(Int.max) else {
        if isWatch {
          throw .invalid(
            group: kind.group, kind: kind.plural, name: "",
            [
              .invalid(
                "resourceVersion", value: version.goQuoted,
                "strconv.ParseUint: parsing \(version.goQuoted): invalid syntax")
            ])
        }
        throw .badRequest(
          "invalid resource version: resourceVersion: Invalid value: \(version.goQuoted): "
            + "strconv.ParseUint: parsing \(version.goQuoted): invalid syntax")
      }
      resourceVersion = Int(number)
    }
  }

  private static func number(_ text: String) throws(APIFailure) -> Int {
    guard let number = Int(text) else {
      throw .badRequest("strconv.ParseInt: parsing \(text.goQuoted): invalid syntax")
    }
    return number
  }

  private func listProblems(_ version: String) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    let field = "resourceVersionMatch"
    if !match.isEmpty {
      if version.isEmpty {
        problems.append(
          .forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided"))
      }
      if !continuation.isEmpty {
        problems.append(
          .forbidden(field, "resourceVersionMatch is forbidden when continue is provided"))
      }
      if match != "Exact", match != "NotOlderThan" {
        problems.append(
          .notSupported(
            field, value: match.goQuoted, supported: ["Exact", "NotOlderThan", ""]))
      }
      if match == "Exact", version == "0" {
        problems.append(
          .forbidden(
            field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
      }
    }
    if sendsInitialEvents != nil {
      problems.append(
        .forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
    }
    return problems
  }

  private var watchProblems: [FieldProblem] {
    var problems: [FieldProblem] = []
    let field = "resourceVersionMatch"
    if sendsInitialEvents != nil, match != "NotOlderThan" {
      problems.append(
        .forbidden(
          field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
    }
    if match.isEmpty { return problems }
    if sendsInitialEvents == nil {
      problems.append(
        .forbidden(
          field, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"
        ))
    }
    if match != "NotOlderThan" {
      problems.append(.notSupported(field, value: match.goQuoted, supported: ["NotOlderThan"]))
    }
    if !continuation.isEmpty {
      problems.append(
        .forbidden(field, "resourceVersionMatch is forbidden when continue is provided"))
    }
    return problems
  }

  /// Whether an object is one of those that are asked for.
  func selects(_ object: APIObject) -> Bool {
    !isSelective || labels.matches(object.metadata.labels) && fields.matches(object)
  }
}
