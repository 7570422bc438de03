import GodwitModel

/// The latest changes of the cluster, from which watches and lists of the past are served, and the
/// objects as they are now.
///
/// Bounded: a version older than what is kept is answered with 410, as etcd does once it has
/// compacted its log.
struct ChangeHistory: Sendable {
  /// One change, with the object before it.
  struct Entry: Sendable {
    let version: Int
    let type: ChangeType
    let object: APIObject
    let previous: APIObject?
    let at: Instant
  }

  /// How many changes are kept at least; twice as many are the most.
  private let limit: Int
  private(set) var entries: [Entry] = []
  /// The newest version of which the changes after it are all kept.
  private(set) var oldestVersion: Int
  /// Of the latest change.
  private(set) var version: Int
  private var objects: [ResourceKind: [ObjectKey: APIObject]] = [:]
  private var newest: [ResourceKind: Int] = [:]

  init(_ objects: [APIObject], version: Int, limit: Int) {
    self.limit = limit
    self.version = version
    oldestVersion = version
    for object in objects {
      self.objects[object.kind, default: [:]][object.key] = object
      note(object)
    }
  }

  /// The newest version of each kind of which there ever was an object, by its plural and group.
  var versions: JSONObject {
    var versions = JSONObject()
    for kind in ResourceKind.all {
      guard let version = newest[kind] else { continue }
      versions.append(kind.qualifiedPlural, .string(String(version)))
    }
    return versions
  }

  private mutating func note(_ object: APIObject) {
    guard let version = Int(object.resourceVersion) else { return }
    newest[object.kind] = max(newest[object.kind] ?? 0, version)
  }

  /// Adds a change; returned with the object before it.
  @discardableResult
  mutating func append(_ change: ObjectChange) -> Entry {
    let key = change.object.key
    let previous = objects[key.kind]?[key]
    version = Int(change.object.resourceVersion) ?? version
    note(change.object)
    let entry = Entry(
      version: version, type: change.type, object: change.object, previous: previous,
      at: change.at)
    entries.append(entry)
    objects[key.kind, default: [:]][key] = change.type == .deleted ? nil : change.object
    if entries.count >= 2 * limit {
      let surplus = entries.count - limit
      oldestVersion = entries[surplus - 1].version
      entries.removeFirst(surplus)
    }
    return entry
  }

  /// The position of the first change after `version`.
  func position(after version: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].version <= version { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The objects of a kind by namespace and name, as they are, or as they were at `version`.
  func objects(_ kind: ResourceKind, at version: Int? = nil) -> [APIObject] {
    var found = objects[kind] ?? [:]
    if let version {
      for entry in entries[position(after: version)...].reversed()
      where entry.object.kind == kind {
        found[entry.object.key] = entry.previous
      }
    }
    // The order of the dictionary does not matter: what is found is sorted.
    return found.values.map { ($0.metadata.namespace, $0.metadata.name, $0) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}
