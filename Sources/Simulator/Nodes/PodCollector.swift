import GodwitModel

/// kube-controller-manager's collector of pods, for nodes that were deleted.
///
/// k8s.io/kubernetes pkg/controller/podgc/gc_controller.go, gcOrphaned: it looks every 20 s, and
/// waits 40 s before it believes that a node is gone.
extension World {
  private static let quarantine = Span.seconds(60)

  /// Notes that a node is no more; its machine and what runs there go on for now.
  mutating func loseNode(_ node: Node) {
    let name = node.metadata.name
    report(
      .normal, "RemovingNode", "Node \(name) event: Removing Node \(name) from Controller",
      on: .node, node.metadata, from: Component.node)
    wake(WorkKey(.podCollector, node: name), after: Self.quarantine)
  }

  /// A node of a name that was there before is a new machine, whatever had happened to the old one.
  mutating func takeInNode(_ node: Node) {
    deadNodes.remove(node.metadata.name)
    deadHandlers.remove(node.metadata.name)
  }

  /// Ends the pods of a node that has not come back.
  mutating func collectPods(ofNode name: String) {
    guard store.nodes["", name] == nil else { return }
    for pod in store.index.pods(onNode: name) {
      guard let pod = store.pods[pod]?.object else { continue }
      loseGuest(in: pod)
      var failed = pod
      if !pod.status.phase.isFinal {
        failed.status.phase = .failed
        failed.status.conditions.merge(
          Condition(
            type: "DisruptionTarget", status: "True", reason: "DeletionByPodGC",
            message: "PodGC: node no longer exists", lastTransitionTime: Timestamp(now)))
        write(failed)
      }
      delete(failed, grace: 0)
    }
  }
}
