import GodwitModel

/// kube-controller-manager's garbage collector, for the objects of VMs: what nobody owns any more
/// is deleted, and deletions that have to wait for what is owned do wait.
///
/// k8s.io/kubernetes pkg/controller/garbagecollector/garbagecollector.go, attemptToDeleteItem,
/// processDeletingDependentsItem and orphanDependents.
extension World {
  /// What a change takes to reach the collector and its answer to be written.
  static let collectorLatency = Span.milliseconds(15)
  static let foregroundFinalizer = "foregroundDeletion"
  static let orphanFinalizer = "orphan"

  /// Wakes the collector if a change of a VM, a VMI or a migration concerns it.
  mutating func dispatchToCollector(_ change: ObjectChange) {
    let object = change.object
    let metadata = object.metadata
    if change.type == .deleted {
      // Nothing belongs to a migration.
      if object.kind == .virtualMachineInstanceMigration { return }
      for dependent in dependents(of: object) { enqueueCollector(dependent) }
    } else if metadata.isBeingDeleted {
      if Self.isHeldByCollector(metadata) { enqueueCollector(object) }
    } else if change.type == .added, object.kind == .virtualMachineInstanceMigration,
      !metadata.ownerReferences.isEmpty
    {
      hasOwnedMigrations = true
      enqueueCollector(object)
    }
  }

  private static func isHeldByCollector(_ metadata: ObjectMeta) -> Bool {
    metadata.finalizers.contains(foregroundFinalizer)
      || metadata.finalizers.contains(orphanFinalizer)
  }

  private mutating func enqueueCollector(_ object: APIObject) {
    enqueue(
      WorkKey(.garbageCollector, ObjectName(object.metadata), node: object.kind.kind),
      after: Self.collectorLatency)
  }

  mutating func collectGarbage(_ name: ObjectName, kind: String) {
    guard let kind = ResourceKind.named(kind),
      let object = store.object(
        ObjectKey(kind, namespace: name.namespace, name: name.name))
    else { return }
    let metadata = object.metadata
    if metadata.isBeingDeleted {
      if metadata.finalizers.contains(Self.orphanFinalizer) { return orphan(object) }
      if metadata.finalizers.contains(Self.foregroundFinalizer) { deleteDependents(of: object) }
    } else if !metadata.ownerReferences.isEmpty,
      metadata.ownerReferences.allSatisfy({ !isThere($0.uid) })
    {
      delete(object)
    }
  }

  /// Whether an owner is there: another object of its name is not it.
  private func isThere(_ uid: String) -> Bool {
    store.virtualMachines.all.contains { $0.object.metadata.uid == uid }
      || store.virtualMachineInstances.all.contains { $0.object.metadata.uid == uid }
      || store.migrations.all.contains { $0.object.metadata.uid == uid }
      || store.pods.all.contains { $0.object.metadata.uid == uid }
      || ResourceKind.all.contains { kind in
        store.table(kind)?.all.contains { $0.object.metadata.uid == uid } ?? false
      }
  }

  /// What has a reference to an owner: of a VM its VMI, of a VMI its pods, of both migrations that
  /// were made so.
  private func dependents(of owner: APIObject) -> [APIObject] {
    let metadata = owner.metadata
    func isOwned(_ dependent: ObjectMeta) -> Bool {
      dependent.ownerReferences.contains { $0.uid == metadata.uid }
    }
    var found: [APIObject] = []
    if owner.kind == .virtualMachine,
      let instance = store.virtualMachineInstances[ObjectName(metadata)]?.object,
      isOwned(instance.metadata)
    {
      found.append(instance.erased)
    }
    for name in store.index.pods(ofOwner: metadata.uid) {
      if let pod = store.pods[name]?.object { found.append(pod.erased) }
    }
    if hasOwnedMigrations {
      for snapshot in store.migrations.all where isOwned(snapshot.object.metadata) {
        found.append(snapshot.object.erased)
      }
    }
    return found
  }

  /// Deletes what is owned, and lets go of the owner when nothing is left that blocks it.
  private mutating func deleteDependents(of owner: APIObject) {
    let uid = owner.metadata.uid
    var isBlocked = false
    for dependent in dependents(of: owner) {
      let references = dependent.metadata.ownerReferences.filter { $0.uid == uid }
      guard references.contains(where: { $0.blockOwnerDeletion == true }) else { continue }
      isBlocked = true
      if !dependent.metadata.isBeingDeleted { delete(dependent) }
    }
    if isBlocked {
      wake(
        WorkKey(.garbageCollector, ObjectName(owner.metadata), node: owner.kind.kind),
        after: Self.collectorLatency)
    } else {
      release(owner, from: Self.foregroundFinalizer)
    }
  }

  /// Takes the owner out of what it owns, and lets go of it.
  private mutating func orphan(_ owner: APIObject) {
    for dependent in dependents(of: owner) {
      var metadata = dependent.metadata
      metadata.ownerReferences.removeAll { $0.uid == owner.metadata.uid }
      store.update(dependent.with(metadata), at: now)
    }
    release(owner, from: Self.orphanFinalizer)
  }

  private mutating func release(_ owner: APIObject, from finalizer: String) {
    guard let present = store.object(owner.key) else { return }
    var metadata = present.metadata
    metadata.removeFinalizer(finalizer)
    store.update(present.with(metadata), at: now)
  }
}
