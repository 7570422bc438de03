import GodwitModel

/// Which objects are of another one: `$of`.
///
/// Events about it; the pods and migrations of a VM; the pods of a migration; what is on a node.
struct Ownership {
  private let owner: APIObject?

  init(of target: Target, in context: EvaluationContext) {
    owner = context.last(target)
    world = context.world
  }

  private let world: World

  func covers(_ object: APIObject) -> Bool {
    guard let owner else { return false }
    switch object {
    case .event(let snapshot): return isAbout(snapshot.object, owner)
    case .pod(let snapshot): return isPod(snapshot.object, of: owner)
    case .migration(let snapshot):
      let metadata = snapshot.object.metadata
      return isMachine(owner) && snapshot.object.spec.vmiName == owner.metadata.name
        && metadata.namespace == owner.metadata.namespace
    case .virtualMachineInstance(let snapshot):
      if owner.kind == .node { return snapshot.object.status.nodeName == owner.metadata.name }
      return isOwned(object, by: owner)
    default: return isOwned(object, by: owner)
    }
  }

  private func isAbout(_ event: Event, _ owner: APIObject) -> Bool {
    let involved = event.involvedObject
    guard involved.kind == owner.kind.kind, involved.name == owner.metadata.name,
      involved.namespace == owner.metadata.namespace || owner.metadata.namespace.isEmpty
    else { return false }
    // Node events carry the node's name for its uid.
    return involved.uid.isEmpty || owner.metadata.uid.isEmpty || owner.kind == .node
      || involved.uid == owner.metadata.uid
  }

  private func isPod(_ pod: Pod, of owner: APIObject) -> Bool {
    switch owner {
    case .node: return pod.spec.nodeName == owner.metadata.name
    case .migration(let snapshot):
      let migration = snapshot.object
      if pod.metadata.labels["kubevirt.io/migrationJobUID"] == migration.metadata.uid {
        return true
      }
      return world.sourcePod(of: migration)?.metadata.uid == pod.metadata.uid
    case .virtualMachine(let snapshot):
      let metadata = snapshot.object.metadata
      let key = ObjectKey(
        .virtualMachineInstance, namespace: metadata.namespace, name: metadata.name)
      guard case .virtualMachineInstance(let instance) = world.last(key) else { return false }
      return isLauncher(pod, of: instance.object.metadata)
    case .virtualMachineInstance(let snapshot):
      return isLauncher(pod, of: snapshot.object.metadata)
    default: return isOwned(pod.erased, by: owner)
    }
  }

  private func isLauncher(_ pod: Pod, of instance: ObjectMeta) -> Bool {
    pod.metadata.labels["kubevirt.io/created-by"] == instance.uid
      || pod.metadata.ownerReferences.contains { $0.uid == instance.uid }
  }

  private func isMachine(_ owner: APIObject) -> Bool {
    owner.kind == .virtualMachine || owner.kind == .virtualMachineInstance
  }

  private func isOwned(_ object: APIObject, by owner: APIObject) -> Bool {
    object.metadata.ownerReferences.contains { $0.uid == owner.metadata.uid }
  }
}
