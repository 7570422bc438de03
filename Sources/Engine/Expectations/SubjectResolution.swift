import GodwitModel

/// What a scenario's name for an object stands for at one moment.
package enum Resolution {
  /// The object; nil `uid` where any object of that name is meant.
  case object(ObjectKey, uid: String?)
  /// The name is known, but nothing has it now; the text says so.
  case nothing(String)
  /// Nothing was ever called that: a mistake of the scenario.
  case unbound(String)
}

extension EvaluationContext {
  /// Finds what a target means: handles win over object names.
  package func resolve(_ target: Target) -> Resolution {
    switch target {
    case .object(let kind, let name): return resolve(kind, name)
    case .activePod(let name): return resolveActivePod(name)
    case .sourcePod(let migration):
      return resolvePod(of: migration, "source") { world.sourcePod(of: $0) }
    case .targetPod(let migration):
      return resolvePod(of: migration, "target") { world.targetPod(of: $0) }
    }
  }

  private func resolve(_ kind: ResourceKind, _ name: String) -> Resolution {
    if let bound = bindings.object(name, of: kind) {
      // Between the answer and the watch, there is nothing yet of which anything could be said.
      guard world.hasSeen(bound.key) else {
        return .unbound("\(kind.shortName)/\(name) was made, but has not been observed")
      }
      return .object(bound.key, uid: bound.uid.isEmpty ? nil : bound.uid)
    }
    let key = ObjectKey(kind, namespace: namespace, name: name)
    if kind == .virtualMachineInstanceMigration, !world.hasSeen(key), !declared.contains(key) {
      return .unbound("no migration is called `\(name)`: no step has bound that name")
    }
    return .object(key, uid: nil)
  }

  private func resolveActivePod(_ name: String) -> Resolution {
    if let bound = bindings.object(name, of: .pod) {
      return .object(bound.key, uid: bound.uid.isEmpty ? nil : bound.uid)
    }
    if let instance = world.virtualMachineInstance(name, in: namespace) {
      guard let pod = world.activePod(of: instance) else {
        return .nothing("no pod runs the guest of \(name)")
      }
      return .object(pod.key, uid: pod.metadata.uid)
    }
    let key = ObjectKey(.pod, namespace: namespace, name: name)
    if world.hasSeen(key) { return .object(key, uid: nil) }
    let machine = ObjectKey(.virtualMachine, namespace: namespace, name: name)
    let instance = ObjectKey(.virtualMachineInstance, namespace: namespace, name: name)
    if world.hasSeen(machine) || world.hasSeen(instance) || declared.contains(machine) {
      return .nothing("\(name) does not run")
    }
    return .unbound("no VM and no pod is called `\(name)`")
  }

  private func resolvePod(
    of migration: String, _ role: String,
    _ find: (VirtualMachineInstanceMigration) -> Pod?
  ) -> Resolution {
    guard case .object(let key, _) = resolve(.virtualMachineInstanceMigration, migration) else {
      return .unbound("no migration is called `\(migration)`: no step has bound that name")
    }
    guard case .migration(let snapshot) = world.last(key), let pod = find(snapshot.object) else {
      return .nothing("migration \(key.name) has no \(role) pod")
    }
    return .object(pod.key, uid: pod.metadata.uid)
  }

  /// The present object that a target means; nil when there is none.
  package func current(_ target: Target) -> APIObject? {
    guard case .object(let key, let uid) = resolve(target), let object = world.current(key),
      uid == nil || object.metadata.uid == uid
    else { return nil }
    return object
  }

  /// The object that a target means, or its last state when it was deleted.
  package func last(_ target: Target) -> APIObject? {
    guard case .object(let key, _) = resolve(target) else { return nil }
    return world.last(key)
  }

  /// The context in which patterns are matched.
  package func matching(isQuick: Bool) -> MatchContext {
    MatchContext(isQuick: isQuick) { target, path in last(target)?.value(at: path) }
  }
}
