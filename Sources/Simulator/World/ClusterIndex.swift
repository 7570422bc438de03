import GodwitModel

/// What belongs together, so that no controller has to search: the indexers of client-go.
package struct ClusterIndex: Sendable {
  /// Pods by the uid of the VMI that controls them, oldest first.
  private var podsOfOwner: [String: [ObjectName]] = [:]
  /// Migrations by the VMI that they name, oldest first.
  private var migrationsOfInstance: [ObjectName: [ObjectName]] = [:]
  /// VMIs by the node that they run on.
  private var instancesOfNode: [String: [ObjectName]] = [:]
  /// Pods by the node that they are bound to, ended ones included.
  private var podsOfNode: [String: [ObjectName]] = [:]
  /// Target pods by the uid of their migration.
  private var targetsOfMigration: [String: [ObjectName]] = [:]
  /// Of every node that ever was; a node's place never changes.
  private(set) var rooms: [NodeRoom] = []
  private var roomPlaces: [String: Int] = [:]
  /// Migrations that count for the limits by phase, and those pending ones that have a pod.
  private(set) var running: [ObjectName] = []
  /// Pods that keep others away by an anti-affinity of the user's own.
  private(set) var repelling: [ObjectName] = []
  /// Pods whose wishes for company count when nodes are compared for others.
  private(set) var attracting: [ObjectName] = []
  private var unscheduledPods = NameList()
  /// Pending migrations by urgency, oldest first.
  private var pending: [Int: NameList] = [:]
  private static let urgencies = [100, 50, 20, 0]
  /// Of every migration that is not final: name by uid.
  private var unfinished: [String: ObjectName] = [:]

  package init() {}

  /// Pods that no node was found for yet, oldest first.
  var unscheduled: [ObjectName] { unscheduledPods.names }

  package func pods(ofOwner uid: String) -> [ObjectName] { podsOfOwner[uid] ?? [] }
  package func migrations(ofInstance name: ObjectName) -> [ObjectName] {
    migrationsOfInstance[name] ?? []
  }
  package func instances(onNode name: String) -> [ObjectName] { instancesOfNode[name] ?? [] }
  package func pods(onNode name: String) -> [ObjectName] { podsOfNode[name] ?? [] }
  package func targets(ofMigration uid: String) -> [ObjectName] { targetsOfMigration[uid] ?? [] }
  /// What a node has to give, and what is used of it.
  package func room(ofNode name: String) -> NodeRoom {
    roomPlaces[name].map { rooms[$0] } ?? NodeRoom()
  }
  /// Where in ``rooms`` the room of a node is that was stored.
  func roomPlace(ofNode name: String) -> Int { roomPlaces[name] ?? 0 }
  /// The migration with this uid, unless it is final or gone.
  package func unfinishedMigration(uid: String) -> ObjectName? { unfinished[uid] }

  /// Gives everything the name that stands for its own.
  mutating func rename(_ renamed: (ObjectName) -> ObjectName) {
    func changed<Key: Hashable>(_ index: [Key: [ObjectName]]) -> [Key: [ObjectName]] {
      index.isEmpty ? index : index.mapValues { $0.map(renamed) }
    }
    podsOfOwner = changed(podsOfOwner)
    migrationsOfInstance = Dictionary(
      uniqueKeysWithValues: changed(migrationsOfInstance).map { (renamed($0.key), $0.value) })
    instancesOfNode = changed(instancesOfNode)
    podsOfNode = changed(podsOfNode)
    targetsOfMigration = changed(targetsOfMigration)
    running = running.map(renamed)
    repelling = repelling.map(renamed)
    attracting = attracting.map(renamed)
    unscheduledPods.rename(renamed)
    for urgency in Self.urgencies { pending[urgency]?.rename(renamed) }
    unfinished = unfinished.mapValues(renamed)
  }

  // MARK: Nodes

  mutating func replace(_ old: Node?, by new: Node) {
    if let old, old.status.allocatable == new.status.allocatable { return }
    rooms[makeRoom(ofNode: new.metadata.name)].capacity = ResourceList(new.status.allocatable)
  }

  private mutating func makeRoom(ofNode name: String) -> Int {
    if let place = roomPlaces[name] { return place }
    roomPlaces[name] = rooms.count
    rooms.append(NodeRoom())
    return rooms.count - 1
  }

  // MARK: Pods

  mutating func replace(_ old: Pod?, by new: Pod) {
    guard let old else { return add(new) }
    let name = ObjectName(new.metadata)
    if old.spec.nodeName.isEmpty, !new.spec.nodeName.isEmpty {
      podsOfNode[new.spec.nodeName, default: []].append(name)
      unscheduledPods.remove(name)
      count(new, times: 1)
    } else if !old.status.phase.isFinal, new.status.phase.isFinal {
      count(new, times: -1)
    }
  }

  private mutating func add(_ pod: Pod) {
    let name = ObjectName(pod.metadata)
    if let owner = pod.metadata.controller {
      podsOfOwner[owner.uid, default: []].append(name)
    }
    if let migration = pod.metadata.labels["kubevirt.io/migrationJobUID"] {
      targetsOfMigration[migration, default: []].append(name)
      if let migration = unfinished[migration], !running.contains(migration) {
        running.append(migration)
      }
    }
    if Self.repels(pod) { repelling.append(name) }
    if PodPreferences.attracts(pod) { attracting.append(name) }
    if pod.spec.nodeName.isEmpty {
      unscheduledPods.append(name)
    } else {
      podsOfNode[pod.spec.nodeName, default: []].append(name)
      count(pod, times: 1)
    }
  }

  mutating func remove(_ pod: Pod) {
    let name = ObjectName(pod.metadata)
    if let owner = pod.metadata.controller { Self.drop(name, from: &podsOfOwner, owner.uid) }
    if let migration = pod.metadata.labels["kubevirt.io/migrationJobUID"] {
      Self.drop(name, from: &targetsOfMigration, migration)
    }
    if Self.repels(pod) { repelling.removeAll { $0 == name } }
    if PodPreferences.attracts(pod) { attracting.removeAll { $0 == name } }
    if pod.spec.nodeName.isEmpty {
      unscheduledPods.remove(name)
    } else {
      Self.drop(name, from: &podsOfNode, pod.spec.nodeName)
      if !pod.status.phase.isFinal { count(pod, times: -1) }
    }
  }

  /// Whether a pod has an anti-affinity besides the one that KubeVirt gives target pods.
  private static func repels(_ pod: Pod) -> Bool {
    if pod.spec.affinity.isNull { return false }
    let path = ["podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    return (pod.spec.affinity.value(at: path)?.array ?? []).contains {
      $0["labelSelector"]?["matchLabels"]?["kubevirt.io/created-by"] == nil
    }
  }

  private mutating func count(_ pod: Pod, times factor: Int64) {
    rooms[makeRoom(ofNode: pod.spec.nodeName)]
      .used.add(ResourceList(requestsOf: pod), times: factor)
  }

  // MARK: Migrations

  mutating func replace(
    _ old: VirtualMachineInstanceMigration?, by new: VirtualMachineInstanceMigration
  ) {
    let name = ObjectName(new.metadata)
    let phase = new.status.phase
    if old == nil {
      let instance = ObjectName(new.metadata.namespace, new.spec.vmiName)
      migrationsOfInstance[instance, default: []].append(name)
    }
    if let old, old.status.phase == phase { return }
    if old?.status.phase == .pending {
      pending[new.pendingPriority]?.remove(name)
    } else if phase == .pending {
      pending[new.pendingPriority, default: NameList()].append(name)
    }
    if phase.isFinal {
      unfinished[new.metadata.uid] = nil
      running.removeAll { $0 == name }
      return
    }
    unfinished[new.metadata.uid] = name
    if phase.countsAsRunning, !running.contains(name) { running.append(name) }
  }

  var hasPendingMigrations: Bool {
    Self.urgencies.contains { pending[$0]?.isEmpty == false }
  }

  /// The most urgent pending migrations, the oldest first among equals.
  func pendingMigrations(limit: Int) -> [ObjectName] {
    var found: [ObjectName] = []
    for urgency in Self.urgencies {
      if found.count >= limit { break }
      found += pending[urgency]?.first(limit - found.count) ?? []
    }
    return found
  }

  mutating func remove(_ migration: VirtualMachineInstanceMigration) {
    let name = ObjectName(migration.metadata)
    if migration.status.phase == .pending {
      pending[migration.pendingPriority]?.remove(name)
    }
    let instance = ObjectName(migration.metadata.namespace, migration.spec.vmiName)
    Self.drop(name, from: &migrationsOfInstance, instance)
    if unfinished.removeValue(forKey: migration.metadata.uid) != nil {
      running.removeAll { $0 == name }
    }
  }

  // MARK: Instances

  mutating func replace(_ old: VirtualMachineInstance?, by new: VirtualMachineInstance) {
    let node = new.status.nodeName
    let former = old?.status.nodeName ?? ""
    guard node != former else { return }
    let name = ObjectName(new.metadata)
    if !former.isEmpty { Self.drop(name, from: &instancesOfNode, former) }
    if !node.isEmpty { instancesOfNode[node, default: []].append(name) }
  }

  mutating func remove(_ instance: VirtualMachineInstance) {
    let node = instance.status.nodeName
    if !node.isEmpty { Self.drop(ObjectName(instance.metadata), from: &instancesOfNode, node) }
  }

  private static func drop<Key: Hashable>(
    _ name: ObjectName, from index: inout [Key: [ObjectName]], _ key: Key
  ) {
    index[key]?.removeAll { $0 == name }
    if index[key]?.isEmpty == true { index[key] = nil }
  }
}

extension MigrationPhase {
  /// Whether a migration in this phase takes a place among those that run at once.
  ///
  /// KubeVirt staging/src/kubevirt.io/api/core/v1/types.go:850-860; a pending one also counts
  /// when it has a target pod (pkg/virt-controller/watch/migration/migration.go:2440-2467).
  package var countsAsRunning: Bool {
    self == .scheduling || self == .scheduled || self == .preparingTarget || self == .targetReady
      || self == .running
  }

  /// Whether a target pod has been made (types.go:863-868).
  package var targetIsCreated: Bool {
    !(self == .unset || self == .pending || self == .waitingForSync || self == .synchronizing)
  }

  /// Whether the VMI has been told of the migration (types.go:871-878).
  package var targetIsHandedOff: Bool {
    targetIsCreated && self != .scheduling && self != .scheduled
  }
}
