import BackendInterface
import GivenObjects
import GodwitModel
import KubernetesClient

/// Makes the nodes of a scenario, as objects.
struct NodeSetup {
  let steps: SetupSteps
  let names: NameTranslation
  /// Nil where nobody asks for them, on a served cluster.
  let leases: NodeLeases?

  /// How often a node is written that somebody else changes meanwhile.
  private static let attempts = 5

  private var access: ClusterAccess { steps.access }

  /// The nodes as KubeVirt of the cluster's version labels them.
  func run() async throws(BackendError) {
    let cluster = steps.scenario.given.cluster
    var wanted = steps.facts.configuration
    for member in cluster.kubevirtConfiguration.members { wanted[member.key] = member.value }
    let obsolete = wanted["obsoleteCPUModels"].flatMap { models in
      models.object.map { StringMap(keys: $0.keys) }
    }
    for (position, layout) in cluster.nodes.enumerated() {
      var named = layout
      named.name = names.node(layout.name)
      var node = NodeManifest.node(
        named, machineType: wanted["machineType"]?.string, rules: steps.facts.nodeLabelRules,
        obsoleteModels: obsolete)
      node.status.addresses = [
        [
          "type": "InternalIP",
          "address": .string("192.168.\(66 + position / 250).\(position % 250 + 1)"),
        ],
        ["type": "Hostname", "address": .string(named.name)],
      ]
      // The taint of a cordon is its controller's, and goes with it.
      node.spec.taints.removeAll { $0.key == NodeLabel.cordonTaint }
      try await make(node)
    }
    await leases?.begin()
  }

  private func make(_ node: Node) async throws(BackendError) {
    var body = names.marked(node.erased.json).object ?? JSONObject()
    let status = body["status"] ?? [:]
    body["status"] = nil
    let made = try await access.create(.node, .object(body))
    try await access.patch(
      .node, node.metadata.name, subresource: "status", ["status": status])
    try await removeTaintsOfCreation(node)
    guard let leases, let made, let problem = try await leases.add(made.metadata) else { return }
    steps.options.note(problem)
  }

  /// The API server taints each node that is made as not ready, and perhaps otherwise (Kubernetes
  /// plugin/pkg/admission/nodetaint/admission.go, TaintNodesAtCreation). The node lifecycle
  /// controller takes the first away, but need not run where there are no kubelets.
  private func removeTaintsOfCreation(_ node: Node) async throws(BackendError) {
    let name = node.metadata.name
    for attempt in 1...Self.attempts {
      guard case .node(let snapshot)? = try await access.get(.node, name) else { return }
      let present = snapshot.object.spec.taints
      let kept = present.filter { taint in
        taint.key == NodeLabel.cordonTaint || node.spec.taints.contains { $0.isSame(as: taint) }
      }
      if kept.count == present.count { return }
      let body: JSONValue = [
        "metadata": ["resourceVersion": .string(snapshot.object.metadata.resourceVersion)],
        "spec": ["taints": .array(kept.compactMap(\.json))],
      ]
      let response = try await access.send(
        APIRequest(
          .patch, APIRequest.path(of: .node, name: name), patchType: .merge, body: body))
      if response.isSuccess { return }
      if response.code != 409 || attempt == Self.attempts {
        throw .unavailable("the node \(name) stays tainted: \(response.explanation)")
      }
    }
  }
}

extension StringMap {
  /// A map that only says which keys there are.
  fileprivate init(keys: [String]) {
    self.init()
    for key in keys { self[key] = "true" }
  }
}

extension ClusterFacts {
  /// What the node-labeller of the cluster's version writes.
  var nodeLabelRules: NodeLabelRules {
    version?.minor.map { NodeLabelRules(minor: $0) } ?? .newest
  }
}
