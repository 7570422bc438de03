import GodwitModel

/// How controllers write: whole versions, with the API server's rules for generations and
/// deletions.
extension World {
  /// Writes a VirtualMachine; a changed specification counts its generation.
  mutating func write(_ machine: VirtualMachine, replacing old: VirtualMachine) {
    var machine = machine
    if machine.spec != old.spec { machine.metadata.generation += 1 }
    store.update(machine.erased, at: now)
  }

  /// Writes an instance; without a status subresource every change but of metadata counts.
  mutating func write(_ instance: VirtualMachineInstance, replacing old: VirtualMachineInstance) {
    var instance = instance
    if instance.status != old.status || instance.spec != old.spec {
      instance.metadata.generation += 1
    }
    store.update(instance.erased, at: now)
  }

  mutating func write(_ migration: VirtualMachineInstanceMigration) {
    store.update(migration.erased, at: now)
  }

  mutating func write(_ pod: Pod) { store.update(pod.erased, at: now) }

  /// Marks an instance as being deleted; its finalizers hold it.
  mutating func delete(_ instance: VirtualMachineInstance) {
    guard !instance.metadata.isBeingDeleted else { return }
    if instance.metadata.finalizers.isEmpty {
      store.remove(instance.key, at: now)
      return
    }
    var deleted = instance
    deleted.metadata.markDeleted(at: now)
    store.update(deleted.erased, at: now)
  }

  /// Deletes a migration, which cancels it as long as it is not final.
  mutating func delete(_ migration: VirtualMachineInstanceMigration) {
    guard !migration.metadata.isBeingDeleted else { return }
    if migration.metadata.finalizers.isEmpty {
      store.remove(migration.key, at: now)
      return
    }
    var deleted = migration
    deleted.metadata.markDeleted(at: now)
    store.update(deleted.erased, at: now)
  }

  /// Deletes an object of any kind as its kind's store does.
  mutating func delete(_ object: APIObject) {
    switch object {
    case .pod(let pod): delete(pod.object)
    case .virtualMachineInstance(let instance): delete(instance.object)
    case .migration(let migration): delete(migration.object)
    case .virtualMachine, .node, .event, .generic:
      var metadata = object.metadata
      guard !metadata.isBeingDeleted else { return }
      if metadata.finalizers.isEmpty { return store.remove(object.key, at: now) }
      metadata.markDeleted(at: now)
      store.update(object.with(metadata), at: now)
    }
  }

  /// Deletes a pod with its own grace period, or with `grace` seconds.
  ///
  /// A pod that is not bound or has ended goes at once: a version with a deletionTimestamp, then
  /// its deletion (recorded in cancel-while-scheduling).
  mutating func delete(_ pod: Pod, grace: Int? = nil) {
    var seconds = grace ?? pod.spec.terminationGracePeriodSeconds ?? 30
    if pod.spec.nodeName.isEmpty || pod.status.phase.isFinal { seconds = 0 }
    if let present = pod.metadata.deletionGracePeriodSeconds, present <= seconds, seconds > 0 {
      return
    }
    var deleted = pod
    if !pod.metadata.isBeingDeleted, pod.metadata.generation > 0 {
      deleted.metadata.generation += 1
    }
    deleted.metadata.deletionTimestamp = Timestamp(now + .seconds(Int64(seconds)))
    deleted.metadata.deletionGracePeriodSeconds = seconds
    store.update(deleted.erased, at: now)
    if seconds == 0, pod.metadata.finalizers.isEmpty { store.remove(pod.key, at: now) }
  }
}

extension ObjectMeta {
  /// Marks an object that finalizers hold: k8s.io/apiserver registry/rest/delete.go.
  mutating func markDeleted(at now: Instant) {
    deletionTimestamp = Timestamp(now)
    deletionGracePeriodSeconds = 0
    if generation > 0 { generation += 1 }
  }
}
