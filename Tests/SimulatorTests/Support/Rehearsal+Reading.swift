import GodwitModel
import Simulator

extension Rehearsal {
  func object(_ kind: ResourceKind, _ name: String) -> APIObject? {
    let last = changes.last {
      $0.object.kind == kind && $0.object.metadata.name == name
    }
    if let last { return last.type == .deleted ? nil : last.object }
    return simulation.initialObjects.first { $0.kind == kind && $0.metadata.name == name }
  }

  func instance(_ name: String = "vm") -> VirtualMachineInstance? {
    guard case .virtualMachineInstance(let found) = object(.virtualMachineInstance, name) else {
      return nil
    }
    return found.object
  }

  func state(_ name: String = "vm") -> MigrationState? { instance(name)?.status.migrationState }

  func migration(_ name: String = "job") -> VirtualMachineInstanceMigration? {
    guard case .migration(let found) = object(.virtualMachineInstanceMigration, name) else {
      return nil
    }
    return found.object
  }

  /// The migrations that there are now, oldest first.
  var migrations: [VirtualMachineInstanceMigration] {
    var names: [String] = []
    for change in changes where change.object.kind == .virtualMachineInstanceMigration {
      let name = change.object.metadata.name
      if !names.contains(name) { names.append(name) }
    }
    return names.compactMap { migration($0) }
  }

  /// The phases of a migration in the order in which they were entered.
  func phases(_ name: String = "job") -> [String] {
    var phases: [String] = []
    for change in changes {
      guard case .migration(let found) = change.object, found.object.metadata.name == name else {
        continue
      }
      let phase = found.object.status.phase.rawValue
      if phases.last != phase { phases.append(phase) }
    }
    return phases
  }

  /// Every pod that there was, in its last state, oldest first.
  var pods: [Pod] {
    var found: [Pod] = []
    func put(_ object: APIObject) {
      guard case .pod(let pod) = object else { return }
      if let position = found.firstIndex(where: { $0.metadata.uid == pod.object.metadata.uid }) {
        found[position] = pod.object
      } else {
        found.append(pod.object)
      }
    }
    for object in simulation.initialObjects { put(object) }
    for change in changes { put(change.object) }
    return found
  }

  /// The target pod of a migration.
  func target(of name: String = "job") -> Pod? {
    pods.last { $0.metadata.annotations["kubevirt.io/migrationJobName"] == name }
  }

  /// The launcher pods that a VM has had, oldest first.
  func pods(of machine: String) -> [Pod] {
    pods.filter { $0.metadata.annotations["kubevirt.io/domain"] == machine }
  }

  /// Events since the set-up on an object, each in its last version, oldest first.
  func events(on kind: String, _ name: String? = nil) -> [Event] {
    var found: [Event] = []
    for change in changes {
      guard case .event(let event) = change.object, event.object.involvedObject.kind == kind,
        name == nil || event.object.involvedObject.name == name
      else { continue }
      let uid = event.object.metadata.uid
      if let position = found.firstIndex(where: { $0.metadata.uid == uid }) {
        found[position] = event.object
      } else {
        found.append(event.object)
      }
    }
    return found
  }

  /// Reason and message of the events on an object.
  func words(on kind: String, _ name: String? = nil) -> [String] {
    events(on: kind, name).map { "\($0.reason): \($0.message)" }
  }

  /// When the first change is as wanted.
  func time(_ isWanted: (ObjectChange) -> Bool) -> Instant? { changes.first(where: isWanted)?.at }

  /// When a migration entered a phase.
  func time(_ name: String = "job", _ phase: MigrationPhase) -> Instant? {
    time { change in
      guard case .migration(let found) = change.object else { return false }
      return found.object.metadata.name == name && found.object.status.phase == phase
    }
  }
}
