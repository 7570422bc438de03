import GodwitModel

/// The kubelet: starts pods that are bound to its node, and ends those that are deleted.
extension World {
  /// What an ordered end of a container takes, and the removal of its pod.
  static let podStop = Span.milliseconds(40)
  /// What a guest takes to shut down when it is asked to.
  static let guestShutdown = Span.seconds(1)

  /// What a launcher takes to see that the other side of its copy is gone; the VMI is written once
  /// meanwhile (recorded in vmi-deleted-mid-migration).
  static let connectionLoss = Span.milliseconds(5)

  mutating func reconcileKubelet(_ name: ObjectName) {
    guard let pod = store.pods[name]?.object, !deadNodes.contains(pod.spec.nodeName) else {
      return
    }
    let uid = pod.metadata.uid
    if pod.metadata.isBeingDeleted { return end(pod) }
    // A node that nobody has said to be ready has no kubelet yet.
    guard store.nodes["", pod.spec.nodeName]?.object.isReady != false else { return }
    if pod.status.phase == .pending, node.starting.insert(uid).inserted {
      queue.add(.pod(name, uid: uid, .started), at: now + startTime)
    }
  }

  /// Has the kubelet of a node that is ready now look at the node's pods.
  mutating func wakeKubelet(of node: String) {
    for pod in store.index.pods(onNode: node) {
      enqueue(WorkKey(.kubelet, pod), after: Self.kubeletLatency)
    }
  }

  /// From the kubelet's seeing a pod to its running; with the latency that makes `podStart`.
  private var startTime: Span {
    let time = timing.podStart - Self.kubeletLatency
    return time < .zero ? .zero : time
  }

  mutating func advancePod(_ name: ObjectName, uid: String, _ event: PodEvent) {
    guard let pod = store.pods[name]?.object, pod.metadata.uid == uid,
      !deadNodes.contains(pod.spec.nodeName)
    else { return }
    switch event {
    case .started: start(pod)
    case .guestStopped: stopGuest(in: pod)
    case .exited(let success): exit(pod, success: success)
    case .guestMissing: if !hasGuest(pod) { exit(pod, success: false) }
    case .removed:
      guard node.ending[uid].map({ $0 <= now }) ?? true else { return }
      node.ending[uid] = nil
      loseGuest(in: pod)
      store.remove(pod.key, at: now)
    }
  }

  private mutating func start(_ pod: Pod) {
    guard pod.status.phase == .pending, !pod.metadata.isBeingDeleted else { return }
    if let container = pod.spec.containers.first(where: { !Self.canPull($0) }) {
      return waitForImage(container, of: pod)
    }
    node.starting.remove(pod.metadata.uid)
    var running = pod
    running.status.phase = .running
    running.status.startTime = Timestamp(now)
    running.status.podIP = makeAddress()
    running.status.hostIP = Self.hostAddress(of: pod.spec.nodeName, in: store)
    running.status.conditions.merge(
      Condition(type: "Ready", status: "True", lastTransitionTime: Timestamp(now)))
    let started: JSONValue = .string(Timestamp(now).instant.description)
    running.status.containerStatuses = pod.spec.containers.map { container in
      [
        "image": .string(container.image), "imageID": "", "lastState": [:],
        "name": .string(container.name), "ready": true,
        "restartCount": 0, "started": true, "state": ["running": ["startedAt": started]],
      ]
    }
    write(running)
    limitWait(of: running)
  }

  /// Of launchers' images only those of the cluster's registry are there; a container disk's is
  /// taken for granted.
  private static func canPull(_ container: Container) -> Bool {
    container.name != "compute" || container.image.hasPrefix("registry.example/")
  }

  /// The pod stays Pending, as long as it is there.
  private mutating func waitForImage(_ container: Container, of pod: Pod) {
    var waiting = pod
    waiting.status.containerStatuses = [
      [
        "image": .string(container.image), "imageID": "", "lastState": [:],
        "name": .string(container.name), "ready": false,
        "restartCount": 0, "started": false,
        "state": ["waiting": ["reason": "ImagePullBackOff"]],
      ]
    ]
    write(waiting)
  }

  private mutating func makeAddress() -> String {
    node.addresses += 1
    return "10.244.\(node.addresses / 254 % 256).\(node.addresses % 254 + 1)"
  }

  private static func hostAddress(of node: String, in store: ObjectStore) -> String {
    store.nodes["", node]?.object.status.addresses.first?["address"]?.string ?? ""
  }

  /// virt-launcher ends by itself; the pod stays, ended.
  private mutating func exit(_ pod: Pod, success: Bool) {
    guard !pod.status.phase.isFinal else { return }
    loseGuest(in: pod)
    var ended = pod
    ended.status.phase = success ? .succeeded : .failed
    let reason = success ? "PodCompleted" : "PodFailed"
    ended.status.conditions.merge(
      Condition(type: "Ready", status: "False", reason: reason, lastTransitionTime: Timestamp(now)))
    let finished: JSONValue = .string(Timestamp(now).instant.description)
    ended.status.containerStatuses = pod.spec.containers.map { container in
      [
        "image": .string(container.image), "imageID": "", "lastState": [:],
        "name": .string(container.name), "ready": false,
        "restartCount": 0, "started": false,
        "state": [
          "terminated": [
            "exitCode": success ? 0 : 1, "finishedAt": finished,
            "reason": success ? "Completed" : "Error",
          ]
        ],
      ]
    }
    write(ended)
    if pod.metadata.isBeingDeleted { store.remove(pod.key, at: now) }
  }

  /// Brings a pod that was deleted to its end.
  ///
  /// A guest gets the time to shut down; a launcher into which a guest is being copied goes on
  /// until its grace period is over.
  private mutating func end(_ pod: Pod) {
    let uid = pod.metadata.uid
    let name = ObjectName(pod.metadata)
    let grace = pod.metadata.deletionGracePeriodSeconds ?? 0
    let deadline = pod.metadata.deletionTimestamp?.instant ?? now
    let owner = pod.metadata.controller?.uid ?? ""
    var last = now + Self.podStop
    if pod.status.phase == .running, grace > 0 {
      if let domain = node.domains[owner], domain.podUID == uid {
        if grace > 30, isLeftAlone(pod.metadata.namespace, pod.metadata.controller) {
          // virt-launcher kills it when its own grace period is over, before the kubelet would.
          last = max(deadline + .seconds(-15), last)
        } else if grace > 30 {
          shutDownGuest(owner, in: name, uid)
          last = max(deadline, last)
        } else if isAlive(pod.spec.nodeName) {
          // Without a grace period of its own a guest is not asked: virt-handler ends it, and
          // virt-launcher after it (pkg/virt-handler/vm.go:1619-1650).
          last = now + timing.handlerSync + Self.podStop
        }
      } else if let job = node.copies[owner].flatMap({ jobs[$0] }), job.isActive,
        job.targetPod == name.name
      {
        last = max(deadline, last)
      }
    }
    if let present = node.ending[uid], present <= last { return }
    node.ending[uid] = last
    queue.add(.pod(name, uid: uid, .removed), at: last)
  }

  /// Whether virt-handler looks away from a guest because it is being copied: then it does not see
  /// that the launcher was told to end (pkg/virt-handler/vm.go:401-404, 1422-1441).
  private func isLeftAlone(_ namespace: String, _ owner: OwnerReference?) -> Bool {
    guard let owner, let instance = store.virtualMachineInstances[namespace, owner.name]?.object,
      instance.metadata.uid == owner.uid, !instance.metadata.isBeingDeleted
    else { return false }
    return instance.status.migrationState?.isCopying == true
  }

  /// Has a guest shut down whose launcher was told to end while virt-handler looked away.
  mutating func resumeEnd(of instance: VirtualMachineInstance) {
    guard let domain = node.domains[instance.metadata.uid], !domain.isShuttingDown,
      let pod = currentPod(of: instance), pod.metadata.uid == domain.podUID,
      pod.metadata.isBeingDeleted, !deadNodes.contains(pod.spec.nodeName)
    else { return }
    node.ending[pod.metadata.uid] = nil
    end(pod)
  }

  private mutating func shutDownGuest(_ owner: String, in name: ObjectName, _ uid: String) {
    guard node.domains[owner]?.isShuttingDown == false else { return }
    node.domains[owner]?.isShuttingDown = true
    queue.add(.pod(name, uid: uid, .guestStopped), at: now + Self.guestShutdown)
  }

  private mutating func stopGuest(in pod: Pod) {
    guard let owner = pod.metadata.controller, let domain = node.domains[owner.uid],
      domain.podUID == pod.metadata.uid
    else { return }
    node.domains[owner.uid] = nil
    failCopy(ofInstance: owner.uid, message: "operation failed: domain is not running")
    reportGuestEnd(ObjectName(pod.metadata.namespace, owner.name), phase: .succeeded)
    node.ending[pod.metadata.uid] = now + Self.podStop
    queue.add(
      .pod(ObjectName(pod.metadata), uid: pod.metadata.uid, .removed), at: now + Self.podStop)
  }

  /// A guest ends with its pod, and so does a copy into or out of it.
  mutating func loseGuest(in pod: Pod) {
    let owner = pod.metadata.controller?.uid ?? ""
    if node.domains[owner]?.podUID == pod.metadata.uid { node.domains[owner] = nil }
    guard let uid = node.copies[owner], let job = jobs[uid], job.isActive else { return }
    if job.sourcePod == pod.metadata.name {
      // Nobody is left to tell of it.
      jobs[uid]?.isReported = true
      jobs[uid]?.state = .failed
      endAbandonedTarget(of: job)
    } else if job.targetPod == pod.metadata.name {
      failJob(uid, message: Self.lostConnection)
    }
  }

  /// A launcher that was waited for because of its copy has nothing left to wait for.
  mutating func endAbandonedTarget(of job: MigrationJob) {
    guard let pod = store.pods[job.instance.namespace, job.targetPod]?.object,
      pod.metadata.isBeingDeleted
    else { return }
    let uid = pod.metadata.uid
    let last = now + Self.connectionLoss
    node.ending[uid] = last
    queue.add(.pod(ObjectName(pod.metadata), uid: uid, .removed), at: last)
  }
}
