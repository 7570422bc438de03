import BackendInterface
import GivenObjects
import GodwitModel
import KubernetesClient

/// What a scenario changes of the cluster before it begins, and how that is written down first.
extension SetupSteps {
  /// How long virt-operator may take to have seen a change of the configuration.
  private static let configurationLimit = Span.seconds(10)
  private static let interval = Span.milliseconds(250)

  /// Whether real nodes are cordoned for a moment, to bring VMs where they are to run.
  var placesBoundNodesByCordon: Bool {
    !plan.isProvisioned && options.allowsClusterChanges
      && scenario.given.virtualMachines.contains { $0.node != nil }
  }

  func changeCluster(_ names: NameTranslation, _ lock: ClusterLock) async throws(BackendError) {
    try await lock.acquire(within: .minutes(10), note: options.note)
    // As it is under the lock: another run may have put it back only now.
    let present = try await ClusterFacts.read(from: access.api)
    let restoration = self.restoration(present, names)
    if !restoration.isEmpty { try await lock.record(restoration) }
    try await changeConfiguration(present)
    for change in plan.binding.changes {
      guard let node = present.nodes.first(where: { $0.metadata.name == change.node }) else {
        throw .unavailable("the node \(change.node) is gone")
      }
      try await access.patch(.node, change.node, change.patch(of: node))
    }
  }

  // MARK: What is put back

  private func restoration(_ present: ClusterFacts, _ names: NameTranslation) -> Restoration {
    var restoration = Restoration()
    if let kubeVirt = present.kubeVirt, !needs.kubeVirtPatches.isEmpty {
      let spec = present.whole
      let undo = needs.kubeVirtPatches.map { Restoration.inverse(of: $0, on: spec) }
        .reduce(JSONValue.object(JSONObject())) { Self.union($0, $1) }
      restoration.configuration = Restoration.Configuration(
        namespace: kubeVirt.namespace, name: kubeVirt.name, undo: undo)
    }
    if plan.isProvisioned { return restoration }
    let isTouched = needs.touchesNodes || placesBoundNodesByCordon
    for entry in names.nodes.entries {
      let change = plan.binding.changes.first { $0.node == entry.value }
      guard isTouched || change != nil,
        let node = present.nodes.first(where: { $0.metadata.name == entry.value })
      else { continue }
      restoration.nodes.append(state(of: node, change))
    }
    return restoration
  }

  private func state(of node: Node, _ change: NodeChange?) -> Restoration.NodeState {
    var state = Restoration.NodeState(name: node.metadata.name)
    func before(_ keys: [String], _ present: StringMap) -> [NodeChange.Label] {
      keys.enumerated().filter { keys.firstIndex(of: $0.element) == $0.offset }
        .map { NodeChange.Label(key: $0.element, value: present[$0.element]) }
    }
    state.isUnschedulable = node.spec.unschedulable
    state.labels = before(
      needs.nodeLabelKeys + (change?.labels.map(\.key) ?? []), node.metadata.labels)
    state.annotations = before(
      needs.nodeAnnotationKeys + (change?.annotations.map(\.key) ?? []),
      node.metadata.annotations)
    // The taint of the cordon follows the cordon by itself.
    state.taintKeys = (needs.nodeTaintKeys + (change?.taints.map(\.key) ?? []))
      .filter { $0 != NodeLabel.cordonTaint }
    state.taints = node.spec.taints.filter { state.taintKeys.contains($0.key) }.compactMap(\.json)
    return state
  }

  /// Both patches as one; what the first says of a field stands, for it knew it first.
  private static func union(_ first: JSONValue, _ second: JSONValue) -> JSONValue {
    guard var result = first.object, let other = second.object else { return first }
    for member in other.members {
      result[member.key] = result[member.key].map { union($0, member.value) } ?? member.value
    }
    return .object(result)
  }

  // MARK: The KubeVirt object

  private func changeConfiguration(_ present: ClusterFacts) async throws(BackendError) {
    let cluster = scenario.given.cluster
    var spec = cluster.kubevirtSpec
    if !cluster.kubevirtConfiguration.isEmpty {
      spec["configuration"] = .object(cluster.kubevirtConfiguration)
    }
    guard !spec.isEmpty, let kubeVirt = present.kubeVirt else { return }
    let patch: JSONValue = ["spec": .object(spec)]
    if MergePatch.applied(patch, to: present.whole) == present.whole { return }
    try await access.patch(
      .kubeVirt, namespace: kubeVirt.namespace, kubeVirt.name, patch)
    try await waitUntilSeen(kubeVirt)
  }

  /// Waits until virt-operator has seen the change, where it says what it has seen, but not for
  /// long: virt-api and virt-controller read the object themselves (KubeVirt pkg/virt-config/
  /// configuration.go), and need no virt-operator for it.
  private func waitUntilSeen(_ kubeVirt: ObjectKey) async throws(BackendError) {
    var waited = Span.zero
    while waited < Self.configurationLimit {
      let object = try await access.get(
        .kubeVirt, namespace: kubeVirt.namespace, kubeVirt.name)
      guard let object, let seen = object.value(at: ["status", "observedGeneration"])?.int,
        seen < object.metadata.generation
      else { return }
      try await pause(Self.interval)
      waited = waited + Self.interval
    }
    options.note(
      "virt-operator has not said within \(Self.configurationLimit) that it has seen the changed "
        + "configuration of KubeVirt; going on")
  }

  /// Waits, in the cluster's time.
  func pause(_ span: Span) async throws(BackendError) {
    do throws(ClientError) {
      try await time.pause(span)
    } catch {
      throw BackendError(error)
    }
  }
}

extension ClusterFacts {
  /// The KubeVirt object as far as it may be changed.
  fileprivate var whole: JSONValue {
    var spec = kubeVirtSpec
    if !configuration.isEmpty { spec["configuration"] = .object(configuration) }
    return ["spec": .object(spec)]
  }
}

extension NodeChange {
  /// The merge patch that brings the change about on the node as it is.
  func patch(of present: Node) -> JSONValue {
    var body = JSONObject()
    if !labels.isEmpty { body.set(Restoration.json(labels), at: ["metadata", "labels"]) }
    if !annotations.isEmpty {
      body.set(Restoration.json(annotations), at: ["metadata", "annotations"])
    }
    if !taints.isEmpty {
      let kept = present.spec.taints.filter { taint in !taints.contains { $0.isSame(as: taint) } }
      body.set(.array((kept + taints).compactMap(\.json)), at: ["spec", "taints"])
      body.set(.string(present.metadata.resourceVersion), at: ["metadata", "resourceVersion"])
    }
    if isCordoned { body.set(true, at: ["spec", "unschedulable"]) }
    return .object(body)
  }
}
