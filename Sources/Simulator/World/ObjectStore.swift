import GodwitModel

/// The storage of the API server: every object, one counter of resourceVersions, and the log of
/// changes from which watches are served.
///
/// The store knows nothing of rights or admission; it stamps versions and uids and keeps the
/// rules of deletion: with finalizers an object stays until the last one is gone.
package struct ObjectStore: Sendable {
  package internal(set) var virtualMachines = ObjectTable<VirtualMachine>()
  package internal(set) var virtualMachineInstances = ObjectTable<VirtualMachineInstance>()
  package internal(set) var migrations = ObjectTable<VirtualMachineInstanceMigration>()
  package internal(set) var pods = ObjectTable<Pod>()
  package internal(set) var nodes = ObjectTable<Node>()
  package internal(set) var events = ObjectTable<Event>()
  /// Tables of the other kinds, in the order of ``ResourceKind/all``.
  private var generic: [(kind: ResourceKind, table: ObjectTable<GenericObject>)]

  /// What belongs together, kept with every write.
  package internal(set) var index = ClusterIndex()

  /// The version of the latest write.
  package private(set) var resourceVersion = 1000

  /// Every change since the log was last taken, in order.
  package private(set) var log: [ObjectChange] = []

  /// What stood in the place of each change of the log before.
  private var previous: [APIObject?] = []

  private var identifiers: SeededGenerator

  /// Whether clients of the served API see the objects: then `metadata.managedFields` are kept.
  /// Scenarios do without.
  package var servesClients = false

  /// Whether the API server writes for a request, of which it tracks the fields itself.
  var isAnswering = false

  package init(identifiers: SeededGenerator) {
    self.identifiers = identifiers
    generic = Self.genericKinds.map { ($0, ObjectTable()) }
  }

  /// A store with the objects of `base` that goes on with its own random stream.
  ///
  /// What every scenario begins with, such as the built-in roles, is so made once and shared.
  package init(startingFrom base: ObjectStore, identifiers: SeededGenerator) {
    self = base
    self.identifiers = identifiers
  }

  /// Draws uids and suffixes of names from another stream from now on.
  mutating func draw(from identifiers: SeededGenerator) { self.identifiers = identifiers }

  private static let genericKinds = ResourceKind.all.filter { !isTyped($0) }

  private static func isTyped(_ kind: ResourceKind) -> Bool {
    switch kind {
    case .virtualMachine, .virtualMachineInstance, .virtualMachineInstanceMigration, .pod, .node,
      .event:
      true
    default: false
    }
  }

  /// Takes the log of changes, leaving it empty.
  package mutating func takeLog() -> [ObjectChange] {
    defer { dropLog(log.count) }
    return log
  }

  /// What stood in the place of a change of the log before.
  func previous(of position: Int) -> APIObject? { previous[position] }

  /// Drops so many changes from the beginning of the log, keeping its room for the next ones.
  mutating func dropLog(_ count: Int) {
    if count == log.count {
      log.removeAll(keepingCapacity: true)
      previous.removeAll(keepingCapacity: true)
    } else {
      log.removeFirst(count)
      previous.removeFirst(count)
    }
  }

  /// A new random UID (version 4) from the run's seed.
  package mutating func makeUID() -> String { identifiers.uid() }

  /// Five random characters, as `generateName` appends them.
  package mutating func makeNameSuffix() -> String { identifiers.nameSuffix(length: 5) }

  /// Moves what is in one namespace to another.
  mutating func rename(_ renaming: NamespaceRenaming) {
    virtualMachines.rename(renaming.renamed)
    virtualMachineInstances.rename(renaming.renamed)
    migrations.rename(renaming.renamed)
    pods.rename(renaming.renamed)
    events.rename(renaming.renamed)
    for position in generic.indices where generic[position].table.count > 0 {
      generic[position].table.rename(renaming.renamed)
    }
    index.rename(renaming.name)
  }

  // MARK: Reading

  /// The object with this key.
  package func object(_ key: ObjectKey) -> APIObject? {
    switch key.kind {
    case .virtualMachine:
      virtualMachines[key.namespace, key.name].map { .virtualMachine($0) }
    case .virtualMachineInstance:
      virtualMachineInstances[key.namespace, key.name].map { .virtualMachineInstance($0) }
    case .virtualMachineInstanceMigration:
      migrations[key.namespace, key.name].map { .migration($0) }
    case .pod: pods[key.namespace, key.name].map { .pod($0) }
    case .node: nodes["", key.name].map { .node($0) }
    case .event: events[key.namespace, key.name].map { .event($0) }
    default:
      table(key.kind)?[key.namespace, key.name].map { .generic(key.kind, $0) }
    }
  }

  /// Every object of a kind, oldest first; of all namespaces.
  package func objects(_ kind: ResourceKind) -> [APIObject] {
    switch kind {
    case .virtualMachine: virtualMachines.all.map { .virtualMachine($0) }
    case .virtualMachineInstance:
      virtualMachineInstances.all.map { .virtualMachineInstance($0) }
    case .virtualMachineInstanceMigration: migrations.all.map { .migration($0) }
    case .pod: pods.all.map { .pod($0) }
    case .node: nodes.all.map { .node($0) }
    case .event: events.all.map { .event($0) }
    default: table(kind)?.all.map { .generic(kind, $0) } ?? []
    }
  }

  /// Every object that there is, kind by kind.
  package var everything: [APIObject] {
    var objects: [APIObject] = []
    objects.reserveCapacity(64)
    for kind in ResourceKind.all { objects += self.objects(kind) }
    return objects
  }

  /// The objects of a kind that has no typed table.
  package func table(_ kind: ResourceKind) -> ObjectTable<GenericObject>? {
    // By position: the entries are copied when they are looped over.
    for position in generic.indices where generic[position].kind == kind {
      return generic[position].table
    }
    return nil
  }

  // MARK: Writing

  /// Adds a new object: stamps uid, creationTimestamp, generation and resourceVersion.
  ///
  /// The caller has made sure that the key is free.
  @discardableResult
  package mutating func create(_ object: APIObject, at now: Instant) -> APIObject {
    let uid = makeUID()
    let version = nextVersion()
    let created = object.withMetadata { metadata in
      metadata.uid = uid
      metadata.creationTimestamp = Timestamp(now)
      if metadata.generation == 0, !object.isUncounted {
        metadata.generation = GenerationRule.initial(object.kind)
      }
      metadata.resourceVersion = version
    }
    let stored = tracked(created, before: nil, at: now)
    put(stored)
    append(.added, stored, before: nil, at: now)
    return stored
  }

  /// Replaces an object by a new version; one that is being deleted and has lost its last
  /// finalizer goes away instead, and watches see it as it was before (recorded). A version that
  /// is equal to the present one is no write.
  @discardableResult
  package mutating func update(_ object: APIObject, at now: Instant) -> APIObject {
    let present = stored(object)
    if let present, object.isSame(as: present) { return present }
    let version = nextVersion()
    let updated = object.withMetadata { $0.resourceVersion = version }
    let stored = tracked(updated, before: present, at: now)
    let isReleased = object.read { $0.isBeingDeleted && $0.finalizers.isEmpty }
    if isReleased, !stored.outlivesFinalizers {
      discard((present ?? object).withMetadata { $0.resourceVersion = version }, at: now)
    } else {
      put(stored)
      append(.modified, stored, before: present, at: now)
    }
    return stored
  }

  /// The object as it is stored: with what its controller owns of it.
  private func tracked(_ object: APIObject, before: APIObject?, at now: Instant) -> APIObject {
    guard servesClients, !isAnswering else { return object }
    return ControllerFields.tracked(object, before: before, at: now)
  }

  private mutating func append(
    _ type: ChangeType, _ object: APIObject, before: APIObject?, at now: Instant
  ) {
    log.append(ObjectChange(at: now, type: type, object: object))
    previous.append(before)
  }

  /// The present version of an object; by its case, which is cheaper than by its key.
  private func stored(_ object: APIObject) -> APIObject? {
    switch object {
    case .virtualMachine(let snapshot):
      virtualMachines[ObjectName(snapshot.object.metadata)].map { .virtualMachine($0) }
    case .virtualMachineInstance(let snapshot):
      virtualMachineInstances[ObjectName(snapshot.object.metadata)]
        .map { .virtualMachineInstance($0) }
    case .migration(let snapshot):
      migrations[ObjectName(snapshot.object.metadata)].map { .migration($0) }
    case .pod(let snapshot): pods[ObjectName(snapshot.object.metadata)].map { .pod($0) }
    case .node(let snapshot): nodes[ObjectName(snapshot.object.metadata)].map { .node($0) }
    case .event(let snapshot): events[ObjectName(snapshot.object.metadata)].map { .event($0) }
    case .generic: self.object(object.key)
    }
  }

  /// Removes an object for good, whatever its finalizers.
  package mutating func remove(_ key: ObjectKey, at now: Instant) {
    guard let object = object(key) else { return }
    let version = nextVersion()
    discard(object.withMetadata { $0.resourceVersion = version }, at: now)
  }

  private mutating func discard(_ object: APIObject, at now: Instant) {
    let name = object.read { ObjectName($0) }
    switch object {
    case .virtualMachine: virtualMachines.remove(name)
    case .virtualMachineInstance:
      if let old = virtualMachineInstances.remove(name) { index.remove(old.object) }
    case .migration: if let old = migrations.remove(name) { index.remove(old.object) }
    case .pod: if let old = pods.remove(name) { index.remove(old.object) }
    case .node: nodes.remove(name)
    case .event: events.remove(name)
    case .generic(let kind, _):
      if let position = generic.firstIndex(where: { $0.kind == kind }) {
        generic[position].table.remove(name)
      }
    }
    append(.deleted, object, before: object, at: now)
  }

  private mutating func put(_ object: APIObject) {
    switch object {
    case .virtualMachine(let snapshot): virtualMachines.put(snapshot)
    case .virtualMachineInstance(let snapshot):
      index.replace(virtualMachineInstances.put(snapshot)?.object, by: snapshot.object)
    case .migration(let snapshot):
      index.replace(migrations.put(snapshot)?.object, by: snapshot.object)
    case .pod(let snapshot): index.replace(pods.put(snapshot)?.object, by: snapshot.object)
    case .node(let snapshot): index.replace(nodes.put(snapshot)?.object, by: snapshot.object)
    case .event(let snapshot): events.put(snapshot)
    case .generic(let kind, let snapshot):
      if let position = generic.firstIndex(where: { $0.kind == kind }) {
        generic[position].table.put(snapshot)
      }
    }
  }

  private mutating func nextVersion() -> String {
    resourceVersion += 1
    return String(resourceVersion)
  }
}

extension APIObject {
  /// Whether an object that is being deleted stays without finalizers: a pod for its grace period,
  /// a namespace while its specification has finalizers (k8s.io/kubernetes
  /// pkg/registry/core/namespace/storage/storage.go, ShouldDeleteNamespaceDuringUpdate).
  fileprivate var outlivesFinalizers: Bool {
    switch self {
    case .pod: true
    case .generic(.namespace, let namespace): namespace.object.holdsNamespace
    default: false
    }
  }

  /// Whether the kind has no generations.
  fileprivate var isUncounted: Bool {
    switch self {
    case .event, .node: true
    default: false
    }
  }
}
