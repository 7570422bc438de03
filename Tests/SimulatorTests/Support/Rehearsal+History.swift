import GodwitModel
import Simulator

/// What a rehearsal has seen of one object, version by version.
extension Rehearsal {
  /// Every version of a VMI since the set-up, oldest first, with its place among all changes.
  func instanceVersions(_ name: String = "vm") -> [(place: Int, object: VirtualMachineInstance)] {
    changes.enumerated().compactMap { place, change in
      guard case .virtualMachineInstance(let found) = change.object,
        found.object.metadata.name == name
      else { return nil }
      return (place, found.object)
    }
  }

  /// Every version of a migration, oldest first, with its place among all changes.
  func migrationVersions(
    _ name: String = "job"
  ) -> [(place: Int, object: VirtualMachineInstanceMigration)] {
    changes.enumerated().compactMap { place, change in
      guard case .migration(let found) = change.object, found.object.metadata.name == name else {
        return nil
      }
      return (place, found.object)
    }
  }

  /// The names of the objects of a kind that were made, oldest first.
  func names(madeOf kind: ResourceKind) -> [String] {
    changes.filter { $0.type == .added && $0.object.kind == kind }.map(\.object.metadata.name)
  }

  /// When a migration's object was gone.
  func end(of name: String = "job") -> Instant? {
    time { change in
      change.type == .deleted && change.object.kind == .virtualMachineInstanceMigration
        && change.object.metadata.name == name
    }
  }

  /// When the VMI first says something of its migration.
  func time(ofState isWanted: (MigrationState) -> Bool) -> Instant? {
    time { change in
      guard case .virtualMachineInstance(let found) = change.object,
        let state = found.object.status.migrationState
      else { return false }
      return isWanted(state)
    }
  }

  /// When the source's virt-handler began the copy.
  var copyStart: Instant? {
    time { change in
      guard case .event(let event) = change.object else { return false }
      return event.object.message == "VirtualMachineInstance is migrating."
    }
  }

  /// Lets time pass until the VMI's state is as wanted; false when it is not in time.
  @discardableResult
  mutating func runUntilState(
    within span: Span = .minutes(30), _ isWanted: (MigrationState) -> Bool
  ) throws -> Bool {
    try run(within: span) { change in
      guard case .virtualMachineInstance(let found) = change.object,
        let state = found.object.status.migrationState
      else { return false }
      return isWanted(state)
    } != nil
  }
}

/// Requests that components of the cluster send.
extension Rehearsal {
  private static let controller = UserInfo(
    name: "system:serviceaccount:kubevirt:kubevirt-controller", groups: ["system:masters"])

  /// Patches an object as virt-controller.
  @discardableResult
  mutating func patchAsController(
    _ kind: ResourceKind, _ name: String, _ body: JSONValue, _ type: PatchType = .merge
  ) -> APIResponse {
    send(
      APIRequest(
        as: Self.controller, .patch, APIRequest.path(of: kind, namespace: "demo", name: name),
        patchType: type, body: body))
  }

  /// Patches the status of an object that has it as a subresource.
  @discardableResult
  mutating func patchStatus(
    _ kind: ResourceKind, _ name: String, _ status: JSONValue
  ) -> APIResponse {
    send(
      APIRequest(
        .patch,
        APIRequest.path(of: kind, namespace: "demo", name: name, subresource: "status"),
        patchType: .merge, body: ["status": status]))
  }

  /// Sets a quota of pods in the namespace.
  @discardableResult
  mutating func limitPods(to count: Int) -> APIResponse {
    send(
      APIRequest(
        .post, APIRequest.path(of: .resourceQuota, namespace: "demo"),
        body: [
          "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "quota"],
          "spec": ["hard": ["pods": .string(String(count))]],
        ]))
  }
}
