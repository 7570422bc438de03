import GodwitModel

/// kube-controller-manager's namespace controller: it empties a namespace that is being deleted,
/// pods first, and then lets go of it.
///
/// k8s.io/kubernetes pkg/controller/namespace/namespace_controller.go (a namespace waits 5 s in the
/// queue; what remains is looked at again after half of the estimate and a second) and
/// deletion/namespaced_resources_deleter.go. That nothing else goes before the pods have gone is
/// KEP 5080, always on since Kubernetes 1.34.
extension World {
  private static let namespaceDelay = Span.seconds(5)
  private static let longestRetry = Span.seconds(60)

  /// Notes what became of a namespace.
  mutating func dispatch(namespace: GenericObject, _ type: ChangeType) {
    let name = namespace.metadata.name
    if type == .deleted {
      terminatingNamespaces.remove(name)
    } else if namespace.metadata.isBeingDeleted {
      terminatingNamespaces.insert(name)
      wake(WorkKey(.namespace, node: name), after: Self.namespaceDelay)
    }
    ensureAccount(inNamespace: name)
  }

  mutating func reconcileNamespace(_ name: String) {
    let key = WorkKey(.namespace, node: name)
    guard let namespace = store.table(.namespace)?["", name]?.object,
      namespace.metadata.isBeingDeleted
    else { return forget(key) }
    var rest = NamespaceContent()
    deleteContent(of: .pod, in: namespace, &rest)
    if rest.isEmpty {
      for kind in ResourceKind.all where kind.isNamespaced && kind != .pod {
        deleteContent(of: kind, in: namespace, &rest)
      }
    }
    var present = namespace
    rest.write(to: &present, at: now)
    if present != namespace {
      store.update(.generic(.namespace, Snapshot(present)), at: now)
    }
    if let estimate = rest.estimate {
      if !rest.errors.isEmpty { return retry(key, atMost: Self.longestRetry) }
      forget(key)
      return wake(key, after: .seconds(Int64(estimate / 2 + 1)))
    }
    forget(key)
    let others = (present.rest["spec"]?["finalizers"]?.array ?? []).filter { $0 != "kubernetes" }
    present.rest.set(.array(others), at: ["spec", "finalizers"])
    store.update(.generic(.namespace, Snapshot(present)), at: now)
  }

  /// Deletes every object of a kind, and counts those that stay for now
  /// (deleteAllContentForGroupVersionResource).
  private mutating func deleteContent(
    of kind: ResourceKind, in namespace: GenericObject, _ rest: inout NamespaceContent
  ) {
    let name = namespace.metadata.name
    let estimate = kind == .pod ? podEstimate(in: namespace) : 0
    for object in store.objects(kind) where object.metadata.namespace == name { delete(object) }
    let left = store.objects(kind).filter { $0.metadata.namespace == name }
    if left.isEmpty { return }
    rest.add(kind, left.map { $0.metadata.finalizers }, estimate: estimate, in: name)
  }

  /// How many seconds the pods may take at most to end; 0 once that time is over
  /// (estimateGracefulTermination).
  private func podEstimate(in namespace: GenericObject) -> Int {
    let name = namespace.metadata.name
    var longest = 0
    for pod in store.pods.all
    where pod.object.metadata.namespace == name && !pod.object.status.phase.isFinal {
      longest = max(longest, pod.object.spec.terminationGracePeriodSeconds ?? 30)
    }
    let start = namespace.metadata.deletionTimestamp?.instant ?? now
    return now - start >= .seconds(Int64(longest)) ? 0 : longest
  }

  /// Why kube-apiserver refuses what a controller makes: its namespace is being deleted. Nil when
  /// it does not.
  func refusalOfNamespace(
    _ kind: ResourceKind, _ metadata: ObjectMeta
  ) -> APIFailure? {
    if terminatingNamespaces.isEmpty || !terminatingNamespaces.contains(metadata.namespace) {
      return nil
    }
    return .terminatingNamespace(metadata.namespace, kind, object: metadata.name)
  }
}

/// What is left in a namespace that is being deleted, and how the namespace tells of it.
///
/// k8s.io/kubernetes pkg/controller/namespace/deletion/status_condition_utils.go.
struct NamespaceContent {
  /// Texts such as `pods. has 1 resource instances`, by which they are sorted.
  private var resources: [String] = []
  private var finalizers: [(name: String, count: Int)] = []
  private(set) var errors: [String] = []
  /// In how many seconds nothing may be left; nil when nothing is.
  private(set) var estimate: Int?

  /// The estimate for objects that finalizers hold (finalizerEstimateSeconds).
  private static let finalizerEstimate = 15

  var isEmpty: Bool { resources.isEmpty }

  /// Adds the objects of a kind that remain, by their finalizers.
  mutating func add(
    _ kind: ResourceKind, _ held: [[String]], estimate kindEstimate: Int, in namespace: String
  ) {
    resources.append("\(kind.plural).\(kind.group) has \(held.count) resource instances")
    for finalizer in held.joined() {
      if let place = finalizers.firstIndex(where: { $0.name == finalizer }) {
        finalizers[place].count += 1
      } else {
        finalizers.append((finalizer, 1))
      }
    }
    var seconds = kindEstimate
    if seconds == 0 {
      if held.contains(where: { !$0.isEmpty }) {
        seconds = Self.finalizerEstimate
      } else {
        errors.append(
          "unexpected items still remain in namespace: \(namespace) for gvr: "
            + "\(kind.group)/\(kind.version), Resource=\(kind.plural)")
      }
    }
    estimate = max(estimate ?? 0, seconds)
  }

  /// Writes the five conditions; times change with a condition's status only.
  func write(to namespace: inout GenericObject, at now: Instant) {
    var conditions = namespace.rest["status"]?["conditions"]?.array ?? []
    for new in self.conditions {
      let place = conditions.firstIndex { $0["type"]?.string == new.type }
      let old = place.map { conditions[$0] }
      let isSame = old?["status"]?.string == new.status
      let time = isSame ? old?["lastTransitionTime"] : nil
      let json: JSONValue = [
        "lastTransitionTime": time ?? .string(Timestamp(now).instant.description),
        "message": .string(new.message), "reason": .string(new.reason),
        "status": .string(new.status), "type": .string(new.type),
      ]
      if let place { conditions[place] = json } else { conditions.append(json) }
    }
    namespace.rest.set(.array(conditions), at: ["status", "conditions"])
  }

  /// The conditions in Kubernetes' order: each says that all is well, or its problem.
  private var conditions: [Condition] {
    let removed = "All content successfully removed"
    return [
      Self.condition(
        "NamespaceDeletionDiscoveryFailure", "ResourcesDiscovered",
        "All resources successfully discovered"),
      Self.condition(
        "NamespaceDeletionGroupVersionParsingFailure", "ParsedGroupVersions",
        "All legacy kube types successfully parsed"),
      Self.condition(
        "NamespaceDeletionContentFailure", "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization",
        unless: errors, "ContentDeletionFailed",
        "Failed to delete all resource types, \(errors.count) remaining: "),
      Self.condition(
        "NamespaceContentRemaining", "ContentRemoved", removed, unless: resources,
        "SomeResourcesRemain", "Some resources are remaining: "),
      Self.condition(
        "NamespaceFinalizersRemaining", "ContentRemoved", removed,
        unless: finalizers.map { "\($0.name) in \($0.count) resource instances" },
        "SomeFinalizersRemain", "Some content in the namespace has finalizers remaining: "),
    ]
  }

  private static func condition(
    _ type: String, _ reason: String, _ message: String, unless problems: [String] = [],
    _ problem: String = "", _ prefix: String = ""
  ) -> Condition {
    if problems.isEmpty {
      return Condition(type: type, status: "False", reason: reason, message: message)
    }
    return Condition(
      type: type, status: "True", reason: problem,
      message: prefix + problems.sorted().joined(separator: ", "))
  }
}
