import GivenObjects
import GodwitModel

/// What becomes of a node that falls silent: Kubernetes' node lifecycle controller, and KubeVirt's
/// node controller.
///
/// Times are Kubernetes' defaults: 50 s until a node counts as lost (recorded), 300 s until its
/// pods are deleted; KubeVirt waits five minutes for a heartbeat (node.go:170-300).
extension World {
  private static let gracePeriod = Span.seconds(50)
  private static let evictionDelay = Span.seconds(300)
  private static let heartbeatLimit = Span.minutes(6)

  mutating func killNode(_ name: String) {
    guard deadNodes.insert(name).inserted else { return }
    wake(WorkKey(.nodeLifecycle, node: name), after: Self.gracePeriod)
    queue.add(
      .reconcile(WorkKey(.heartbeat, node: name)), at: now + Self.heartbeatLimit)
    loseConnections(of: name, handlerOnly: false)
  }

  mutating func healNode(_ name: String) {
    guard deadNodes.remove(name) != nil, let node = store.nodes["", name]?.object else { return }
    var healed = node
    healed.metadata.labels["kubevirt.io/schedulable"] = "true"
    healed.spec.taints.removeAll { $0.key == Node.unreachableTaint }
    healed.status.conditions = [NodeManifest.readyCondition]
    if healed != node { store.update(healed.erased, at: now) }
    for pod in store.index.pods(onNode: name) {
      restoreReadiness(of: pod)
      enqueue(WorkKey(.kubelet, pod), after: Self.kubeletLatency)
    }
    resumeHandler(name)
  }

  mutating func killHandler(_ name: String) {
    guard deadHandlers.insert(name).inserted else { return }
    queue.add(
      .reconcile(WorkKey(.heartbeat, node: name)), at: now + Self.heartbeatLimit)
    loseConnections(of: name, handlerOnly: true)
  }

  mutating func healHandler(_ name: String) {
    guard deadHandlers.remove(name) != nil else { return }
    if let node = store.nodes["", name]?.object,
      node.metadata.labels["kubevirt.io/schedulable"] == "false"
    {
      var healed = node
      healed.metadata.labels["kubevirt.io/schedulable"] = "true"
      store.update(healed.erased, at: now)
    }
    resumeHandler(name)
  }

  /// A virt-handler that comes back looks at everything on its node.
  private mutating func resumeHandler(_ name: String) {
    for pod in store.index.pods(onNode: name) {
      guard let owner = store.pods[pod]?.object.metadata.controller else { continue }
      enqueue(
        WorkKey(.handler, ObjectName(pod.namespace, owner.name), node: name),
        after: timing.handlerSync)
      if let uid = node.copies[owner.uid], let job = jobs[uid] {
        if job.state == .failed, !job.isReported {
          queue.add(
            .job(uid: uid, .reportFailure, revision: job.revision), at: now + timing.handlerSync)
        } else if job.state == .arrived, job.targetNode == name {
          reportArrival(uid, job)
        }
      }
    }
  }

  /// Copies run through the virt-handlers: without one the connection breaks; with a node that is
  /// gone it only stands still.
  private mutating func loseConnections(of name: String, handlerOnly: Bool) {
    for pod in store.index.pods(onNode: name) {
      guard let owner = store.pods[pod]?.object.metadata.controller,
        let uid = node.copies[owner.uid], let job = jobs[uid], job.isActive,
        job.sourceNode == name || job.targetNode == name
      else { continue }
      if handlerOnly {
        failJob(uid, message: Self.lostConnection)
      } else {
        stallJob(uid)
      }
    }
  }

  // MARK: Time passes

  mutating func reconcileNodeLifecycle(_ name: String) {
    guard deadNodes.contains(name), let node = store.nodes["", name]?.object else { return }
    var lost = node
    lost.status.conditions = [
      [
        "type": "Ready", "status": "Unknown", "reason": "NodeStatusUnknown",
        "message": "Kubelet stopped posting node status.",
      ]
    ]
    for effect in ["NoSchedule", "NoExecute"] {
      var taint = Taint()
      taint.key = Node.unreachableTaint
      taint.effect = effect
      taint.timeAdded = Timestamp(now)
      lost.spec.taints.append(taint)
    }
    store.update(lost.erased, at: now)
    for name in store.index.pods(onNode: name) {
      guard let pod = store.pods[name]?.object,
        pod.status.conditions["Ready"]?.status == "True"
      else { continue }
      var changed = pod
      changed.status.conditions.merge(
        Condition(type: "Ready", status: "False", lastTransitionTime: Timestamp(now)))
      write(changed)
      report(
        .warning, "NodeNotReady", "Node is not ready", on: .pod, pod.metadata,
        from: Component.node)
    }
    wake(WorkKey(.podEviction, node: name), after: Self.evictionDelay)
  }

  private mutating func restoreReadiness(of name: ObjectName) {
    guard let pod = store.pods[name]?.object, pod.status.phase == .running,
      pod.status.conditions["Ready"]?.status == "False"
    else { return }
    var changed = pod
    changed.status.conditions.merge(
      Condition(type: "Ready", status: "True", lastTransitionTime: Timestamp(now)))
    write(changed)
  }

  /// The taint's tolerations are over: the pods are deleted, though nobody ends them.
  mutating func evictPodsOfLostNode(_ name: String) {
    guard deadNodes.contains(name) else { return }
    for pod in store.index.pods(onNode: name) {
      guard var pod = store.pods[pod]?.object, !pod.metadata.isBeingDeleted else { continue }
      // k8s.io/kubernetes pkg/controller/tainteviction/taint_eviction.go.
      report(
        .normal, "TaintManagerEviction",
        "Marking for deletion Pod \(pod.metadata.namespace)/\(pod.metadata.name)", on: .pod,
        pod.metadata, from: Component.taintEviction)
      pod.status.conditions.merge(
        Condition(
          type: "DisruptionTarget", status: "True", reason: "DeletionByTaintManager",
          message: "Taint manager: deleting due to NoExecute taint",
          lastTransitionTime: Timestamp(now)))
      write(pod)
      delete(pod)
    }
  }

  /// KubeVirt's own view: no heartbeat for five minutes, looked at every minute.
  mutating func checkHeartbeat(_ name: String) {
    guard !isAlive(name), let node = store.nodes["", name]?.object,
      node.metadata.labels["kubevirt.io/schedulable"] == "true"
    else { return }
    var marked = node
    marked.metadata.labels["kubevirt.io/schedulable"] = "false"
    store.update(marked.erased, at: now)
    report(
      .normal, "NodeUnresponsive", "virt-handler is not responsive, marking node as unresponsive",
      on: .node, node.metadata, from: Component.node)
    for name in store.index.instances(onNode: name) { failOrphan(name, node.metadata.name) }
  }

  /// A VMI of a silent node is given up only when none of its pods is left there.
  private mutating func failOrphan(_ name: ObjectName, _ host: String) {
    guard let instance = store.virtualMachineInstances[name]?.object,
      !instance.status.phase.isFinal,
      !store.index.pods(ofOwner: instance.metadata.uid).contains(where: {
        store.pods[$0]?.object.spec.nodeName == host
      })
    else { return }
    var failed = instance
    failed.status.phase = .failed
    failed.status.reason = "NodeUnresponsive"
    stampPhase(&failed.status)
    write(failed, replacing: instance)
    report(
      .normal, "NodeUnresponsive",
      "virt-handler on node \(host) is not responsive, marking VMI as failed",
      on: .virtualMachineInstance, instance.metadata, from: Component.node)
  }
}
