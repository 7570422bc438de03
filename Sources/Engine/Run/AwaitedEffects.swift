import GodwitModel

/// Effects of requests that the watches have still to show.
struct AwaitedEffects {
  private var versions: [(key: ObjectKey, resourceVersion: String)] = []
  private var handles: [(name: String, virtualMachine: String, namespace: String)] = []

  var isEmpty: Bool { versions.isEmpty && handles.isEmpty }

  /// Awaits the version of the object in an answer, if its kind is one that every backend watches.
  mutating func await(_ request: APIRequest, _ response: APIResponse) {
    guard request.method != .get, response.isSuccess, !Self.isDryRun(request),
      let body = response.body, let kind = ManifestKind.kind(of: body),
      KindSet.watched.contains(KindSet(kind)), let metadata = body["metadata"],
      let name = metadata["name"]?.string, let version = metadata["resourceVersion"]?.string,
      metadata["uid"] != nil
    else { return }
    let namespace = metadata["namespace"]?.string ?? ""
    versions.append((ObjectKey(kind, namespace: namespace, name: name), version))
  }

  /// Awaits the migration that the server makes for a VM, to give it a handle.
  mutating func await(migrationOf machine: String, in namespace: String, handle: String) {
    handles.append((handle, machine, namespace))
  }

  private static func isDryRun(_ request: APIRequest) -> Bool {
    request.query("dryRun") != nil || request.body?["dryRun"] != nil
  }

  /// Takes note of a change; returns the handle that its object gets, if any.
  mutating func observe(_ change: ObjectChange, _ key: ObjectKey) -> String? {
    if !versions.isEmpty {
      let seen = UInt64(change.object.resourceVersion)
      versions.removeAll { awaited in
        guard awaited.key == key else { return false }
        guard let seen, let wanted = UInt64(awaited.resourceVersion) else { return true }
        return seen >= wanted || change.type == .deleted
      }
    }
    guard !handles.isEmpty, change.type == .added,
      case .migration(let snapshot) = change.object,
      let index = handles.firstIndex(where: {
        $0.virtualMachine == snapshot.object.spec.vmiName
          && $0.namespace == snapshot.object.metadata.namespace
      })
    else { return nil }
    return handles.remove(at: index).name
  }

  /// Waits no longer for what has not come; returns the kinds of what answers told of.
  mutating func giveUp() -> [ResourceKind] {
    defer {
      versions = []
      handles = []
    }
    return versions.map(\.key.kind)
  }
}

extension KindSet {
  /// The kinds whose every change a backend delivers.
  static let watched = KindSet(
    [.virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration, .pod, .node])
}
