import GodwitModel

/// Which nodes a pod would rather have because of the pods that are there.
///
/// k8s.io/kubernetes pkg/scheduler/framework/plugins/interpodaffinity/scoring.go: the pod's own
/// preferences, those of the pods that are there, and one for each of their required affinities.
struct PodPreferences: Sendable {
  private var weights: [(key: String, value: String, weight: Int64)] = []

  private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

  init(of pod: Pod, in store: ObjectStore) {
    if Self.hasAny(pod) {
      for other in store.pods.all.map(\.object) {
        guard let node = Self.node(of: other, in: store) else { continue }
        for (term, weight) in Self.preferences(of: pod)
        where PodAffinity.selects(term, other, of: pod, in: store) {
          add(weight, term, node)
        }
      }
    }
    for name in store.index.attracting {
      guard let other = store.pods[name]?.object, let node = Self.node(of: other, in: store) else {
        continue
      }
      let needs = other.spec.affinity["podAffinity"]?[PodAffinity.required]?.array ?? []
      for (term, weight) in needs.map({ ($0, 1) }) + Self.preferences(of: other)
      where PodAffinity.selects(term, pod, of: other, in: store) {
        add(weight, term, node)
      }
    }
  }

  /// Whether the pod prefers to be near or far from others.
  static func hasAny(_ pod: Pod) -> Bool {
    if pod.spec.affinity.isNull { return false }
    return ["podAffinity", "podAntiAffinity"].contains {
      pod.spec.affinity[$0]?[preferred]?.array?.isEmpty == false
    }
  }

  /// Whether the pod's affinities make other pods' nodes better or worse.
  static func attracts(_ pod: Pod) -> Bool {
    if pod.spec.affinity.isNull { return false }
    return hasAny(pod)
      || pod.spec.affinity["podAffinity"]?[PodAffinity.required] != nil
  }

  private static func preferences(of pod: Pod) -> [(JSONValue, Int64)] {
    func terms(_ kind: String, _ sign: Int64) -> [(JSONValue, Int64)] {
      (pod.spec.affinity[kind]?[preferred]?.array ?? []).map {
        ($0["podAffinityTerm"] ?? .null, sign * Int64($0["weight"]?.int ?? 1))
      }
    }
    return terms("podAffinity", 1) + terms("podAntiAffinity", -1)
  }

  private static func node(of pod: Pod, in store: ObjectStore) -> Node? {
    if pod.status.phase.isFinal || pod.spec.nodeName.isEmpty { return nil }
    return store.nodes["", pod.spec.nodeName]?.object
  }

  private mutating func add(_ weight: Int64, _ term: JSONValue, _ node: Node) {
    let key = term["topologyKey"]?.string ?? ""
    if let value = node.metadata.labels[key] { weights.append((key, value, weight)) }
  }

  /// The sum of what counts for a node.
  func weight(on node: Node) -> Int64 {
    weights.reduce(0) { sum, entry in
      node.metadata.labels[entry.key] == entry.value ? sum + entry.weight : sum
    }
  }
}
