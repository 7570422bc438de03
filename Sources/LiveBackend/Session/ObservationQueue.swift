import BackendInterface
import GodwitModel
import KubernetesClient

/// Brings what several watches deliver into the one order of the server's versions.
///
/// All kinds of a cluster share one count of versions (etcd's revision), so the order between
/// kinds is known as soon as every watch has come as far.
struct ObservationQueue {
  /// One watch: a kind in a namespace.
  struct Source: Hashable, Sendable {
    let kind: ResourceKind
    /// Empty for all namespaces, and for kinds that are cluster-wide.
    let namespace: String
  }

  private struct Progress {
    var isListed = false
    /// Up to which version everything has been delivered, as far as that is known.
    var version: UInt64 = 0
    /// The objects as they were last delivered.
    var objects: [ObjectKey: APIObject] = [:]
    /// In the order of their first delivery.
    var keys: [ObjectKey] = []
  }

  /// Something to be observed, in its place.
  private struct Entry {
    let version: UInt64
    let kind: ResourceKind
    let arrival: Instant
    let sighting: Sighting
  }

  let sources: [Source]
  private var progress: [Progress]
  /// In the order of versions.
  private var pending: [Entry] = []
  /// The newest version that was handed on.
  private var handedOn: UInt64 = 0
  /// Why no more will come; nil while the watches live.
  private(set) var failure: String?

  init(_ sources: [Source]) {
    self.sources = sources
    progress = Array(repeating: Progress(), count: sources.count)
  }

  /// Whether every watch has told what there was when it began.
  var isListed: Bool { progress.allSatisfy(\.isListed) }

  var isEmpty: Bool { pending.isEmpty }

  /// When the first entry arrived; nil when there is none.
  var firstArrival: Instant? { pending.first?.arrival }

  /// The objects that the watches have told of, handed on or not.
  var objects: [APIObject] {
    progress.flatMap { part in part.keys.compactMap { part.objects[$0] } }
  }

  /// Up to which version a watch has delivered everything.
  func version(of index: Int) -> UInt64 { progress[index].version }

  /// The version of an object that a watch has delivered; nil when there is none now.
  func version(of key: ObjectKey, in index: Int) -> UInt64? {
    progress[index].objects[key].flatMap { UInt64($0.resourceVersion) }
  }

  /// The objects of a watch as they were last delivered.
  func keys(in index: Int) -> [ObjectKey] {
    progress[index].keys.filter { progress[index].objects[$0] != nil }
  }

  // MARK: Deliveries

  /// Takes in what the watch at `index` delivered at `now`.
  ///
  /// What is listed first is the beginning, not a change.
  mutating func take(_ delivery: WatchDelivery, from index: Int, at now: Instant) {
    switch delivery {
    case .listed(let objects, let version):
      for object in objects { keep(object, index) }
      progress[index].isListed = true
      reach(version, index)
    case .changed(let type, let object):
      change(type, object, index, at: now)
      reach(object.resourceVersion, index)
    case .bookmark(let version): reach(version, index)
    case .relisted(let objects, let version, let reason):
      relist(objects, version, reason, index, at: now)
    case .lost(let reason): failure = failure ?? reason
    }
  }

  private mutating func reach(_ version: String, _ index: Int) {
    guard let number = UInt64(version) else { return }
    progress[index].version = max(progress[index].version, number)
  }

  private mutating func keep(_ object: APIObject, _ index: Int) {
    let key = object.key
    if progress[index].objects.updateValue(object, forKey: key) == nil,
      !progress[index].keys.contains(key)
    {
      progress[index].keys.append(key)
    }
  }

  private mutating func change(
    _ type: ChangeType, _ object: APIObject, _ index: Int, at now: Instant
  ) {
    if type == .deleted {
      progress[index].objects[object.key] = nil
    } else {
      keep(object, index)
    }
    insert(
      .change(ObjectChange(at: now, type: type, object: object)),
      version: object.resourceVersion, index, at: now)
  }

  private mutating func relist(
    _ objects: [APIObject], _ version: String, _ reason: String, _ index: Int, at now: Instant
  ) {
    var changes: [ObjectChange] = []
    let present = Set(objects.map(\.key))
    for key in keys(in: index) where !present.contains(key) {
      guard let last = progress[index].objects.removeValue(forKey: key) else { continue }
      changes.append(ObjectChange(at: now, type: .deleted, object: last))
    }
    for object in objects {
      let known = progress[index].objects[object.key]
      if let known, known.resourceVersion == object.resourceVersion { continue }
      if let known, known.uid != object.uid {
        changes.append(ObjectChange(at: now, type: .deleted, object: known))
      }
      let type: ChangeType = known?.uid == object.uid ? .modified : .added
      changes.append(ObjectChange(at: now, type: type, object: object))
      keep(object, index)
    }
    // A restored server counts from a lower version.
    progress[index].version = UInt64(version) ?? progress[index].version
    let gap = ObservationGap(
      at: now, kinds: [sources[index].kind], reason: reason, changes: changes)
    insert(.gap(gap), version: version, index, at: now)
  }

  private mutating func insert(
    _ sighting: Sighting, version: String, _ index: Int, at now: Instant
  ) {
    let number = UInt64(version) ?? max(progress[index].version, handedOn)
    var place = pending.endIndex
    while place > 0, pending[place - 1].version > number { place -= 1 }
    pending.insert(
      Entry(version: number, kind: sources[index].kind, arrival: now, sighting: sighting),
      at: place)
  }

  // MARK: Observations

  /// Hands on the next observation; nil when there is none, or when one of another kind may still
  /// come before it.
  ///
  /// - Parameter certainAt: From this arrival on, entries wait for every watch to come as far; nil
  ///   hands on whatever is there.
  mutating func next(certainAt limit: Instant?) -> Sighting? {
    guard let first = pending.first else { return nil }
    if let limit, first.arrival > limit,
      progress.contains(where: { $0.version < first.version })
    {
      return nil
    }
    pending.removeFirst()
    guard first.version < handedOn else {
      handedOn = first.version
      return first.sighting
    }
    return .gap(
      ObservationGap(
        at: first.arrival, kinds: [first.kind],
        reason: "a change of kind \(first.kind.kind) came after later ones of other kinds",
        effect: .orderUnknown, changes: Self.changes(of: first.sighting)))
  }

  private static func changes(of sighting: Sighting) -> [ObjectChange] {
    switch sighting {
    case .change(let change): [change]
    case .gap(let gap): gap.changes
    }
  }
}
