import GivenObjects
import GodwitModel

/// The taints that tell of a node's state.
extension World {
  /// Brings the taints with the effect NoSchedule in line with a node's conditions and its cordon.
  ///
  /// k8s.io/kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go,
  /// doNoScheduleTaintingPass.
  mutating func reconcileNodeTaints(_ name: String) {
    guard let node = store.nodes["", name]?.object, !node.hasTaintsOfItsState else { return }
    var changed = node
    let wanted = node.taintsOfState
    changed.spec.taints.removeAll { $0.tellsOfState && !wanted.contains($0.key) }
    let present = changed.spec.taints.filter(\.tellsOfState).map(\.key)
    for key in wanted where !present.contains(key) {
      var taint = Taint()
      taint.key = key
      taint.effect = "NoSchedule"
      taint.timeAdded = Timestamp(now)
      changed.spec.taints.append(taint)
    }
    store.update(changed.erased, at: now)
  }
}

extension Node {
  static let cordonTaint = NodeLabel.cordonTaint
  static let unreachableTaint = "node.kubernetes.io/unreachable"
  static let notReadyTaint = "node.kubernetes.io/not-ready"

  /// The taint of each condition, with the condition's status (nodeConditionToTaintKeyStatusMap).
  fileprivate static let taintsOfConditions: [(type: String, status: String, taint: String)] = [
    ("Ready", "False", notReadyTaint), ("Ready", "Unknown", unreachableTaint),
    ("MemoryPressure", "True", "node.kubernetes.io/memory-pressure"),
    ("DiskPressure", "True", "node.kubernetes.io/disk-pressure"),
    ("NetworkUnavailable", "True", "node.kubernetes.io/network-unavailable"),
    ("PIDPressure", "True", "node.kubernetes.io/pid-pressure"),
  ]

  /// Whether the kubelet says that the node works. Without the condition nobody has said so yet.
  var isReady: Bool {
    status.conditions.contains { $0["type"] == "Ready" && $0["status"] == "True" }
  }

  /// Keys of the taints that conditions and cordon ask for.
  fileprivate var taintsOfState: [String] {
    var keys: [String] = []
    for condition in status.conditions {
      let type = condition["type"]?.string
      let status = condition["status"]?.string
      for entry in Self.taintsOfConditions where entry.type == type && entry.status == status {
        keys.append(entry.taint)
      }
    }
    if spec.unschedulable { keys.append(Self.cordonTaint) }
    return keys
  }

  /// Whether the taints that tell of the node's state are those that it asks for.
  var hasTaintsOfItsState: Bool {
    let present = spec.taints.filter(\.tellsOfState).map(\.key)
    let wanted = taintsOfState
    return present.count == wanted.count && wanted.allSatisfy(present.contains)
  }

  /// Marks a new node, until its conditions say that it is ready.
  ///
  /// k8s.io/kubernetes plugin/pkg/admission/nodetaint/admission.go, addTaint.
  mutating func taintAtCreation() {
    let key = Self.notReadyTaint
    if spec.taints.contains(where: { $0.key == key && $0.effect == "NoSchedule" }) { return }
    var taint = Taint()
    taint.key = key
    taint.effect = "NoSchedule"
    spec.taints.append(taint)
  }
}

extension Taint {
  /// Whether the node controller puts the taint there and takes it away.
  fileprivate var tellsOfState: Bool {
    effect == "NoSchedule"
      && (key == Node.cordonTaint || Node.taintsOfConditions.contains { $0.taint == key })
  }
}
