import GodwitModel

/// The objects that migration is about, found by what links them.
extension World {
  /// The VM's instance; nil when there is none now.
  package func virtualMachineInstance(_ name: String, in namespace: String)
    -> VirtualMachineInstance?
  {
    let key = ObjectKey(.virtualMachineInstance, namespace: namespace, name: name)
    guard case .virtualMachineInstance(let snapshot) = current(key) else { return nil }
    return snapshot.object
  }

  /// The VM; nil when there is none now.
  package func virtualMachine(_ name: String, in namespace: String) -> VirtualMachine? {
    let key = ObjectKey(.virtualMachine, namespace: namespace, name: name)
    guard case .virtualMachine(let snapshot) = current(key) else { return nil }
    return snapshot.object
  }

  /// The migrations of a VM, oldest first; with those that are gone where `includingDeleted`.
  package func migrations(
    of virtualMachine: String, in namespace: String, includingDeleted: Bool = false
  ) -> [VirtualMachineInstanceMigration] {
    let migrations = migrations(
      ofInstance: virtualMachine, in: namespace, includingDeleted: includingDeleted)
    if migrations.count < 2 { return migrations }
    // First seen is first created, except among those that were there when the run began.
    return migrations.enumerated().sorted {
      let left = $0.element.metadata.creationTimestamp?.instant ?? .distantFuture
      let right = $1.element.metadata.creationTimestamp?.instant ?? .distantFuture
      return left == right ? $0.offset < $1.offset : left < right
    }.map(\.element)
  }

  /// The newest migration of a VM; one that is gone where `includingDeleted`.
  package func newestMigration(
    of machine: String, in namespace: String, includingDeleted: Bool
  ) -> VirtualMachineInstanceMigration? {
    if let only = onlyMigration(ofInstance: machine, in: namespace) {
      return only.exists || includingDeleted ? only.migration.object : nil
    }
    return migrations(of: machine, in: namespace, includingDeleted: includingDeleted).last
  }

  /// The launcher pods of an instance, in the order in which they were first seen.
  package func pods(
    of instance: VirtualMachineInstance, includingDeleted: Bool = false
  ) -> [Pod] {
    let uid = instance.metadata.uid
    return pods(in: instance.metadata.namespace, includingDeleted: includingDeleted).filter {
      $0.metadata.labels["kubevirt.io/created-by"] == uid
        || $0.metadata.ownerReferences.contains { $0.uid == uid }
    }
  }

  /// The pods of a namespace; with those that are gone where `includingDeleted`.
  package func pods(in namespace: String, includingDeleted: Bool = false) -> [Pod] {
    objects(of: .pod, in: namespace, includingDeleted: includingDeleted).compactMap {
      guard case .pod(let snapshot) = $0 else { return nil }
      return snapshot.object
    }
  }

  /// The pod in which the guest runs: the instance's, on its node, not ended; the newest of them.
  package func activePod(of instance: VirtualMachineInstance) -> Pod? {
    let node = instance.status.nodeName
    return pods(of: instance).last {
      !$0.status.phase.isFinal && (node.isEmpty || $0.spec.nodeName == node)
    }
  }

  /// The target pod of a migration, by the label that KubeVirt gives it; its last state when gone.
  package func targetPod(of migration: VirtualMachineInstanceMigration) -> Pod? {
    let pods = pods(in: migration.metadata.namespace, includingDeleted: true)
    let uid = migration.metadata.uid
    return pods.last { $0.metadata.labels["kubevirt.io/migrationJobUID"] == uid }
  }

  /// The source pod of a migration; where its status does not tell yet, the guest's present pod.
  package func sourcePod(of migration: VirtualMachineInstanceMigration) -> Pod? {
    let namespace = migration.metadata.namespace
    let instance = virtualMachineInstance(migration.spec.vmiName, in: namespace)
    let states = states(of: migration, instance)
    if let name = states.first(where: { !$0.sourcePod.isEmpty })?.sourcePod {
      guard case .pod(let snapshot) = last(ObjectKey(.pod, namespace: namespace, name: name))
      else { return nil }
      return snapshot.object
    }
    guard let instance else { return nil }
    // KubeVirt before v1.3 names the node alone: the last pod there before the target was made.
    if let node = states.first(where: { !$0.sourceNode.isEmpty })?.sourceNode {
      let target = targetPod(of: migration)?.metadata.uid
      let earlier = pods(of: instance, includingDeleted: true).prefix { $0.metadata.uid != target }
      if let pod = earlier.last(where: { $0.spec.nodeName == node }) { return pod }
    }
    return activePod(of: instance)
  }

  /// What is known of the course of a migration, the newest first.
  ///
  /// KubeVirt before v1.5 puts the state of a VM's newest migration into the older ones too; what
  /// is another's is left out, and earlier versions of the objects are asked.
  private func states(
    of migration: VirtualMachineInstanceMigration, _ instance: VirtualMachineInstance?
  ) -> [MigrationState] {
    let uid = migration.metadata.uid
    func isOwn(_ state: MigrationState) -> Bool {
      state.migrationUID == uid || state.migrationUID.isEmpty && !state.sourcePod.isEmpty
    }
    let present = [migration.status.migrationState, instance?.status.migrationState]
    let own = present.compactMap { $0 }.filter(isOwn)
    if own.contains(where: { !$0.sourcePod.isEmpty }) { return own }
    var earlier: [MigrationState] = []
    for version in history(of: migration.key)?.versions ?? [] {
      guard case .migration(let snapshot) = version.object else { continue }
      if let state = snapshot.object.status.migrationState { earlier.append(state) }
    }
    for version in instance.flatMap({ history(of: $0.key) })?.versions ?? [] {
      guard case .virtualMachineInstance(let snapshot) = version.object else { continue }
      if let state = snapshot.object.status.migrationState { earlier.append(state) }
    }
    return own + earlier.reversed().filter(isOwn)
  }

  /// The present nodes, in the order in which they were first seen.
  package var nodes: [Node] {
    objects(of: .node).compactMap {
      guard case .node(let snapshot) = $0 else { return nil }
      return snapshot.object
    }
  }

  /// Every event that was seen, in order; an event holds from when it is seen.
  package func events(in namespace: String = "") -> [Event] {
    objects(of: .event, in: namespace, includingDeleted: true).compactMap {
      guard case .event(let snapshot) = $0 else { return nil }
      return snapshot.object
    }
  }
}
