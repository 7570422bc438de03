import GodwitModel
import Simulator

/// Watches a cluster from outside, as its clients see it, for what may never be.
struct InvariantChecker {
  /// What was found, one line each.
  private(set) var violations: [String] = []
  private var nodes: Set<String> = []
  private var instances: [String: VirtualMachineInstance] = [:]
  private var migrations: [String: VirtualMachineInstanceMigration] = [:]
  private var pods: [String: Pod] = [:]
  private var clusterLimit = 5
  private var nodeLimit = 2
  private var lastVersion = 0

  init(_ initialObjects: [APIObject]) {
    for object in initialObjects { take(object) }
  }

  mutating func observe(_ change: ObjectChange) {
    let version = Int(change.object.metadata.resourceVersion) ?? 0
    if version <= lastVersion { report(change.object, "version \(version) after \(lastVersion)") }
    lastVersion = max(lastVersion, version)
    if change.type == .deleted { return remove(change.object) }
    switch change.object {
    case .virtualMachineInstance(let new): check(new.object)
    case .migration(let new): check(new.object)
    case .pod(let new): check(new.object)
    default: break
    }
    take(change.object)
  }

  /// Once everything has come to rest: a pod ends after its VM is gone.
  mutating func finish() {
    for pod in pods.values.sorted(by: { $0.metadata.name < $1.metadata.name }) {
      guard let owner = pod.metadata.controller, owner.kind == "VirtualMachineInstance",
        instances[owner.uid] == nil, !pod.status.phase.isFinal, nodes.contains(pod.spec.nodeName)
      else { continue }
      violations.append("pod \(pod.metadata.name) goes on without its VM")
    }
  }

  // MARK: Rules

  /// A VM is active on one node: it changes hands only at the end of a migration to that node.
  private mutating func check(_ new: VirtualMachineInstance) {
    guard let old = instances[new.metadata.uid] else { return }
    if old.status.phase.isFinal, new.status.phase != old.status.phase {
      report(new.erased, "went from \(old.status.phase.rawValue) to \(new.status.phase.rawValue)")
    }
    let (from, to) = (old.status.nodeName, new.status.nodeName)
    if from == to || from.isEmpty { return }
    let state = new.status.migrationState
    if state?.targetNode != to || state?.sourceNode != from || state?.endTimestamp == nil {
      report(new.erased, "moved from \(from) to \(to) without a migration that ended")
    }
  }

  /// A final migration never changes phase; no VM has two migrations under way.
  private mutating func check(_ new: VirtualMachineInstanceMigration) {
    let uid = new.metadata.uid
    if let old = migrations[uid]?.status.phase, old.isFinal, new.status.phase != old {
      report(new.erased, "went from \(old.rawValue) to \(new.status.phase.rawValue)")
    }
    guard counts(new) else { return }
    let others = migrations.values.filter {
      $0.metadata.uid != uid && $0.metadata.namespace == new.metadata.namespace
        && $0.spec.vmiName == new.spec.vmiName && counts($0)
    }
    for other in others { report(new.erased, "runs beside \(other.metadata.name)") }
  }

  private mutating func check(_ new: Pod) {
    let old = pods[new.metadata.uid]
    let node = new.spec.nodeName
    // No pod is bound to a node that is not there, and none changes its node.
    if old?.spec.nodeName != node, !node.isEmpty, !nodes.contains(node) {
      report(new.erased, "is bound to \(node), which is no node")
    }
    if let before = old?.spec.nodeName, !before.isEmpty, before != node {
      report(new.erased, "moved from \(before) to \(node)")
    }
    if let phase = old?.status.phase, phase.isFinal, phase != new.status.phase {
      report(new.erased, "went from \(phase.rawValue) to \(new.status.phase.rawValue)")
    }
    if old == nil, let uid = new.metadata.labels["kubevirt.io/migrationJobUID"] {
      checkLimits(of: uid, new)
    }
  }

  /// No target pod is made at or above the limits in force.
  private mutating func checkLimits(of uid: String, _ pod: Pod) {
    guard let migration = migrations[uid] else { return }
    if migration.status.phase != .pending { return }
    let running = migrations.values.filter { counts($0) && $0.metadata.uid != uid }
    if running.count >= clusterLimit {
      report(pod.erased, "is made while \(running.count) of \(clusterLimit) migrations run")
    }
    guard let node = instance(of: migration)?.status.nodeName else { return }
    let outbound = running.count { instance(of: $0)?.status.nodeName == node }
    if outbound >= nodeLimit {
      report(pod.erased, "is made while \(outbound) of \(nodeLimit) migrations leave \(node)")
    }
  }

  private func instance(of migration: VirtualMachineInstanceMigration) -> VirtualMachineInstance? {
    instances.values.first {
      $0.metadata.namespace == migration.metadata.namespace
        && $0.metadata.name == migration.spec.vmiName
    }
  }

  /// Whether a migration takes one of the places: by phase, or because it has its pod.
  private func counts(_ migration: VirtualMachineInstanceMigration) -> Bool {
    let phase = migration.status.phase
    if phase.isFinal { return false }
    if phase.countsAsRunning { return true }
    let uid = migration.metadata.uid
    return pods.values.contains { $0.metadata.labels["kubevirt.io/migrationJobUID"] == uid }
  }

  // MARK: Keeping

  private mutating func take(_ object: APIObject) {
    let uid = object.metadata.uid
    switch object {
    case .node(let new): nodes.insert(new.object.metadata.name)
    case .virtualMachineInstance(let new): instances[uid] = new.object
    case .migration(let new): migrations[uid] = new.object
    case .pod(let new): pods[uid] = new.object
    case .generic(.kubeVirt, let new):
      let limits = new.object.rest["spec"]?["configuration"]?["migrations"]
      clusterLimit = limits?["parallelMigrationsPerCluster"]?.int ?? 5
      nodeLimit = limits?["parallelOutboundMigrationsPerNode"]?.int ?? 2
    default: break
    }
  }

  private mutating func remove(_ object: APIObject) {
    let uid = object.metadata.uid
    switch object {
    case .node(let old): nodes.remove(old.object.metadata.name)
    case .virtualMachineInstance: instances[uid] = nil
    case .migration: migrations[uid] = nil
    case .pod: pods[uid] = nil
    default: break
    }
  }

  private mutating func report(_ object: APIObject, _ text: String) {
    violations.append("\(object.kind.kind) \(object.metadata.name) \(text)")
  }
}
