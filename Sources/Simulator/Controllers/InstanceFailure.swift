import GodwitModel

/// Why virt-controller could not do what a VMI needs.
///
/// KubeVirt pkg/virt-controller/watch/common/common.go, SyncError.
struct InstanceFailure: Hashable, Sendable {
  var reason: String
  var message: String
  /// Whether it is tried again by itself, or only when something changes.
  var isTriedAgain = true

  static let createReason = "FailedCreate"
  static let claimReason = "FailedPvcNotFound"
}

extension World {
  /// The first claim of a VMI that is not there, for which its pod waits.
  ///
  /// KubeVirt pkg/virt-controller/watch/vmi/datavolumes.go:116-147.
  mutating func failureOfClaims(_ instance: VirtualMachineInstance) -> InstanceFailure? {
    let namespace = instance.metadata.namespace
    for volume in instance.spec.volumes {
      guard let claim = volume["persistentVolumeClaim"]?["claimName"]?.string,
        store.table(.persistentVolumeClaim)?[namespace, claim] == nil
      else { continue }
      let message = "PVC \(namespace)/\(claim) does not exist, waiting for it to appear"
      report(
        .normal, InstanceFailure.claimReason, message, on: .virtualMachineInstance,
        instance.metadata)
      return InstanceFailure(
        reason: InstanceFailure.claimReason, message: message, isTriedAgain: false)
    }
    return nil
  }

  /// Has the VMIs looked at again that may have waited for a claim.
  mutating func wakeInstances(waitingInNamespace namespace: String) {
    for instance in store.virtualMachineInstances.all.map(\.object)
    where instance.metadata.namespace == namespace && instance.status.phase == .pending {
      enqueue(WorkKey(.instance, ObjectName(instance.metadata)), after: Self.instanceLatency)
    }
  }

  /// What the status of a VMI that virt-controller owns says of a failure (conditions.go:143-164,
  /// lifecycle.go:357-369).
  func setFailure(_ failure: InstanceFailure?, of instance: inout VirtualMachineInstance) {
    guard let failure else {
      if instance.status.conditions["Synchronized"] != nil {
        instance.status.conditions.remove(type: "Synchronized")
      }
      return
    }
    if failure.reason == InstanceFailure.claimReason, instance.status.phase == .pending {
      let scheduled = Condition(
        type: "PodScheduled", status: "False", reason: "Unschedulable", message: failure.message)
      if !instance.status.conditions.says(scheduled) {
        instance.status.conditions.remove(type: "PodScheduled")
        instance.status.conditions.append(scheduled)
      }
    }
    if let present = instance.status.conditions["Synchronized"], present.status == "False",
      present.reason == failure.reason
    {
      return
    }
    instance.status.conditions.remove(type: "Synchronized")
    instance.status.conditions.append(
      Condition(
        type: "Synchronized", status: "False", reason: failure.reason, message: failure.message,
        lastTransitionTime: Timestamp(now)))
  }
}
