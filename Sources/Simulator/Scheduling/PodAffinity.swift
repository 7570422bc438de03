import GodwitModel

/// Where a pod may be in relation to other pods.
///
/// k8s.io/kubernetes pkg/scheduler/framework/plugins/interpodaffinity/filtering.go.
struct PodAffinity: Sendable {
  /// Nodes with this label value.
  private struct Place: Hashable, Sendable {
    var key: String
    var value: String
  }

  /// For each required affinity term the places where a pod of it is.
  private var wanted: [(key: String, places: [Place])] = []
  private var isFirstOfItsKind = false
  private var forbidden: [Place] = []
  /// Places that present pods keep free of this one.
  private var refused: [Place] = []

  /// Where an affinity has its terms without which a pod is not scheduled.
  static let required = "requiredDuringSchedulingIgnoredDuringExecution"

  init(of pod: Pod, in store: ObjectStore) {
    let affinity = pod.spec.affinity
    // Only pods count that all terms select.
    let terms = affinity["podAffinity"]?[Self.required]?.array ?? []
    for term in terms {
      let places = Self.places(of: term, for: pod, in: store, withAll: terms)
      wanted.append((term["topologyKey"]?.string ?? "", places))
    }
    isFirstOfItsKind =
      wanted.allSatisfy(\.places.isEmpty)
      && terms.allSatisfy { Self.selects($0, pod, of: pod, in: store) }
    for term in affinity["podAntiAffinity"]?[Self.required]?.array ?? [] {
      forbidden += Self.places(of: term, for: pod, in: store)
    }
    for name in store.index.repelling {
      guard let other = store.pods[name]?.object, !other.status.phase.isFinal,
        let node = store.nodes["", other.spec.nodeName]?.object
      else { continue }
      for term in other.spec.affinity["podAntiAffinity"]?[Self.required]?.array ?? [] {
        let key = term["topologyKey"]?.string ?? ""
        if let value = node.metadata.labels[key], Self.selects(term, pod, of: other, in: store) {
          refused.append(Place(key: key, value: value))
        }
      }
    }
  }

  /// Whether the pod may be on any node for all that other pods say.
  private var isFree: Bool { wanted.isEmpty && forbidden.isEmpty && refused.isEmpty }

  /// Why the pod may not be on `node`; nil when it may.
  func obstacle(on node: Node) -> World.Obstacle? {
    if isFree { return nil }
    func isOn(_ places: [Place]) -> Bool {
      places.contains { node.metadata.labels[$0.key] == $0.value }
    }
    for term in wanted where !isOn(term.places) {
      if !isFirstOfItsKind || node.metadata.labels[term.key] == nil { return .affinity }
    }
    if isOn(forbidden) { return .antiAffinity }
    if isOn(refused) { return .othersAntiAffinity }
    return nil
  }

  /// Where the pods are that a term selects.
  private static func places(
    of term: JSONValue, for pod: Pod, in store: ObjectStore, withAll terms: [JSONValue] = []
  ) -> [Place] {
    let key = term["topologyKey"]?.string ?? ""
    var places: [Place] = []
    for name in candidates(term, in: store) {
      guard let other = store.pods[name]?.object, !other.status.phase.isFinal,
        !other.spec.nodeName.isEmpty, selects(term, other, of: pod, in: store),
        terms.allSatisfy({ selects($0, other, of: pod, in: store) }),
        let value = store.nodes["", other.spec.nodeName]?.object.metadata.labels[key]
      else { continue }
      let place = Place(key: key, value: value)
      if !places.contains(place) { places.append(place) }
    }
    return places
  }

  /// The pods to look at: those of one VMI where the term names it, else all.
  private static func candidates(_ term: JSONValue, in store: ObjectStore) -> [ObjectName] {
    if let uid = term["labelSelector"]?["matchLabels"]?["kubevirt.io/created-by"]?.string {
      return store.index.pods(ofOwner: uid)
    }
    return store.pods.all.map { ObjectName($0.object.metadata) }
  }

  /// Whether the term of `owner` selects `pod`.
  static func selects(_ term: JSONValue, _ pod: Pod, of owner: Pod, in store: ObjectStore) -> Bool {
    guard isInNamespace(of: term, pod, owner, store), let json = term["labelSelector"],
      let selector = LabelSelector(json: json), selector.matches(pod.metadata.labels)
    else { return false }
    func agrees(_ key: JSONValue, _ isWanted: Bool) -> Bool {
      guard let key = key.string, let own = owner.metadata.labels[key] else { return true }
      return (pod.metadata.labels[key] == own) == isWanted
    }
    return (term["matchLabelKeys"]?.array ?? []).allSatisfy { agrees($0, true) }
      && (term["mismatchLabelKeys"]?.array ?? []).allSatisfy { agrees($0, false) }
  }

  /// Whether the term looks at the pod's namespace: those it names and those it selects, else its
  /// owner's.
  private static func isInNamespace(
    of term: JSONValue, _ pod: Pod, _ owner: Pod, _ store: ObjectStore
  ) -> Bool {
    let name = pod.metadata.namespace
    let named = (term["namespaces"]?.array ?? []).compactMap(\.string)
    guard let selector = term["namespaceSelector"], !selector.isNull else {
      return named.isEmpty ? name == owner.metadata.namespace : named.contains(name)
    }
    if named.contains(name) || selector.object?.isEmpty == true { return true }
    let labels = store.table(.namespace)?["", name]?.object.metadata.labels ?? StringMap()
    return LabelSelector(json: selector)?.matches(labels) == true
  }
}
