import GodwitModel

/// How evenly pods must be spread over the parts of a cluster.
///
/// k8s.io/kubernetes pkg/scheduler/framework/plugins/podtopologyspread/filtering.go and common.go;
/// `whenUnsatisfiable: ScheduleAnyway` only scores, and is left out.
struct TopologySpread: Sendable {
  private struct Constraint: Sendable {
    var key: String
    var maxSkew: Int
    var minDomains: Int
    /// Whether the pod itself is one of those that are counted.
    var countsItself: Bool
    /// How many pods are where, by the value of the node label.
    var counts: [(value: String, count: Int)] = []

    mutating func add(_ count: Int, at value: String) {
      if let position = counts.firstIndex(where: { $0.value == value }) {
        counts[position].count += count
      } else {
        counts.append((value, count))
      }
    }

    /// What the emptiest part holds; none while there are fewer parts than there should be.
    var least: Int {
      counts.count < minDomains ? 0 : counts.map(\.count).min() ?? Int(Int32.max)
    }
  }

  private var constraints: [Constraint] = []

  init(of pod: Pod, _ demand: NodeDemand, in store: ObjectStore) {
    guard let all = pod.spec.rest["topologySpreadConstraints"]?.array else { return }
    let strict = all.filter { $0["whenUnsatisfiable"] != "ScheduleAnyway" }
    let keys = strict.map { $0["topologyKey"]?.string ?? "" }
    let nodes = store.nodes.all.map(\.object).filter { node in
      keys.allSatisfy { node.metadata.labels[$0] != nil }
    }
    for (json, key) in zip(strict, keys) {
      var selector = LabelSelector(json: json["labelSelector"] ?? .null)
      let isEmpty = json["labelSelector"] == nil
      let alike = (json["matchLabelKeys"]?.array ?? []).compactMap(\.string)
      func counts(_ labels: StringMap) -> Bool {
        !isEmpty && selector?.matches(labels) == true
          && alike.allSatisfy { pod.metadata.labels[$0] == labels[$0] }
      }
      if isEmpty { selector = nil }
      var constraint = Constraint(
        key: key, maxSkew: json["maxSkew"]?.int ?? 1, minDomains: json["minDomains"]?.int ?? 1,
        countsItself: counts(pod.metadata.labels))
      for node in nodes where Self.includes(node, json, demand) {
        let present = store.index.pods(onNode: node.metadata.name).count { name in
          guard name.namespace == pod.metadata.namespace, let other = store.pods[name]?.object
          else { return false }
          return !other.status.phase.isFinal && !other.metadata.isBeingDeleted
            && counts(other.metadata.labels)
        }
        constraint.add(present, at: node.metadata.labels[key] ?? "")
      }
      constraints.append(constraint)
    }
  }

  /// Whether a node's pods count: by default that of nodes that the pod's own selector and affinity
  /// allow, whatever their taints.
  private static func includes(_ node: Node, _ json: JSONValue, _ demand: NodeDemand) -> Bool {
    if json["nodeAffinityPolicy"] != "Ignore", !demand.matchesAffinity(node) { return false }
    return json["nodeTaintsPolicy"] != "Honor" || demand.toleratesTaints(node)
  }

  /// Why the pod may not be on `node`; nil when it may.
  func obstacle(on node: Node) -> World.Obstacle? {
    for constraint in constraints {
      guard let value = node.metadata.labels[constraint.key] else { return .spreadLabel }
      let present = constraint.counts.first { $0.value == value }?.count ?? 0
      let skew = present + (constraint.countsItself ? 1 : 0) - constraint.least
      if skew > constraint.maxSkew { return .spread }
    }
    return nil
  }
}
