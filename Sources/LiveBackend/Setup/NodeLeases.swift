import BackendInterface
import GodwitModel
import KubernetesClient

/// Keeps the nodes that a run makes alive, as their kubelets would.
///
/// The node lifecycle controller takes a node for dead whose lease nobody has renewed for its grace
/// period, 40 s in older versions: it makes the node's Ready condition Unknown, taints it, and five
/// minutes later its pods are evicted (Kubernetes pkg/controller/nodelifecycle/
/// node_lifecycle_controller.go, tryUpdateNodeHealth). A renewed lease alone keeps it from that.
///
/// virt-controller needs nothing of the kind: it takes a node for unresponsive where the annotation
/// kubevirt.io/heartbeat is older than five minutes, not where there is none (KubeVirt
/// pkg/virt-controller/watch/node/node.go:451-466). So the nodes have none, and whoever plays
/// virt-handler may write it.
actor NodeLeases {
  static let namespace = "kube-node-lease"
  /// As kubelets do it (Kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go,
  /// NodeLeaseDurationSeconds, a quarter of which is their interval).
  private static let seconds = 40
  private static let renewal = Span.seconds(10)

  private let access: ClusterAccess
  private let mark: RunMark
  private let time: LiveTime
  private var nodes: [String] = []
  private var renewing: Task<Void, Never>?

  init(_ access: ClusterAccess, mark: RunMark, time: LiveTime) {
    self.access = access
    self.mark = mark
    self.time = time
  }

  /// Makes the lease of a node. Returns why there is none, in words: the node lives for a while
  /// without.
  func add(_ node: ObjectMeta) async throws(BackendError) -> String? {
    let response = try await access.send(
      APIRequest(
        .post, APIRequest.path(of: .lease, namespace: Self.namespace),
        body: [
          "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
          "metadata": [
            "name": .string(node.name), "namespace": .string(Self.namespace),
            "labels": mark.labels.json ?? [:],
            "ownerReferences": [
              [
                "apiVersion": "v1", "kind": "Node", "name": .string(node.name),
                "uid": .string(node.uid),
              ]
            ],
          ],
          "spec": [
            "holderIdentity": .string(node.name), "leaseDurationSeconds": .int(Self.seconds),
            "renewTime": .string(time.wallClock().microsecondText),
          ],
        ]))
    guard response.isSuccess || response.code == 409 else {
      return "the node \(node.name) has no lease, and may be taken for dead after 40 s: "
        + response.explanation
    }
    nodes.append(node.name)
    return nil
  }

  /// Renews the leases from now on.
  func begin() {
    if nodes.isEmpty || renewing != nil { return }
    renewing = Task { [weak self] in
      while await self?.renew() == true {}
    }
  }

  /// Renews them no more.
  func end() async {
    renewing?.cancel()
    await renewing?.value
  }

  private func renew() async -> Bool {
    do throws(ClientError) {
      try await time.rest(Self.renewal)
    } catch {
      return false
    }
    for node in nodes {
      // The next time comes before anybody misses this one.
      _ = try? await access.send(
        APIRequest(
          .patch, APIRequest.path(of: .lease, namespace: Self.namespace, name: node),
          patchType: .merge,
          body: ["spec": ["renewTime": .string(time.wallClock().microsecondText)]]))
    }
    return !Task.isCancelled
  }
}
