import GodwitModel

/// A selector of labels as it stands in a query: `app=web,tier in (a,b),!old`.
///
/// k8s.io/apimachinery/pkg/labels/selector.go.
package struct LabelSelector: Hashable, Sendable {
  private enum Test: Hashable, Sendable {
    case isOneOf(String, [String])
    case isNoneOf(String, [String])
    case exists(String)
    case isAbsent(String)
    case isGreater(String, Int)
    case isLess(String, Int)
  }

  private var tests: [Test] = []

  /// Reads a selector; the empty text selects everything.
  package init(parsing text: String) throws(APIFailure) {
    do {
      for requirement in try LabelSelectorParser.requirements(of: text) {
        tests.append(Self.test(requirement))
      }
    } catch {
      throw .badRequest(error.message)
    }
  }

  private static func test(_ requirement: LabelSelectorParser.Requirement) -> Test {
    let key = requirement.key
    switch requirement.comparison {
    case .exists: return .exists(key)
    case .isAbsent: return .isAbsent(key)
    case .isOneOf: return .isOneOf(key, requirement.values)
    case .isNoneOf: return .isNoneOf(key, requirement.values)
    case .isGreater: return .isGreater(key, Int(requirement.values[0]) ?? 0)
    case .isLess: return .isLess(key, Int(requirement.values[0]) ?? 0)
    }
  }

  /// A selector object of an API object: `matchLabels` and `matchExpressions`.
  ///
  /// Nil when an operator is unknown.
  package init?(json: JSONValue) {
    for label in json["matchLabels"]?.object?.members ?? [] {
      tests.append(.isOneOf(label.key, [label.value.string ?? ""]))
    }
    for expression in json["matchExpressions"]?.array ?? [] {
      let key = expression["key"]?.string ?? ""
      let values = (expression["values"]?.array ?? []).compactMap(\.string)
      switch expression["operator"]?.string {
      case "In": tests.append(.isOneOf(key, values))
      case "NotIn": tests.append(.isNoneOf(key, values))
      case "Exists": tests.append(.exists(key))
      case "DoesNotExist": tests.append(.isAbsent(key))
      default: return nil
      }
    }
  }

  /// Whether all requirements of the selector hold of `labels`.
  package func matches(_ labels: StringMap) -> Bool {
    tests.allSatisfy { test in
      switch test {
      case .isOneOf(let key, let values): labels[key].map(values.contains) ?? false
      case .isNoneOf(let key, let values): !(labels[key].map(values.contains) ?? false)
      case .exists(let key): labels[key] != nil
      case .isAbsent(let key): labels[key] == nil
      case .isGreater(let key, let bound):
        labels[key].flatMap { Int($0) }.map { $0 > bound } ?? false
      case .isLess(let key, let bound): labels[key].flatMap { Int($0) }.map { $0 < bound } ?? false
      }
    }
  }
}

/// A selector of fields as it stands in a query: `spec.nodeName=node1,status.phase!=Running`.
package struct FieldSelector: Hashable, Sendable {
  private struct Test: Hashable, Sendable {
    let path: [String]
    let value: String
    let isEqual: Bool
  }

  private var tests: [Test] = []

  /// Reads a selector for objects of `kind`; the empty text selects everything.
  package init(parsing text: String, kind: ResourceKind) throws(APIFailure) {
    for part in text.split(separator: ",") {
      let separators: [(String, Bool)] = [("!=", false), ("==", true), ("=", true)]
      var found: Test?
      for (separator, isEqual) in separators where found == nil {
        guard let (name, value) = part.split(around: separator) else { continue }
        found = Test(
          path: name.split(separator: ".").map(String.init), value: String(value),
          isEqual: isEqual)
      }
      guard let test = found else {
        throw .badRequest(
          "invalid selector: '\(text)'; can't understand '\(part)'")
      }
      let label = test.path.joined(separator: ".")
      guard Self.labels(of: kind).contains(label) else {
        throw .badRequest(Self.refusal(of: label, kind))
      }
      tests.append(test)
    }
  }

  /// Whether all requirements of the selector hold of `object`.
  package func matches(_ object: APIObject) -> Bool {
    tests.allSatisfy { test in
      let value = object.value(at: test.path)?.scalarText ?? ""
      return (value == test.value) == test.isEqual
    }
  }

  /// What the field at `path` has to be, if that is asked for.
  func value(of path: [String]) -> String? {
    tests.first { $0.isEqual && $0.path == path }?.value
  }

  /// Kinds with fields of their own say it in other words than those without
  /// (k8s.io/kubernetes/pkg/apis/core/v1/conversion.go and apimachinery's runtime/conversion.go).
  private static func refusal(of label: String, _ kind: ResourceKind) -> String {
    if kind.isCustomResource || [.pod, .node, .namespace, .secret, .event].contains(kind) {
      return "field label not supported: \(label)"
    }
    return "\(label.goQuoted) is not a known field selector: only \"metadata.name\", "
      + "\"metadata.namespace\""
  }

  /// The fields by which a kind can be selected.
  private static func labels(of kind: ResourceKind) -> [String] {
    let common = ["metadata.name", "metadata.namespace"]
    return switch kind {
    case .pod:
      common + [
        "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
        "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName",
      ]
    case .node: common + ["spec.unschedulable"]
    case .namespace: common + ["status.phase"]
    case .secret: common + ["type"]
    case .event:
      common + [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name",
        "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion",
        "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
      ]
    default: common
    }
  }
}

extension Substring {
  /// What stands before and after the first `separator`.
  fileprivate func split(around separator: String) -> (Substring, Substring)? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(separator) {
        return (self[..<index], self[self.index(index, offsetBy: separator.count)...])
      }
      index = self.index(after: index)
    }
    return nil
  }
}
