import GodwitModel

/// What has been observed of a cluster: every object, and every version of it.
///
/// A reference, because procedures that are under way look at the present state. It belongs to one
/// run and changes only when the run observes something.
package final class World {
  /// One version of an object as it was seen; `object` is nil where it was deleted.
  package struct Version {
    /// The number of the observation; -1 for what was there when the run began.
    package let sequence: Int
    package let at: Instant
    package let object: APIObject?
  }

  /// An object over time: everything that was seen under one key.
  package struct Tracked {
    package let key: ObjectKey
    package let first: Version
    // Apart from the first, since most objects have no other, which so costs no array.
    fileprivate var later: [Version] = []
    /// The last version that existed.
    package fileprivate(set) var last: APIObject
    package fileprivate(set) var exists: Bool

    /// In the order of observation; never empty.
    package var versions: [Version] { [first] + later }
  }

  package private(set) var now: Instant
  /// When the run began.
  package let start: Instant
  private var tracked: [Tracked] = []
  private var indices: [ObjectKey: Int] = [:]
  private var indicesByKind: [String: [Int]] = [:]
  private var migrationsByInstance: [String: [Int]] = [:]
  /// The place of the object in each version, in the order of observation.
  private var log: [Int] = []

  package init(start: Instant, objects: [APIObject]) {
    self.start = start
    now = start
    tracked.reserveCapacity(objects.count + 32)
    indices.reserveCapacity(objects.count + 32)
    log.reserveCapacity(objects.count + 64)
    for object in objects { record(object, object.key, exists: true, sequence: -1, at: start) }
  }

  /// Moves the present on; never back.
  package func advance(to instant: Instant) { now = max(now, instant) }

  /// Takes in a change of the object with this key; returns the version before it, if the object
  /// existed.
  @discardableResult
  package func apply(
    _ change: ObjectChange, key: ObjectKey? = nil, sequence: Int
  ) -> APIObject? {
    advance(to: change.at)
    return record(
      change.object, key ?? change.object.key, exists: change.type != .deleted,
      sequence: sequence, at: change.at)
  }

  @discardableResult
  private func record(
    _ object: APIObject, _ key: ObjectKey, exists: Bool, sequence: Int, at: Instant
  ) -> APIObject? {
    let version = Version(sequence: sequence, at: at, object: exists ? object : nil)
    guard let index = indices[key] else {
      log.append(tracked.count)
      indices[key] = tracked.count
      indicesByKind[key.kind.kind, default: []].append(tracked.count)
      if case .migration(let snapshot) = object {
        let instance = key.namespace + "/" + snapshot.object.spec.vmiName
        migrationsByInstance[instance, default: []].append(tracked.count)
      }
      tracked.append(Tracked(key: key, first: version, last: object, exists: exists))
      return nil
    }
    log.append(index)
    let previous = tracked[index].exists ? tracked[index].last : nil
    tracked[index].later.append(version)
    tracked[index].last = object
    tracked[index].exists = exists
    return previous
  }
}

extension World {
  /// The object's present version; nil when it does not exist.
  package func current(_ key: ObjectKey) -> APIObject? {
    guard let index = indices[key], tracked[index].exists else { return nil }
    return tracked[index].last
  }

  /// The last version that was seen, even if the object is gone.
  package func last(_ key: ObjectKey) -> APIObject? { indices[key].map { tracked[$0].last } }

  /// Everything that was seen under a key; nil if nothing ever was.
  package func history(of key: ObjectKey) -> Tracked? { indices[key].map { tracked[$0] } }

  /// The version that held at an observation; nil when the object did not exist then.
  package func version(of key: ObjectKey, at sequence: Int) -> APIObject? {
    guard let history = history(of: key) else { return nil }
    let version = history.later.last { $0.sequence <= sequence } ?? history.first
    return version.sequence <= sequence ? version.object : nil
  }

  /// The objects of a kind, in the order in which they were first seen; those that were deleted
  /// too where `includingDeleted`. An empty namespace means all.
  package func objects(
    of kind: ResourceKind, in namespace: String = "", includingDeleted: Bool = false
  ) -> [APIObject] {
    var objects: [APIObject] = []
    for index in indicesByKind[kind.kind] ?? [] {
      let entry = tracked[index]
      guard entry.exists || includingDeleted else { continue }
      if !namespace.isEmpty, kind.isNamespaced, entry.key.namespace != namespace { continue }
      objects.append(entry.last)
    }
    return objects
  }

  /// The uid of the first version that was seen of an object.
  package func firstUID(of key: ObjectKey) -> String? {
    indices[key].flatMap { tracked[$0].first.object?.uid }
  }

  /// The only migration of an instance that was ever seen; nil where there are none or several.
  package func onlyMigration(
    ofInstance name: String, in namespace: String
  ) -> (migration: Snapshot<VirtualMachineInstanceMigration>, exists: Bool)? {
    guard let places = migrationsByInstance[namespace + "/" + name], places.count == 1,
      case .migration(let snapshot) = tracked[places[0]].last
    else { return nil }
    return (snapshot, tracked[places[0]].exists)
  }

  /// The migrations of an instance, in the order in which they were first seen.
  package func migrations(
    ofInstance name: String, in namespace: String, includingDeleted: Bool
  ) -> [VirtualMachineInstanceMigration] {
    var migrations: [VirtualMachineInstanceMigration] = []
    for index in migrationsByInstance[namespace + "/" + name] ?? [] {
      guard tracked[index].exists || includingDeleted,
        case .migration(let snapshot) = tracked[index].last
      else { continue }
      migrations.append(snapshot.object)
    }
    return migrations
  }

  /// How many versions have been seen in all.
  package var versionCount: Int { log.count }

  /// The place of the object of a version, by the version's number among all.
  package func place(ofVersion number: Int) -> Int { log[number] }

  /// The object at a place; places are given in the order in which objects are first seen.
  package func tracked(at place: Int) -> Tracked { tracked[place] }

  /// The place of an object; nil if it was never seen.
  package func place(of key: ObjectKey) -> Int? { indices[key] }

  /// Whether anything was ever seen under a key.
  package func hasSeen(_ key: ObjectKey) -> Bool { indices[key] != nil }
}
