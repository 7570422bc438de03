import GodwitModel

/// What a scenario needs of a cluster beyond namespaces of its own: what changes it for everybody.
///
/// A function of the scenario alone; what a real node lacks is told when nodes are bound.
package struct ClusterNeeds: Hashable, Sendable {
  /// The first thing that may only be changed where that is allowed, in words; nil when there is
  /// none.
  package private(set) var change: String?
  /// The first thing that a real cluster is not to be used for, in words; nil when there is none.
  package private(set) var impossible: String?
  /// The first thing that only the control endpoint of a served cluster can do, in words.
  package private(set) var control: String?
  /// Merge patches of the KubeVirt object, those of the steps included.
  private(set) var kubeVirtPatches: [JSONValue] = []
  /// What steps change on nodes.
  private(set) var touchesNodes = false
  private(set) var nodeLabelKeys: [String] = []
  private(set) var nodeAnnotationKeys: [String] = []
  private(set) var nodeTaintKeys: [String] = []
  /// Whether nodes may have to be changed for the scenario to begin.
  private let mayChangeNodes: Bool
  private let provisionsNodes: Bool
  private let shared: SharedNames
  private let ownNamespaces: [String]

  /// Whether nothing else may run on the cluster at the same time.
  package var isExclusive: Bool { change != nil || mayChangeNodes }

  /// - Parameters:
  ///   - provisionsNodes: Whether the scenario's nodes are the run's own, to do with what it likes.
  ///   - placesByCordon: Whether real nodes are cordoned to bring VMs where they are to run.
  package init(of scenario: Scenario, provisionsNodes: Bool = false, placesByCordon: Bool = false) {
    self.provisionsNodes = provisionsNodes
    shared = SharedNames(of: scenario)
    let given = scenario.given
    ownNamespaces = given.namespaces.map(\.name) + [scenario.namespace] + shared.namespaces
    let layouts = given.cluster.nodes
    let isPlaced = placesByCordon && given.virtualMachines.contains { $0.node != nil }
    mayChangeNodes =
      !provisionsNodes
      && (isPlaced
        || layouts.contains {
          !$0.taints.isEmpty || $0.isCordoned || !$0.annotations.isEmpty
            || $0.labels.entries.contains { !$0.key.hasPrefix("node-role.kubernetes.io/") }
        })
    addGiven(given)
    for case .when(let whens) in scenario.steps.map(\.action) {
      for when in whens { add(when) }
    }
  }

  /// The reason to skip for something that may not be changed.
  static func refusal(of what: String) -> String {
    "needs \(what), which changes the cluster for all; allow it with --allow-cluster-changes"
  }

  private mutating func need(_ what: String) { change = change ?? what }
  private mutating func refuse(_ what: String) { impossible = impossible ?? what }
  private mutating func control(_ what: String) { control = control ?? what }

  // MARK: What is given

  private mutating func addGiven(_ given: Given) {
    let cluster = given.cluster
    var spec = cluster.kubevirtSpec
    if !cluster.kubevirtConfiguration.isEmpty {
      spec["configuration"] = .object(cluster.kubevirtConfiguration)
    }
    if !spec.isEmpty {
      let names = cluster.kubevirtConfiguration.keys + cluster.kubevirtSpec.keys
      need("\(names[0]) in the KubeVirt object")
      kubeVirtPatches.append(["spec": .object(spec)])
    }
    if !given.migrationPolicies.isEmpty { need("a MigrationPolicy") }
    for manifest in given.manifests { add(manifest: manifest, in: "") }
    if cluster.timing != Timing() { control("the timing of nodes and guests") }
    for machine in given.virtualMachines where machine.guest != Guest() {
      control("the guest of \(machine.name) (copy, dirtyRate)")
    }
  }

  private mutating func add(manifest: JSONValue, in place: String) {
    guard let name = manifest["kind"]?.string, let kind = ResourceKind.named(name) else { return }
    switch kind {
    case .migrationPolicy: need("a MigrationPolicy")
    case .node where !provisionsNodes: refuse("a node of its own; use --provision-nodes")
    case .kubeVirt: refuse("another KubeVirt object")
    case .clusterRole:
      let labels = manifest["metadata"]?["labels"]?.object?.keys ?? []
      if labels.contains(where: { $0.hasPrefix("rbac.authorization.k8s.io/aggregate-to-") }) {
        need("a ClusterRole that is added to others")
      }
    case _ where kind.isNamespaced:
      let namespace = manifest["metadata"]?["namespace"]?.string ?? place
      if !namespace.isEmpty, !ownNamespaces.contains(namespace) {
        need("a \(kind.kind) in the namespace \(namespace)")
      }
    default: break
    }
  }

  // MARK: What is done

  private mutating func add(_ when: When) {
    switch when.verb {
    case .create(let manifests), .apply(let manifests):
      for manifest in manifests { add(manifest: manifest, in: when.namespace) }
    case .cordon(let node): touch(node, "cordoned")
    case .uncordon(let node): touch(node, "uncordoned")
    case .drain(let node): touch(node, "drained")
    case .taint(let edits), .untaint(let edits):
      for edit in edits {
        touch("a node", "tainted")
        let texts = edit.value.array?.compactMap(\.scalarText) ?? [edit.value.scalarText ?? ""]
        nodeTaintKeys += texts.map(Self.key)
      }
    case .label(let edits): for edit in edits { change(edit.target, ["metadata", "labels"], edit) }
    case .annotate(let edits):
      for edit in edits { change(edit.target, ["metadata", "annotations"], edit) }
    case .patch(let edits): for edit in edits { change(edit.target, [], edit) }
    case .delete(let target, _): delete(target)
    case .kill(let target), .heal(let target): control("\(target.text) killed")
    case .failCopy: control("a copy that fails")
    case .stallCopy, .resumeCopy: control("a copy that stalls")
    case .oc(let arguments):
      var command = ClientCommand(arguments)
      command.read()
      add(command, in: when.namespace)
    case .virtctl(let arguments):
      if arguments.first == "adm" { refuse("`virtctl adm`, which changes KubeVirt") }
    case .migrate, .cancel, .evict, .start, .stop, .restart, .pause, .unpause, .wait: break
    }
  }

  /// Of `key=value:Effect`, `key:Effect` or `key-`.
  private static func key(_ text: String) -> String {
    let end = text.firstIndex { $0 == "=" || $0 == ":" } ?? text.endIndex
    let key = String(text[..<end])
    return key.hasSuffix("-") ? String(key.dropLast()) : key
  }

  private mutating func touch(_ node: String, _ how: String) {
    touchesNodes = true
    if !provisionsNodes { need("\(node) \(how)") }
  }

  private mutating func change(_ target: Target, _ field: [String], _ edit: ObjectEdit) {
    guard case .object(let kind, let name) = target else { return }
    var patch = JSONObject()
    patch.set(edit.value, at: field)
    let whole = field.isEmpty ? edit.value : .object(patch)
    switch kind {
    case .node:
      touch(name, "changed")
      nodeLabelKeys += whole.value(at: ["metadata", "labels"])?.object?.keys ?? []
      nodeAnnotationKeys += whole.value(at: ["metadata", "annotations"])?.object?.keys ?? []
      nodeTaintKeys +=
        whole.value(at: ["spec", "taints"])?.array?.compactMap { $0["key"]?.string } ?? []
    case .kubeVirt:
      need("the KubeVirt object changed")
      kubeVirtPatches.append(whole)
    case .migrationPolicy: need("a MigrationPolicy changed")
    case .clusterRole, .clusterRoleBinding: changeRole(kind, name)
    case .namespace where !ownNamespaces.contains(name): refuse("the namespace \(name) changed")
    default: break
    }
  }

  private mutating func changeRole(_ kind: ResourceKind, _ name: String) {
    if shared.renamed.contains(ObjectKey(kind, name: name)) { return }
    refuse("the \(kind.kind) \(name) changed, which others use")
  }

  private mutating func delete(_ target: Target) {
    guard case .object(let kind, let name) = target else { return }
    switch kind {
    case .node where !provisionsNodes: refuse("the node \(name) deleted")
    case .kubeVirt: refuse("the KubeVirt object deleted")
    case .clusterRole, .clusterRoleBinding: changeRole(kind, name)
    case .namespace where !ownNamespaces.contains(name): refuse("the namespace \(name) deleted")
    default: break
    }
  }

  /// What a client does with nodes, the KubeVirt object and roles.
  private mutating func add(_ command: ClientCommand, in namespace: String) {
    guard command.changes else { return }
    for manifest in command.kinds {
      switch manifest.kind {
      case .node where command.verb == "delete": delete(.object(.node, manifest.name))
      case .node:
        touch(manifest.name.isEmpty ? "a node" : manifest.name, "changed")
        nodeLabelKeys += command.editedKeys
        nodeAnnotationKeys += command.editedKeys
        nodeTaintKeys += command.editedKeys
      case .kubeVirt: refuse("the KubeVirt object changed by a client; use `patch`")
      case .migrationPolicy: need("a MigrationPolicy changed")
      case .clusterRole, .clusterRoleBinding: changeRole(manifest.kind, manifest.name)
      case .namespace where !ownNamespaces.contains(manifest.name):
        refuse("the namespace \(manifest.name) changed")
      default: break
      }
    }
  }
}

extension FaultTarget {
  fileprivate var text: String {
    switch self {
    case .node(let name): "the node \(name)"
    case .virtHandler(let node): "the virt-handler of \(node)"
    case .pod: "a pod's processes"
    }
  }
}
