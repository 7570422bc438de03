import GodwitModel

/// The controller of VirtualMachineInstances: launcher pods, and the phases until virt-handler
/// takes over.
///
/// KubeVirt pkg/virt-controller/watch/vmi/lifecycle.go.
extension World {
  static let instanceFinalizer = "kubevirt.io/foregroundDeleteVirtualMachine"

  mutating func reconcileInstance(_ name: ObjectName) {
    guard let instance = store.virtualMachineInstances[name]?.object else { return }
    if !instance.metadata.hasObservedVersion {
      var observed = instance
      observed.metadata.setObservedVersion()
      write(observed, replacing: instance)
      return
    }
    let key = WorkKey(.instance, name)
    var pod = currentPod(of: instance)
    let failure = synchronizeInstance(instance, &pod)
    if failure?.isTriedAgain == true { retry(key) } else { forget(key) }
    updateStatus(of: instance, pod, failure)
  }

  /// Why the API server refuses a pod that a controller makes, for its namespace is being deleted
  /// or the quota has no room for it; nil when it does not.
  func refusal(of pod: Pod) -> String? {
    if let refusal = refusalOfNamespace(.pod, pod.metadata) { return refusal.message }
    // Of PriorityClasses there are the two that every cluster has (plugin/pkg/admission/priority).
    let priority = pod.spec.priorityClassName
    if !priority.isEmpty, !["system-cluster-critical", "system-node-critical"].contains(priority) {
      return "pods \"\(pod.metadata.name)\" is forbidden: no PriorityClass with name \(priority) "
        + "was found"
    }
    guard let quotas = store.table(.resourceQuota), quotas.count > 0 else { return nil }
    return ResourceQuotaAdmission.check(pod, store: store)?.message
  }

  /// The launcher pod in which the guest of a VMI is, or is to be.
  ///
  /// KubeVirt pkg/controller/controller.go, CurrentVMIPod: of the pods on the VMI's node the
  /// newest; before it has a node the newest of all.
  func currentPod(of instance: VirtualMachineInstance) -> Pod? {
    var current: Pod?
    for name in store.index.pods(ofOwner: instance.metadata.uid) {
      guard let pod = store.pods[name]?.object else { continue }
      let node = instance.status.nodeName
      if !node.isEmpty, pod.spec.nodeName != node { continue }
      if let present = current, let newer = present.metadata.creationTimestamp,
        let time = pod.metadata.creationTimestamp, time <= newer
      {
        continue
      }
      current = pod
    }
    return current
  }

  /// Makes or removes pods (lifecycle.go:66-270).
  private mutating func synchronizeInstance(
    _ instance: VirtualMachineInstance, _ pod: inout Pod?
  ) -> InstanceFailure? {
    if instance.metadata.isBeingDeleted {
      deleteLauncherPods(of: instance)
      pod = currentPod(of: instance)
      return nil
    }
    if instance.status.phase.isFinal { return nil }
    guard let present = pod else {
      let phase = instance.status.phase
      guard phase == .pending || phase == .unset else { return nil }
      return createLauncherPod(for: instance, &pod)
    }
    if present.isReadyForHandoff, profile.evictionMark == .byInstance {
      markEviction(of: instance, on: present)
    }
    return nil
  }

  private mutating func createLauncherPod(
    for instance: VirtualMachineInstance, _ pod: inout Pod?
  ) -> InstanceFailure? {
    if let failure = failureOfClaims(instance) { return failure }
    // It waits for what the status is to say of the frequency (lifecycle.go:105-109).
    if instance.status.rest["topologyHints"] == nil, topologyHints(for: instance) != nil {
      return nil
    }
    func failure(_ message: String) -> InstanceFailure {
      InstanceFailure(reason: InstanceFailure.createReason, message: message)
    }
    let name = ObjectName(instance.metadata)
    for migration in store.index.migrations(ofInstance: name)
    where store.migrations[migration]?.object.status.phase.isFinal == false {
      return failure("active migration exists")
    }
    if let objection = LauncherPod.objection(
      to: instance.spec.domain, permitted: settings.permittedHostDevices)
    {
      return failure("failed to render launch manifest: \(objection)")
    }
    var template = LauncherPod.template(for: instance, settings: settings)
    template.metadata.name = template.metadata.generateName + store.makeNameSuffix()
    if let refusal = refusal(of: template) {
      report(
        .warning, "FailedCreate", "Error creating pod: \(refusal)", on: .virtualMachineInstance,
        instance.metadata)
      return failure("failed to create virtual machine pod: \(refusal)")
    }
    guard case .pod(let created) = store.create(template.erased, at: now) else {
      return failure("failed to create virtual machine pod")
    }
    report(
      .normal, "SuccessfulCreate", "Created virtual machine pod \(created.object.metadata.name)",
      on: .virtualMachineInstance, instance.metadata)
    pod = created.object
    return nil
  }

  /// Deletes every pod of a VMI that is being deleted (lifecycle.go, deleteAllMatchingPods).
  private mutating func deleteLauncherPods(of instance: VirtualMachineInstance) {
    for name in store.index.pods(ofOwner: instance.metadata.uid) {
      guard let pod = store.pods[name]?.object else { continue }
      if pod.metadata.isBeingDeleted, !pod.status.phase.isFinal { continue }
      delete(pod)
      report(
        .normal, "SuccessfulDelete", "Deleted virtual machine pod \(name.name)",
        on: .virtualMachineInstance, instance.metadata)
    }
  }

  /// Tells the descheduler that a VMI is on its way (lifecycle.go:220-233).
  private mutating func markEviction(of instance: VirtualMachineInstance, on pod: Pod) {
    let isMarked = !instance.status.evacuationNodeName.isEmpty
    let key = Pod.evictionInProgress
    guard isMarked != (pod.metadata.annotations[key] != nil) else { return }
    var changed = pod
    changed.metadata.annotations[key] = isMarked ? "true" : nil
    write(changed)
  }

  /// Tells the descheduler that the pod is being evacuated, where the migration does so.
  ///
  /// KubeVirt v1.5.0 pkg/virt-controller/watch/descheduler/descheduler.go, MarkEvictionInProgress.
  mutating func markEviction(of migration: VirtualMachineInstanceMigration, on source: Pod) {
    let key = Pod.evictionInProgress
    guard profile.evictionMark == .byMigration, source.metadata.annotations[key] == nil,
      migration.metadata.annotations["kubevirt.io/evacuationMigration"] != nil
    else { return }
    var changed = source
    changed.metadata.annotations[key] = "kubevirt"
    write(changed)
  }

  /// Takes that back when the migration has failed (MarkSourcePodEvictionCompleted).
  mutating func unmarkEviction(of migration: VirtualMachineInstanceMigration) {
    guard profile.evictionMark == .byMigration,
      let name = migration.status.migrationState?.sourcePod,
      let pod = store.pods[migration.metadata.namespace, name]?.object,
      pod.metadata.annotations[Pod.evictionInProgress] == "kubevirt"
    else { return }
    var changed = pod
    changed.metadata.annotations[Pod.evictionInProgress] = nil
    write(changed)
  }
}

extension Pod {
  /// An annotation by which the descheduler knows that an eviction is under way.
  static let evictionInProgress = "descheduler.alpha.kubernetes.io/eviction-in-progress"

  /// Whether the compute container runs and nothing has asked the pod to end. Its readiness does
  /// not matter, nor that of Istio's proxy, which waits for a service; other containers are ready.
  ///
  /// KubeVirt pkg/controller/controller.go:490-519.
  var isReadyForHandoff: Bool {
    if status.phase != .running || metadata.isBeingDeleted { return false }
    return status.containerStatuses.allSatisfy { container in
      let name = container["name"]?.string
      if name == "compute" || name == "istio-proxy" {
        return container["state"]?["running"] != nil
      }
      return container["ready"] == true
    }
  }

  /// Whether the pod has ended or is about to.
  var isDownOrGoingDown: Bool { status.phase.isFinal || metadata.isBeingDeleted }
}
