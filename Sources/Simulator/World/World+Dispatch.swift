import GodwitModel

/// Which actors look at what when an object changes.
extension World {
  /// How long a change usually takes to reach virt-controller and its answer to be written;
  /// ``Race`` varies it.
  ///
  /// They differ so that what the recordings mostly show in one order mostly comes in it: a
  /// migration notes its end before its VMI goes, and a VMI sees a pod before it is bound.
  static let controllerLatency = Span.milliseconds(3)
  static let instanceLatency = Span.milliseconds(7)
  /// Of a pod to the controller of its VMI.
  static let podLatency = Span.milliseconds(1)
  /// How long a pod takes to reach the scheduler and a decision to be written.
  static let schedulerLatency = Span.milliseconds(2)
  static let machineLatency = Span.milliseconds(12)
  /// How long a kubelet takes to see a pod that ends.
  static let kubeletLatency = Span.milliseconds(2)

  /// Wakes the actors that a change may move; `before` is the version that it replaced.
  ///
  /// An actor of whose inputs none has changed would find nothing to do and is left out.
  mutating func dispatch(_ change: ObjectChange, before: APIObject?) {
    switch (change.object, before) {
    case (.event, _): break
    case (.pod(let new), .pod(let old)): dispatch(new.object, old.object, change.type)
    case (.pod(let new), _): dispatch(new.object, nil, change.type)
    case (.virtualMachineInstance(let new), .virtualMachineInstance(let old)):
      dispatch(new.object, change.type == .deleted ? nil : old.object, change.type)
      if new.object.metadata.isBeingDeleted { dispatchToCollector(change) }
    case (.virtualMachineInstance(let new), _): dispatch(new.object, nil, change.type)
    case (.migration(let new), _):
      dispatch(new.object)
      dispatchToCollector(change)
    case (.virtualMachine(let new), .virtualMachine(let old)):
      if new.object.asksForWork(since: old.object) || change.type == .deleted {
        enqueueMachine(ObjectName(new.object.metadata))
      }
      if new.object.metadata.isBeingDeleted { dispatchToCollector(change) }
    case (.virtualMachine(let new), _): enqueueMachine(ObjectName(new.object.metadata))
    case (.node(let new), .node(let old)) where change.type != .deleted:
      dispatch(new.object)
      if new.object.isReady, !old.object.isReady { wakeKubelet(of: new.object.metadata.name) }
    case (.node(let new), _):
      dispatch(new.object)
      if change.type == .deleted { loseNode(new.object) } else { takeInNode(new.object) }
    case (.generic(.podDisruptionBudget, let new), _): dispatch(budget: new.object)
    case (.generic(.namespace, let new), _): dispatch(namespace: new.object, change.type)
    case (.generic(.serviceAccount, let old), _):
      if change.type == .deleted { ensureAccount(inNamespace: old.object.metadata.namespace) }
    case (.generic(.resourceQuota, let new), _):
      wakeMigrationsBlockedByQuota()
      if change.type != .deleted { enqueueQuota(ObjectName(new.object.metadata)) }
    case (.generic(.persistentVolumeClaim, let new), _):
      wakeInstances(waitingInNamespace: new.object.metadata.namespace)
    case (.generic(let kind, _), _):
      if kind == .kubeVirt { dispatchConfiguration(isNew: before == nil) }
    }
  }

  private mutating func dispatchConfiguration(isNew: Bool) {
    applySettings()
    // The roles of a new cluster are as they are by default.
    if isNew, !KubeVirtConfiguration(store, profile: profile).aggregatesRolesByHand { return }
    enqueue(WorkKey(.roleAggregation, node: ""), after: Self.controllerLatency)
  }

  private mutating func enqueueMachine(_ name: ObjectName) {
    enqueue(WorkKey(.virtualMachine, name), after: Self.machineLatency)
  }

  private mutating func dispatch(
    _ instance: VirtualMachineInstance, _ old: VirtualMachineInstance?, _ type: ChangeType
  ) {
    let name = ObjectName(instance.metadata)
    let change = InstanceChange(from: old, to: instance)
    if change.isSeenByMachine, instance.metadata.controller?.kind == "VirtualMachine" {
      enqueueMachine(name)
    }
    if instance.needsUpdateOfWorkload { awaitWorkloadUpdate() }
    if change.isSeenByInstanceController {
      enqueue(WorkKey(.instance, name), after: Self.instanceLatency)
      enqueueBudgets(of: name, uid: instance.metadata.uid)
    }
    if change.isSeenByMigrations {
      for migration in store.index.migrations(ofInstance: name)
      where type == .deleted || isOfInterest(migration) {
        enqueueMigration(migration)
      }
    }
    let node = instance.status.nodeName
    if !node.isEmpty, !instance.status.evacuationNodeName.isEmpty || isDraining(node) {
      enqueueEvacuation(node)
    }
    if change.isSeenByHandlers { enqueueHandlers(of: instance, name) }
  }

  /// Whether a pass over a migration can do something: a final one only lets others go on.
  private func isOfInterest(_ name: ObjectName) -> Bool {
    guard let migration = store.migrations[name]?.object else { return false }
    if profile.copiesStateOfOthers { return true }
    return !migration.status.phase.isFinal || !migration.metadata.finalizers.isEmpty
      || store.index.hasPendingMigrations
  }

  private mutating func enqueueHandlers(of instance: VirtualMachineInstance, _ name: ObjectName) {
    let node = instance.status.nodeName
    let target = instance.metadata.labels["kubevirt.io/migrationTargetNodeName"] ?? ""
    if !node.isEmpty { enqueueHandler(node, name) }
    if !target.isEmpty, target != node { enqueueHandler(target, name) }
    if let source = instance.status.migrationState?.sourceNode, !source.isEmpty,
      source != node, source != target
    {
      enqueueHandler(source, name)
    }
  }

  private mutating func enqueueHandler(_ node: String, _ instance: ObjectName) {
    enqueue(WorkKey(.handler, instance, node: node), after: timing.handlerSync)
  }

  mutating func enqueueEvacuation(_ node: String) {
    enqueue(WorkKey(.evacuation, node: node), after: Self.controllerLatency)
  }

  mutating func enqueueMigration(_ name: ObjectName) {
    let priority = store.migrations[name]?.object.queuePriority ?? 0
    enqueue(WorkKey(.migration, name), after: Self.controllerLatency, priority: priority)
  }

  private mutating func dispatch(_ migration: VirtualMachineInstanceMigration) {
    awaitWorkloadUpdate()
    enqueueMigration(ObjectName(migration.metadata))
    let name = ObjectName(migration.metadata.namespace, migration.spec.vmiName)
    guard let instance = store.virtualMachineInstances[name]?.object else { return }
    enqueueBudgets(of: name, uid: instance.metadata.uid)
    let node = instance.status.nodeName
    if !instance.status.evacuationNodeName.isEmpty || isDraining(node) {
      enqueueEvacuation(node)
    }
  }

  private func isDraining(_ node: String) -> Bool {
    guard let node = store.nodes["", node]?.object, !node.spec.taints.isEmpty else { return false }
    return hasDrainTaint(node)
  }

  private mutating func dispatch(_ pod: Pod, _ old: Pod?, _ type: ChangeType) {
    let isStep = type == .deleted || old.map { pod.hasMoved(since: $0) } ?? true
    let name = ObjectName(pod.metadata)
    if isStep || pod.metadata.labels != old?.metadata.labels,
      let owner = pod.metadata.controller, owner.kind == "VirtualMachineInstance"
    {
      enqueue(
        WorkKey(.instance, ObjectName(pod.metadata.namespace, owner.name)),
        after: Self.podLatency)
      enqueueBudgets(of: ObjectName(pod.metadata.namespace, owner.name), uid: owner.uid)
    }
    guard isStep else { return }
    enqueueQuotas(inNamespace: pod.metadata.namespace)
    if let uid = pod.metadata.labels["kubevirt.io/migrationJobUID"],
      let migration = store.index.unfinishedMigration(uid: uid)
    {
      enqueueMigration(migration)
    }
    // A pod that was deleted by force goes before its containers do; the kubelet ends them then.
    if type == .deleted, !deadNodes.contains(pod.spec.nodeName) { loseGuest(in: pod) }
    if type == .deleted || pod.status.phase.isFinal { return retryUnscheduledPods() }
    if pod.spec.nodeName.isEmpty {
      if type == .added { enqueue(WorkKey(.scheduler, name), after: Self.schedulerLatency) }
    } else {
      enqueue(WorkKey(.kubelet, name), after: Self.kubeletLatency)
    }
  }

  private mutating func dispatch(_ node: Node) {
    nodeList = nil
    enqueueEvacuation(node.metadata.name)
    if !node.hasTaintsOfItsState {
      enqueue(WorkKey(.nodeTaints, node: node.metadata.name), after: Self.controllerLatency)
    }
    if Topology.frequency(of: node) != nil { awaitTopologyUpdate() }
    retryUnscheduledPods()
  }

  /// Pods without a node are tried again when the cluster has changed.
  mutating func retryUnscheduledPods() {
    for name in store.index.unscheduled {
      enqueue(WorkKey(.scheduler, name), after: Self.schedulerLatency)
    }
  }
}
