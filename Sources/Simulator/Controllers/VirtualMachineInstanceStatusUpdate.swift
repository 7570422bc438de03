import GodwitModel

/// What virt-controller writes on a VMI after each pass.
///
/// KubeVirt pkg/virt-controller/watch/vmi/lifecycle.go:272-620.
extension World {
  mutating func updateStatus(
    of seen: VirtualMachineInstance, _ pod: Pod?, _ failure: InstanceFailure?
  ) {
    let name = ObjectName(seen.metadata)
    guard let instance = store.virtualMachineInstances[name]?.object else { return }
    var updated = instance
    setActivePods(&updated)
    setReady(&updated, pod)
    if let pod {
      let image = pod.spec.containers.first?.image ?? ""
      if instance.status.launcherContainerImageVersion != image {
        updated.status.launcherContainerImageVersion = image
      }
      let mark = image.isEmpty || image == settings.launcherImage ? nil : ""
      if instance.metadata.labels["kubevirt.io/outdatedLauncherImage"] != mark {
        updated.metadata.labels["kubevirt.io/outdatedLauncherImage"] = mark
      }
      synchronizePod(pod, with: updated)
      setMemoryOverhead(&updated, pod)
    }
    advancePhase(&updated, from: instance, pod)
    if profile.hasEvictionRequested { setEvictionRequested(&updated) }
    // A VMI that virt-handler owns is patched, and the patch leaves the time out.
    let isOwned = instance.status.phase == .running || instance.status.phase == .scheduled
    if !isOwned {
      setFailure(failure, of: &updated)
      if updated.status.phase != instance.status.phase { stampPhase(&updated.status) }
    }
    guard updated != instance else { return }
    write(updated, replacing: instance)
  }

  private func setActivePods(_ instance: inout VirtualMachineInstance) {
    var active = StringMap()
    for name in store.index.pods(ofOwner: instance.metadata.uid) {
      if let pod = store.pods[name]?.object { active[pod.metadata.uid] = pod.spec.nodeName }
    }
    if active != instance.status.activePods { instance.status.activePods = active }
  }

  /// The Ready condition follows the pod of the VMI's node (lifecycle.go:874-924).
  private func setReady(_ instance: inout VirtualMachineInstance, _ pod: Pod?) {
    let time = Timestamp(now)
    func notReady(_ reason: String, _ message: String) -> Condition {
      Condition(
        type: "Ready", status: "False", reason: reason, message: message, lastProbeTime: time,
        lastTransitionTime: time)
    }
    let condition: Condition
    if let pod {
      if pod.isDownOrGoingDown {
        condition = notReady("PodTerminating", "virt-launcher pod is terminating")
      } else if instance.status.phase != .running {
        condition = notReady("GuestNotRunning", "Guest VM is not reported as running")
      } else if let ready = pod.status.conditions["Ready"] {
        condition = ready
      } else {
        condition = notReady(
          "PodConditionMissing", "virt-launcher pod is missing the Ready condition")
      }
    } else {
      condition = notReady("PodNotExists", "virt-launcher pod has not yet been scheduled")
    }
    if !instance.status.conditions.says(condition) {
      instance.status.conditions.merge(condition)
    }
  }

  private func setMemoryOverhead(_ instance: inout VirtualMachineInstance, _ pod: Pod) {
    guard let text = pod.metadata.annotations["kubevirt.io/memory-overhead-bytes"],
      let bytes = Int64(text)
    else { return }
    let overhead = Quantity(bytes).description
    if instance.status.memory["memoryOverhead"]?.string == overhead { return }
    var memory = instance.status.memory.object ?? JSONObject()
    memory["memoryOverhead"] = .string(overhead)
    instance.status.memory = .object(memory)
  }

  /// Labels that the pod shares with its VMI, and the readiness gate (lifecycle.go:712-870).
  private mutating func synchronizePod(_ seen: Pod, with instance: VirtualMachineInstance) {
    guard let pod = store.pods[ObjectName(seen.metadata)]?.object else { return }
    var changed = pod
    for key in ["kubevirt.io/nodeName", "kubevirt.io/outdatedLauncherImage"] {
      let value = instance.metadata.labels[key]
      if changed.metadata.labels[key] != value { changed.metadata.labels[key] = value }
    }
    let isPaused = instance.status.conditions["Paused"]?.status == "True"
    let gate = "kubevirt.io/virtual-machine-unpaused"
    let present = pod.status.conditions[gate]?.status
    if isPaused ? present == "True" : present != "True" {
      changed.status.conditions.merge(
        Condition(
          type: gate, status: isPaused ? "False" : "True",
          reason: isPaused ? "Paused" : "NotPaused",
          message: isPaused
            ? "the virtual machine is paused" : "the virtual machine is not paused",
          lastProbeTime: Timestamp(now), lastTransitionTime: Timestamp(now)))
    }
    if changed != pod { write(changed) }
  }

  private mutating func advancePhase(
    _ updated: inout VirtualMachineInstance, from instance: VirtualMachineInstance, _ pod: Pod?
  ) {
    switch instance.status.phase {
    case .unset, .pending:
      if pod != nil {
        updated.status.phase = .scheduling
      } else {
        updated.status.phase = instance.metadata.isBeingDeleted ? .failed : .pending
        addTopologyHints(&updated)
      }
    case .scheduling: advanceScheduling(&updated, pod, isDeleted: instance.metadata.isBeingDeleted)
    case .scheduled, .running:
      if pod == nil { updated.status.phase = .failed }
    case .succeeded, .failed:
      if store.index.pods(ofOwner: instance.metadata.uid).isEmpty {
        updated.metadata.removeFinalizer(Self.instanceFinalizer)
        updated.metadata.labels["kubevirt.io/outdatedLauncherImage"] = nil
        updated.status.launcherContainerImageVersion = ""
      }
      if store.virtualMachines[ObjectName(instance.metadata)]?.object.metadata.uid
        != instance.metadata.controller?.uid
      {
        updated.metadata.removeFinalizer(Self.machineFinalizer)
      }
    default: break
    }
  }

  /// lifecycle.go:615-625.
  private mutating func addTopologyHints(_ instance: inout VirtualMachineInstance) {
    guard instance.status.rest["topologyHints"] == nil, let hints = topologyHints(for: instance)
    else { return }
    instance.status.rest["topologyHints"] = hints
    enqueue(WorkKey(.instance, ObjectName(instance.metadata)), after: Self.instanceLatency)
    awaitTopologyUpdate()
  }

  private func advanceScheduling(
    _ updated: inout VirtualMachineInstance, _ pod: Pod?, isDeleted: Bool
  ) {
    guard let pod else {
      updated.status.phase = .failed
      return
    }
    updated.status.qosClass = pod.status.qosClass
    if let scheduled = pod.status.conditions["PodScheduled"], scheduled.status == "False" {
      updated.status.conditions.merge(scheduled)
    } else if updated.status.conditions["PodScheduled"] != nil {
      updated.status.conditions.remove(type: "PodScheduled")
    }
    if pod.isReadyForHandoff, !isDeleted {
      updated.status.phase = .scheduled
      updated.status.volumeStatus = Self.volumeStatus(of: updated)
      updated.status.interfaces = Self.interfaces(of: updated)
      updated.metadata.labels["kubevirt.io/nodeName"] = pod.spec.nodeName
      updated.status.nodeName = pod.spec.nodeName
      updated.status.migrationTransport = "Unix"
    } else if pod.isDownOrGoingDown {
      updated.status.phase = .failed
    }
  }

  /// What is known of the volumes before virt-handler looks: their names, and of claims what the
  /// PVC says.
  private static func volumeStatus(of instance: VirtualMachineInstance) -> [JSONValue] {
    instance.spec.volumes.map { ["name": $0["name"] ?? "", "target": ""] }
  }

  private static func interfaces(of instance: VirtualMachineInstance) -> [JSONValue] {
    instance.spec.networks.enumerated().map { position, network in
      [
        "name": network["name"] ?? "",
        "podInterfaceName": .string(network["pod"] == nil ? "net\(position)" : "eth0"),
      ]
    }
  }

  private func setEvictionRequested(_ instance: inout VirtualMachineInstance) {
    if instance.status.evacuationNodeName.isEmpty {
      if instance.status.conditions["EvictionRequested"] != nil {
        instance.status.conditions.remove(type: "EvictionRequested")
      }
      return
    }
    let condition = Condition(
      type: "EvictionRequested", status: "True", reason: "EvictionRequested",
      message: "VMI is marked for eviction", lastProbeTime: Timestamp(now),
      lastTransitionTime: Timestamp(now))
    if !instance.status.conditions.says(condition) {
      instance.status.conditions.merge(condition)
    }
  }

  func stampPhase(_ status: inout VirtualMachineInstanceStatus) {
    let phase = status.phase.rawValue
    if status.phaseTransitionTimestamps.contains(where: { $0.phase == phase }) { return }
    status.phaseTransitionTimestamps.append(PhaseTransition(phase: phase, at: Timestamp(now)))
  }
}
