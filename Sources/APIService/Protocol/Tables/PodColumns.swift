import GodwitModel

/// The table of pods (printers.go, printPod).
enum PodColumns {
  static let all: [TableColumn] = [
    .objectName,
    TableColumn(
      "Ready", "The aggregate readiness state of this pod for accepting traffic."
    ) { pod, _ in .string(ready(pod)) },
    TableColumn("Status", "The aggregate status of the containers in this pod.") { pod, _ in
      .string(status(pod))
    },
    TableColumn(
      "Restarts",
      "The number of times the containers in this pod have been restarted and when the last "
        + "container in this pod has restarted."
    ) { pod, now in .string(restarts(pod, now)) },
    .age,
    .text(
      "IP", ["status", "podIP"], podIPDescription, missing: "<none>", priority: 1),
    .text(
      "Node", ["spec", "nodeName"], nodeNameDescription, missing: "<none>", priority: 1),
    .text(
      "Nominated Node", ["status", "nominatedNodeName"], nominatedNodeDescription,
      missing: "<none>", priority: 1),
    TableColumn("Readiness Gates", readinessGatesDescription, priority: 1) { pod, _ in
      .string(readinessGates(pod))
    },
  ]

  private static func containers(_ pod: JSONValue) -> [JSONValue] {
    pod["status"]?["containerStatuses"]?.array ?? []
  }

  /// Init containers that go on beside the others.
  private static func sidecars(_ pod: JSONValue) -> [String] {
    (pod["spec"]?["initContainers"]?.array ?? []).filter { $0["restartPolicy"] == "Always" }
      .compactMap { $0["name"]?.string }
  }

  private static func ready(_ pod: JSONValue) -> String {
    let sidecars = sidecars(pod)
    let total = (pod["spec"]?["containers"]?.array ?? []).count + sidecars.count
    let ready = containers(pod).count { isReady($0) }
    let readySidecars = (pod["status"]?["initContainerStatuses"]?.array ?? []).count {
      sidecars.contains($0["name"]?.string ?? "") && $0["started"] == true && $0["ready"] == true
    }
    return "\(ready + readySidecars)/\(total)"
  }

  private static func isReady(_ container: JSONValue) -> Bool {
    container["ready"] == true && container["state"]?["running"] != nil
  }

  private static func status(_ pod: JSONValue) -> String {
    let phase = pod["status"]?["phase"]?.string ?? ""
    let given = pod["status"]?["reason"]?.string ?? ""
    var reason = given.isEmpty ? phase : given
    let conditions = pod["status"]?["conditions"]?.array ?? []
    if conditions.contains(where: {
      $0["type"] == "PodScheduled" && $0["reason"] == "SchedulingGated"
    }) {
      reason = "SchedulingGated"
    }
    var hasRunning = false
    for container in containers(pod).reversed() {
      let waiting = container["state"]?["waiting"]?["reason"]?.string ?? ""
      if !waiting.isEmpty {
        reason = waiting
      } else if let ended = container["state"]?["terminated"] {
        reason = end(ended)
      } else if isReady(container) {
        hasRunning = true
      }
    }
    if reason == "Completed", hasRunning {
      let isReady = conditions.contains { $0["type"] == "Ready" && $0["status"] == "True" }
      reason = isReady ? "Running" : "NotReady"
    }
    guard pod["metadata"]?["deletionTimestamp"] != nil else { return reason }
    if given == "NodeLost" { return "Unknown" }
    return phase == "Succeeded" || phase == "Failed" ? reason : "Terminating"
  }

  private static func end(_ state: JSONValue) -> String {
    if let reason = state["reason"]?.string, !reason.isEmpty { return reason }
    if let signal = state["signal"]?.int, signal != 0 { return "Signal:\(signal)" }
    return "ExitCode:\(state["exitCode"]?.int ?? 0)"
  }

  private static func restarts(_ pod: JSONValue, _ now: Instant) -> String {
    var count = 0
    var last: String?
    for container in containers(pod) {
      count += container["restartCount"]?.int ?? 0
      if let time = container["lastState"]?["terminated"]?["finishedAt"]?.string {
        last = max(last ?? time, time)
      }
    }
    guard count > 0, let last else { return String(count) }
    return "\(count) (\(HumanDuration.age(of: last, at: now)) ago)"
  }

  private static func readinessGates(_ pod: JSONValue) -> String {
    let gates = (pod["spec"]?["readinessGates"]?.array ?? []).compactMap {
      $0["conditionType"]?.string
    }
    if gates.isEmpty { return "<none>" }
    let conditions = pod["status"]?["conditions"]?.array ?? []
    let passed = gates.count { gate in
      conditions.contains { $0["type"]?.string == gate && $0["status"] == "True" }
    }
    return "\(passed)/\(gates.count)"
  }

  private static let podIPDescription = """
    podIP address allocated to the pod. Routable at least within the cluster. Empty if not yet \
    allocated.
    """
  private static let nodeNameDescription = """
    NodeName indicates in which node this pod is scheduled. If empty, this pod is a candidate \
    for scheduling by the scheduler defined in schedulerName. Once this field is set, the \
    kubelet for this node becomes responsible for the lifecycle of this pod. This field should \
    not be used to express a desire for the pod to be scheduled on a specific node. \
    https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
    """
  private static let nominatedNodeDescription = """
    nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot \
    be scheduled right away as preemption victims receive their graceful termination periods. \
    This field does not guarantee that the pod will be scheduled on this node. Scheduler may \
    decide to place the pod elsewhere if other nodes become available sooner. Scheduler may also \
    decide to give the resources on this node to a higher priority pod that is created after \
    preemption. As a result, this field may be different than PodSpec.nodeName when the pod is \
    scheduled.
    """
  private static let readinessGatesDescription = """
    If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when \
    all its containers are ready AND all conditions specified in the readiness gates have status \
    equal to "True" More info: \
    https://git.k8s.io/enhancements/keps/sig-network/580-pod-readiness-gates
    """
}
