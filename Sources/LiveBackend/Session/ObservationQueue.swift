import BackendInterface
import GodwitModel
import KubernetesClient

/// Brings what several watches deliver into the one order of the server's versions.
///
/// All kinds of a cluster share one count of versions (etcd's revision), so the order between
/// kinds is known as soon as every watch has come as far. A watch of which nothing changes does not
/// tell how far it has come for a minute, so what waits for it does so for a while only.
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
    /// The newest version that was handed on.
    var handedOn: UInt64 = 0
  }

  /// Something to be observed, in its place.
  private struct Entry {
    let version: UInt64
    /// Its watch.
    let index: Int
    let arrival: Instant
    let sighting: Sighting
  }

  let sources: [Source]
  private let patience: OrderPatience
  private var progress: [Progress]
  /// In the order of versions.
  private var pending: [Entry] = []
  /// Why no more will come; nil while the watches live.
  private(set) var failure: String?

  init(_ sources: [Source], patience: OrderPatience = OrderPatience()) {
    self.sources = sources
    self.patience = patience
    progress = Array(repeating: Progress(), count: sources.count)
  }

  /// Whether every watch has told what there was when it began.
  var isListed: Bool { progress.allSatisfy(\.isListed) }

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
    let number = UInt64(version) ?? progress[index].version
    var place = pending.endIndex
    while place > 0, pending[place - 1].version > number { place -= 1 }
    pending.insert(
      Entry(version: number, index: index, arrival: now, sighting: sighting),
      at: place)
  }

  // MARK: Observations

  /// Hands on the next observation; nil when there is none, or when it waits for one of another
  /// kind that may still come before it.
  ///
  /// - Parameter now: Nil hands on whatever is there.
  mutating func next(at now: Instant?) -> Sighting? {
    guard let now else { return pending.isEmpty ? nil : handOn(0) }
    // What nobody asks the order of does not wait behind what does.
    for place in pending.indices where remaining(pending[place], at: now) <= .zero {
      return handOn(place)
    }
    return nil
  }

  /// How long to wait at most until there is something to hand on; nil when there is nothing.
  func wait(at now: Instant) -> Span? { pending.map { remaining($0, at: now) }.min() }

  /// How much longer an entry waits for watches that have not come as far.
  private func remaining(_ entry: Entry, at now: Instant) -> Span {
    let isOrdered = isOrdered(entry.index)
    let isAwaited = progress.indices.contains { other in
      progress[other].version < entry.version && (!isOrdered || self.isOrdered(other))
    }
    guard isAwaited else { return .zero }
    return entry.arrival + (isOrdered ? patience.ordered : patience.others) - now
  }

  private func isOrdered(_ index: Int) -> Bool { patience.kinds.contains(sources[index].kind) }

  private mutating func handOn(_ place: Int) -> Sighting {
    let entry = pending.remove(at: place)
    progress[entry.index].handedOn = max(progress[entry.index].handedOn, entry.version)
    // A gap of versions leaves their order unknown too.
    guard isOrdered(entry.index), case .change(let change) = entry.sighting else {
      return entry.sighting
    }
    let overtaking = progress.indices.filter {
      isOrdered($0) && progress[$0].handedOn > entry.version && $0 != entry.index
    }
    if overtaking.isEmpty { return entry.sighting }
    let kind = sources[entry.index].kind
    let kinds = overtaking.map { sources[$0].kind }
    return .gap(
      ObservationGap(
        at: entry.arrival, kinds: [kind],
        reason: "a change of kind \(kind.kind) came after later ones of "
          + kinds.map(\.kind).joined(separator: ", "),
        effect: .orderUnknown, changes: [change], overtaking: kinds))
  }
}

/// How long changes of several kinds wait for each other, to be put into their order.
struct OrderPatience: Hashable, Sendable {
  /// Kinds of which somebody asks what came first; of the others an order that is not the true one
  /// is no gap.
  var kinds: Set<ResourceKind> = []
  /// Of these. Watches of a server under load are some tens of milliseconds apart.
  var ordered = Span.milliseconds(100)
  /// Of the others: for the trace alone, so verdicts are not to wait for it.
  var others = Span.milliseconds(2)
}
