import GodwitModel

/// One condition of a pod on its node's labels, or on its name.
struct NodeRequirement: Hashable, Sendable {
  private enum Operation: Hashable, Sendable {
    case isIn, notIn, exists, doesNotExist, greater, less
  }

  private var key: String
  private var operation: Operation
  private var values: [String]
  private var isField: Bool

  init?(_ json: JSONValue, isField: Bool) {
    key = json["key"]?.string ?? ""
    values = (json["values"]?.array ?? []).compactMap(\.string)
    self.isField = isField
    switch json["operator"]?.string {
    case "In": operation = .isIn
    case "NotIn": operation = .notIn
    case "Exists": operation = .exists
    case "DoesNotExist": operation = .doesNotExist
    case "Gt": operation = .greater
    case "Lt": operation = .less
    default: return nil
    }
  }

  func matches(_ node: Node) -> Bool {
    let value = isField ? node.metadata.name : node.metadata.labels[key]
    switch operation {
    case .isIn: return value.map(values.contains) ?? false
    case .notIn: return !(value.map(values.contains) ?? false)
    case .exists: return value != nil
    case .doesNotExist: return value == nil
    case .greater, .less:
      guard let number = value.flatMap({ Int($0) }), let bound = values.first.flatMap({ Int($0) })
      else { return false }
      return operation == .greater ? number > bound : number < bound
    }
  }
}

/// What a pod asks of its node, read once for all nodes.
struct NodeDemand: Hashable, Sendable {
  /// What a pod would rather have, and how much.
  struct Preference: Hashable, Sendable {
    var weight: Int64
    var term: [NodeRequirement]
  }

  var selector: StringMap
  /// Terms of which one must hold; nil when there is no such condition.
  var terms: [[NodeRequirement]]?
  var preferred: [Preference] = []
  var tolerations: [Toleration]
  var requests: ResourceList

  init(_ pod: Pod) {
    selector = pod.spec.nodeSelector
    tolerations = pod.spec.tolerations
    requests = ResourceList(requestsOf: pod)
    let affinity = pod.spec.affinity["nodeAffinity"]
    if let required = affinity?["requiredDuringSchedulingIgnoredDuringExecution"] {
      terms = (required["nodeSelectorTerms"]?.array ?? []).map(Self.requirements)
    }
    for entry in affinity?["preferredDuringSchedulingIgnoredDuringExecution"]?.array ?? [] {
      preferred.append(
        Preference(
          weight: Int64(entry["weight"]?.int ?? 1),
          term: Self.requirements(entry["preference"] ?? .null)))
    }
  }

  private static func requirements(_ term: JSONValue) -> [NodeRequirement] {
    (term["matchExpressions"]?.array ?? []).compactMap { NodeRequirement($0, isField: false) }
      + (term["matchFields"]?.array ?? []).compactMap { NodeRequirement($0, isField: true) }
  }

  func matchesAffinity(_ node: Node) -> Bool {
    guard node.metadata.labels.contains(selector) else { return false }
    guard let terms else { return true }
    return terms.contains { term in !term.isEmpty && term.allSatisfy { $0.matches(node) } }
  }

  func toleratesTaints(_ node: Node) -> Bool {
    node.spec.taints.allSatisfy { $0.effect == "PreferNoSchedule" || tolerates($0) }
  }

  func tolerates(_ taint: Taint) -> Bool {
    tolerations.contains { toleration in
      if !toleration.effect.isEmpty, toleration.effect != taint.effect { return false }
      if toleration.operation == "Exists" {
        return toleration.key.isEmpty || toleration.key == taint.key
      }
      return toleration.key == taint.key && toleration.value == taint.value
    }
  }
}
