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

  init(of pod: Pod, in store: ObjectStore) {
    let required = "requiredDuringSchedulingIgnoredDuringExecution"
    let affinity = pod.spec.affinity
    for term in affinity["podAffinity"]?[required]?.array ?? [] {
      let places = Self.places(of: term, for: pod, in: store)
      wanted.append((term["topologyKey"]?.string ?? "", places))
      if places.isEmpty, Self.selects(term, pod, of: pod) { isFirstOfItsKind = true }
    }
    for term in affinity["podAntiAffinity"]?[required]?.array ?? [] {
      forbidden += Self.places(of: term, for: pod, in: store)
    }
    for name in store.index.repelling {
      guard let other = store.pods[name]?.object, !other.status.phase.isFinal,
        let node = store.nodes["", other.spec.nodeName]?.object
      else { continue }
      for term in other.spec.affinity["podAntiAffinity"]?[required]?.array ?? [] {
        let key = term["topologyKey"]?.string ?? ""
        if let value = node.metadata.labels[key], Self.selects(term, pod, of: other) {
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
      let hasKey = node.metadata.labels[term.key] != nil
      if !(isFirstOfItsKind && term.places.isEmpty && hasKey) { return .affinity }
    }
    if isOn(forbidden) { return .antiAffinity }
    if isOn(refused) { return .othersAntiAffinity }
    return nil
  }

  /// Where the pods are that a term selects.
  private static func places(of term: JSONValue, for pod: Pod, in store: ObjectStore) -> [Place] {
    let key = term["topologyKey"]?.string ?? ""
    var places: [Place] = []
    for name in candidates(term, in: store) {
      guard let other = store.pods[name]?.object, !other.status.phase.isFinal,
        !other.spec.nodeName.isEmpty, selects(term, other, of: pod),
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
  private static func selects(_ term: JSONValue, _ pod: Pod, of owner: Pod) -> Bool {
    let namespaces = (term["namespaces"]?.array ?? []).compactMap(\.string)
    if term["namespaceSelector"]?.object?.isEmpty != true {
      let allowed = namespaces.isEmpty ? [owner.metadata.namespace] : namespaces
      guard allowed.contains(pod.metadata.namespace) else { return false }
    }
    guard let json = term["labelSelector"], let selector = LabelSelector(json: json) else {
      return false
    }
    return selector.matches(pod.metadata.labels)
  }
}
