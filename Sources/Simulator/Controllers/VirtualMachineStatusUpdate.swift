import GodwitModel

/// What a VirtualMachine shows of its instance.
///
/// KubeVirt pkg/virt-controller/watch/vm/vm.go:2465-2796.
extension World {
  /// Writes what has changed; `failure` is why its instance could not be made.
  mutating func updateStatus(
    _ machine: VirtualMachine, _ instance: VirtualMachineInstance?, failure: String?
  ) {
    var status = machine.status
    let strategy = APIServer.runStrategy(machine)
    status.created = instance != nil
    status.ready = instance?.status.conditions["Ready"]?.status == "True"
    if instance != nil {
      status.desiredGeneration = machine.metadata.generation
      status.observedGeneration =
        instance?.metadata.annotations["kubevirt.io/vm-generation"].flatMap { Int($0) } ?? 0
    }
    if !status.runStrategy.isEmpty || status.created { status.runStrategy = strategy }
    if isFirstRequestDone(status, instance) { status.stateChangeRequests.removeFirst() }
    synchronizeConditions(&status, instance)
    setFailure(&status, failure)
    if instance != nil {
      setRestartRequired(&status, machine)
    } else if status.conditions["RestartRequired"] != nil {
      status.conditions.remove(type: "RestartRequired")
    }
    status.volumeSnapshotStatuses = Self.snapshotStatuses(machine)
    status.printableStatus = printableStatus(machine, status, strategy, instance)
    guard status != machine.status else { return }
    var updated = machine
    updated.status = status
    store.update(updated.erased, at: now)
  }

  /// Whether the oldest request for a start or stop has been met (vm.go:2819-2861).
  private func isFirstRequestDone(
    _ status: VirtualMachineStatus, _ instance: VirtualMachineInstance?
  ) -> Bool {
    guard let request = status.stateChangeRequests.first else { return false }
    if request["action"] == "Stop" {
      guard let instance else { return true }
      return request["uid"]?.string != instance.metadata.uid
    }
    guard let instance else { return false }
    return !instance.metadata.isBeingDeleted && !instance.status.phase.isFinal
  }

  private func synchronizeConditions(
    _ status: inout VirtualMachineStatus, _ instance: VirtualMachineInstance?
  ) {
    let time = Timestamp(now)
    guard let instance else {
      status.conditions.merge(
        Condition(
          type: "Ready", status: "False", reason: "VMINotExists", message: "VMI does not exist",
          lastProbeTime: time, lastTransitionTime: time))
      return
    }
    if let ready = instance.status.conditions["Ready"] {
      status.conditions.merge(ready)
    } else {
      status.conditions.merge(
        Condition(
          type: "Ready", status: "False", reason: "VMIConditionMissing",
          message: "VMI is missing the Ready condition", lastProbeTime: time,
          lastTransitionTime: time))
    }
    let kept = ["Ready", "Failure", "RestartRequired"]
    for condition in instance.status.conditions where !kept.contains(condition.type) {
      status.conditions.merge(condition)
    }
    func isGone(_ condition: Condition) -> Bool {
      !kept.contains(condition.type) && instance.status.conditions[condition.type] == nil
    }
    // Asked first, because an array that is written to is copied.
    if status.conditions.contains(where: isGone) { status.conditions.removeAll(where: isGone) }
  }

  /// vm.go:2798-2817, processFailureCondition.
  private func setFailure(_ status: inout VirtualMachineStatus, _ failure: String?) {
    guard let failure else {
      if status.conditions["Failure"] != nil { status.conditions.remove(type: "Failure") }
      return
    }
    status.conditions.merge(
      Condition(
        type: "Failure", status: "True", reason: "FailedCreate", message: failure,
        lastTransitionTime: Timestamp(now)))
  }

  /// The word of `kubectl get vm`; the first that holds (vm.go:2524-2565).
  private func printableStatus(
    _ machine: VirtualMachine, _ status: VirtualMachineStatus, _ strategy: String,
    _ instance: VirtualMachineInstance?
  ) -> String {
    if machine.metadata.isBeingDeleted { return "Terminating" }
    let requests = status.stateChangeRequests
    guard let instance else {
      let starts =
        requests.contains { $0["action"] == "Start" } || strategy == "Always" || strategy == "Once"
      return starts ? "Starting" : "Stopped"
    }
    let phase = instance.status.phase
    if phase.isFinal { return "Stopped" }
    let wantsStop = strategy == "Halted" || requests.contains { $0["action"] == "Stop" }
    if instance.metadata.isBeingDeleted || wantsStop { return "Stopping" }
    if instance.isMigrating(at: now) { return "Migrating" }
    if instance.status.conditions["Paused"]?.status == "True" { return "Paused" }
    if phase == .running { return "Running" }
    if let failure = instance.status.conditions["Synchronized"], failure.status == "False",
      failure.reason == InstanceFailure.claimReason
    {
      return "ErrorPvcNotFound"
    }
    if let scheduled = instance.status.conditions["PodScheduled"], scheduled.status == "False",
      scheduled.reason == "Unschedulable"
    {
      return "ErrorUnschedulable"
    }
    return "Starting"
  }

  /// Which volumes can be snapshotted: none that this cluster knows.
  private static func snapshotStatuses(_ machine: VirtualMachine) -> [JSONValue] {
    if machine.status.volumeSnapshotStatuses.count == machine.spec.template.spec.volumes.count {
      return machine.status.volumeSnapshotStatuses
    }
    return machine.spec.template.spec.volumes.map { volume in
      let name = volume["name"]?.string ?? ""
      return [
        "enabled": false, "name": .string(name),
        "reason": .string("Snapshot is not supported for this volumeSource type [\(name)]"),
      ]
    }
  }
}

extension VirtualMachineInstance {
  /// Whether a copy runs: KubeVirt pkg/util/migrations/migrations.go:76-97.
  func isMigrating(at now: Instant) -> Bool {
    guard let state = status.migrationState, let start = state.startTimestamp else { return false }
    guard start.instant <= now else { return false }
    return state.endTimestamp.map { $0.instant > now } ?? true
  }
}
