import GodwitModel

/// Which actors look at what when an object changes.
extension World {
  /// How long a change takes to reach virt-controller and its answer to be written.
  ///
  /// They differ so that what the recordings always show in one order comes in that order: a
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

  mutating func dispatch(_ change: ObjectChange) {
    switch change.object {
    case .virtualMachine(let snapshot):
      enqueueMachine(ObjectName(snapshot.object.metadata))
    case .virtualMachineInstance(let snapshot): dispatch(snapshot.object)
    case .migration(let snapshot): dispatch(snapshot.object)
    case .pod(let snapshot): dispatch(snapshot.object, change.type)
    case .node(let snapshot): dispatch(snapshot.object)
    case .event: break
    case .generic(let kind, _):
      if kind == .kubeVirt { settings = KubeVirtSettings(store) }
      if kind == .resourceQuota { wakeMigrationsBlockedByQuota() }
    }
  }

  private mutating func enqueueMachine(_ name: ObjectName) {
    enqueue(WorkKey(.virtualMachine, name), after: Self.machineLatency)
  }

  private mutating func dispatch(_ instance: VirtualMachineInstance) {
    let metadata = instance.metadata
    let name = ObjectName(metadata)
    if metadata.controller?.kind == "VirtualMachine" { enqueueMachine(name) }
    enqueue(WorkKey(.instance, name), after: Self.instanceLatency)
    for migration in store.index.migrations(ofInstance: name) { enqueueMigration(migration) }
    let node = instance.status.nodeName
    let target = metadata.labels["kubevirt.io/migrationTargetNodeName"] ?? ""
    if !node.isEmpty {
      enqueueHandler(node, name)
      if !instance.status.evacuationNodeName.isEmpty || isDraining(node) {
        enqueueEvacuation(node)
      }
    }
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
    enqueueMigration(ObjectName(migration.metadata))
    let instance = store.virtualMachineInstances[
      migration.metadata.namespace, migration.spec.vmiName]?.object
    if let status = instance?.status,
      !status.evacuationNodeName.isEmpty || isDraining(status.nodeName)
    {
      enqueueEvacuation(status.nodeName)
    }
  }

  private func isDraining(_ node: String) -> Bool {
    guard let node = store.nodes["", node]?.object, !node.spec.taints.isEmpty else { return false }
    return hasDrainTaint(node)
  }

  private mutating func dispatch(_ pod: Pod, _ type: ChangeType) {
    let name = ObjectName(pod.metadata)
    if let owner = pod.metadata.controller, owner.kind == "VirtualMachineInstance" {
      enqueue(
        WorkKey(.instance, ObjectName(pod.metadata.namespace, owner.name)),
        after: Self.podLatency)
      if let uid = pod.metadata.labels["kubevirt.io/migrationJobUID"],
        let migration = store.index.unfinishedMigration(uid: uid)
      {
        enqueueMigration(migration)
      }
    }
    if type == .deleted || pod.status.phase.isFinal {
      retryUnscheduledPods()
      return
    }
    if pod.spec.nodeName.isEmpty {
      if type == .added { enqueue(WorkKey(.scheduler, name), after: Self.schedulerLatency) }
    } else {
      enqueue(WorkKey(.kubelet, name), after: Self.kubeletLatency)
    }
  }

  private mutating func dispatch(_ node: Node) {
    enqueueEvacuation(node.metadata.name)
    retryUnscheduledPods()
  }

  /// Pods without a node are tried again when the cluster has changed.
  mutating func retryUnscheduledPods() {
    for name in store.index.unscheduled {
      enqueue(WorkKey(.scheduler, name), after: Self.schedulerLatency)
    }
  }
}

extension VirtualMachineInstanceMigration {
  /// The priority in virt-controller's queue: KubeVirt pkg/util/migrations/migrations.go:152-166.
  var queuePriority: Int {
    status.phase == .running ? 1000 : pendingPriority
  }

  /// The priority that the migration was made with.
  var pendingPriority: Int {
    switch spec.priority {
    case "system-critical": 100
    case "user-triggered": 50
    case "system-maintenance": 20
    default: 0
    }
  }
}
