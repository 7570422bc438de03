import GodwitModel

/// Whom a change of a VMI concerns: each actor reads some of its fields.
struct InstanceChange {
  private var metadata = true
  private var phase = true
  private var conditions = true
  private var place = true
  private var migration = true
  private var pods = true

  init(from old: VirtualMachineInstance?, to new: VirtualMachineInstance) {
    guard let old else { return }
    metadata =
      new.metadata.deletionTimestamp != old.metadata.deletionTimestamp
      || new.metadata.finalizers != old.metadata.finalizers
      || new.metadata.annotations != old.metadata.annotations
      || new.metadata.labels != old.metadata.labels
    phase = new.status.phase != old.status.phase
    conditions = new.status.conditions != old.status.conditions
    place =
      new.status.nodeName != old.status.nodeName
      || new.status.evacuationNodeName != old.status.evacuationNodeName
    migration = new.status.migrationState != old.status.migrationState
    pods =
      new.status.activePods != old.status.activePods
      || new.status.launcherContainerImageVersion != old.status.launcherContainerImageVersion
      || new.spec != old.spec
  }

  var isSeenByMachine: Bool { metadata || phase || conditions || migration }
  var isSeenByInstanceController: Bool { metadata || phase || conditions || place || pods }
  var isSeenByMigrations: Bool { metadata || phase || conditions || place || migration }
  var isSeenByHandlers: Bool { metadata || phase || place || migration }
}

extension VirtualMachine {
  /// Whether something is asked of the VM, other than by what its own controller writes.
  func asksForWork(since old: VirtualMachine) -> Bool {
    metadata.deletionTimestamp != old.metadata.deletionTimestamp
      || metadata.finalizers != old.metadata.finalizers
      || metadata.annotations != old.metadata.annotations || spec != old.spec
      || status.stateChangeRequests != old.status.stateChangeRequests
  }
}

extension Pod {
  /// Whether anything but labels and annotations differs.
  func hasMoved(since old: Pod) -> Bool {
    status.phase != old.status.phase || spec.nodeName != old.spec.nodeName
      || metadata.deletionTimestamp != old.metadata.deletionTimestamp
      || metadata.deletionGracePeriodSeconds != old.metadata.deletionGracePeriodSeconds
      || status.conditions != old.status.conditions
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
    case nil: 0
    case "system-critical": 100
    case "user-triggered": 50
    case "system-maintenance": 20
    default: 0
    }
  }
}
