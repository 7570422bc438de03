import GodwitModel

/// The simulated cluster: its objects, its clock, and the work that is due.
///
/// Every actor is an extension of the world that reads the objects as they are when its turn
/// comes and takes one step (level-triggered reconcile). A change reaches an actor after that
/// actor's latency, and an object waits at most once in each actor's queue, as in client-go.
package struct World: Sendable {
  package internal(set) var now = Instant.simulationEpoch
  package internal(set) var store: ObjectStore
  var queue = EventQueue<Work>()
  /// What waits in a queue.
  var queued: Set<WorkKey> = []
  /// When each key asked to be woken.
  var wakes: [WorkKey: Instant] = [:]
  /// Failures in a row, for the back-off of retries.
  var failures: [WorkKey: Int] = [:]

  var settings: KubeVirtSettings
  var timing: Timing
  var recorder = EventRecorder()
  /// Chooses among equally good nodes.
  var scheduling: SeededGenerator
  /// The choices of another run, which go before the generator's.
  var choices = SchedulingChoices()
  /// Ports, addresses and everything else that a node draws.
  var chance: SeededGenerator
  /// When VMIs were last evicted to bring them up to date.
  var lastEvictionBatch: Instant?
  /// How long launchers wait for guests.
  var patience: SeededGenerator
  /// Which actor comes first.
  var race: Race
  /// UUIDs of guests.
  var identifiers: SeededGenerator

  /// Running copies, by the uid of their migration.
  var jobs: [String: MigrationJob] = [:]
  var node = NodeState()
  /// How guests behave, by namespace and name of their VM.
  var guests: [ObjectName: Guest] = [:]
  var deadNodes: Set<String> = []
  var deadHandlers: Set<String> = []
  /// The template from which each VM was started last, by the VM's uid: KubeVirt keeps it as a
  /// ControllerRevision.
  var startedTemplates: [String: VirtualMachineTemplate] = [:]
  /// Where VMs are to run while the cluster is set up.
  var placements: [ObjectName: String] = [:]
  /// When the newest target pod reaches virt-controller's cache.
  var targetPodSeen = Instant.simulationEpoch
  /// The disruption budgets that KubeVirt made, by the uid of their VMI.
  var budgets: [String: ObjectName] = [:]
  /// Namespaces that are being deleted, in which nothing new is made.
  var terminatingNamespaces: Set<String> = []
  /// Whether a migration was made that belongs to another object.
  var hasOwnedMigrations = false
  /// Migrations of which the hand-over was sent, by uid.
  var handedOver: Set<String> = []
  /// The scheduler's nodes; nil once one of them has changed.
  var nodeList: NodeList?
  /// Where the search for a node goes on, as kube-scheduler does.
  var nextNode = 0

  /// How the version of KubeVirt behaves.
  let profile: KubeVirtProfile
  /// What ends the session, once it was met.
  var refusal: SimulationError?

  /// Whether changes are kept to be delivered; those of the set-up are not, of which a large
  /// cluster has hundreds of megabytes.
  var delivers = true
  /// Changes that were not delivered yet, from `delivered` on.
  private var deliveries: [ObjectChange] = []
  private var delivered = 0
  private var steps = 0

  /// How many steps a session may take.
  package static let stepLimit = 20_000_000

  package init(
    timing: Timing, startingFrom base: ObjectStore, seed: UInt64,
    profile: KubeVirtProfile = .newest
  ) {
    self.timing = timing
    self.profile = profile
    settings = KubeVirtSettings(profile: profile)
    store = ObjectStore(
      startingFrom: base, identifiers: SeededGenerator(seed: seed, purpose: "identifiers"))
    scheduling = SeededGenerator(seed: seed, purpose: "scheduling")
    chance = SeededGenerator(seed: seed, purpose: "nodes")
    patience = SeededGenerator(seed: seed, purpose: "launchers")
    identifiers = SeededGenerator(seed: seed, purpose: "guests")
    race = Race(seed: seed)
  }

  /// Leaves everything that is still open to another seed.
  mutating func goOn(under seed: UInt64) {
    store.draw(from: SeededGenerator(seed: seed, purpose: "identifiers"))
    scheduling = SeededGenerator(seed: seed, purpose: "scheduling")
    chance = SeededGenerator(seed: seed, purpose: "nodes")
    patience = SeededGenerator(seed: seed, purpose: "launchers")
    identifiers = SeededGenerator(seed: seed, purpose: "guests")
    race.goOn(under: seed)
  }

  // MARK: Running

  /// The next change; the clock jumps to it. Nil, with the clock at `deadline`, when none comes
  /// before then.
  mutating func next(before deadline: Instant) throws(SimulationError) -> ObjectChange? {
    while true {
      if let change = takeDelivery() { return change }
      guard let time = queue.nextTime, time < deadline else {
        if now < deadline { now = deadline }
        return nil
      }
      try step()
    }
  }

  /// Does the earliest work.
  mutating func step() throws(SimulationError) {
    guard let (time, work) = queue.pop() else { return }
    steps += 1
    if steps > Self.stepLimit {
      throw .limitReached("\(Self.stepLimit) steps of the simulator in one scenario")
    }
    if now < time { now = time }
    perform(work)
    flush()
    if let refusal { throw refusal }
  }

  /// Takes the changes since the last time: to the session and to the actors that watch.
  mutating func flush() {
    if store.log.isEmpty { return }
    // By position: a loop over the log would hold it, and so have it made anew. What is written
    // meanwhile waits for the next time.
    let count = store.log.count
    for position in 0..<count {
      let change = store.log[position]
      if delivers { deliveries.append(change) }
      dispatch(change, before: store.previous(of: position))
    }
    store.dropLog(count)
  }

  private mutating func takeDelivery() -> ObjectChange? {
    guard delivered < deliveries.count else { return nil }
    let change = deliveries[delivered]
    delivered += 1
    if delivered == deliveries.count { dropDeliveries() }
    return change
  }

  /// Does all work that is due by `instant`, which is then the present time.
  mutating func advance(to instant: Instant) throws(SimulationError) {
    // A served cluster may go on for days: the bound is for each call.
    steps = 0
    while let time = queue.nextTime, time <= instant { try step() }
    if now < instant { now = instant }
  }

  /// Takes every change that was not delivered yet.
  mutating func takeDeliveries() -> [ObjectChange] {
    defer { dropDeliveries() }
    return Array(deliveries[delivered...])
  }

  /// Ends the set-up: nothing of it is delivered, and the session begins at a whole second.
  mutating func finishSetup() {
    placements = [:]
    race.isOn = true
    delivers = true
    if now != now.truncatedToSecond { now = now.truncatedToSecond + .seconds(1) }
  }

  private mutating func dropDeliveries() {
    deliveries.removeAll(keepingCapacity: true)
    delivered = 0
  }

  private mutating func perform(_ work: Work) {
    switch work {
    case .reconcile(let key):
      queued.remove(key)
      reconcile(key)
    case .wake(let key):
      guard wakes[key] == now else { return }
      wakes[key] = nil
      // A key that waits in the queue anyhow is looked at once.
      if !queued.contains(key) { reconcile(key) }
    case .job(let uid, let event, let revision): advanceJob(uid, event, revision: revision)
    case .pod(let name, let uid, let event): advancePod(name, uid: uid, event)
    }
  }

  private mutating func reconcile(_ key: WorkKey) {
    switch key.controller {
    case .virtualMachine: reconcileVirtualMachine(key.object)
    case .instance: reconcileInstance(key.object)
    case .migration: reconcileMigration(key.object)
    case .evacuation: reconcileEvacuation(node: key.object.name)
    case .topology: updateNodeTopology()
    case .workloadUpdate: updateWorkloads()
    case .scheduler: schedule(key.object)
    case .kubelet: reconcileKubelet(key.object)
    case .handler: reconcileHandler(node: key.node, instance: key.object)
    case .heartbeat: checkHeartbeat(key.object.name)
    case .nodeLifecycle: reconcileNodeLifecycle(key.object.name)
    case .podEviction: evictPodsOfLostNode(key.object.name)
    case .disruptionBudget: reconcileDisruptionBudget(key.object)
    case .disruption: reconcileDisruption(key.object)
    case .nodeTaints: reconcileNodeTaints(key.object.name)
    case .roleAggregation: updateRoleAggregation()
    case .garbageCollector: collectGarbage(key.object, kind: key.node)
    case .podCollector: collectPods(ofNode: key.object.name)
    case .namespace: reconcileNamespace(key.object.name)
    case .serviceAccount: createAccount(inNamespace: key.object.name)
    case .resourceQuota: reconcileQuota(key.object)
    }
  }

  // MARK: Queues

  /// Puts a key into its actor's queue, unless it waits there already. `delay` is what it usually
  /// takes.
  mutating func enqueue(_ key: WorkKey, after delay: Span, priority: Int = 0) {
    if queued.insert(key).inserted {
      let time = now + race.time(of: key.controller, usually: delay)
      queue.add(.reconcile(key), at: time, priority: rank(priority))
    }
  }

  /// Puts keys into one actor's queue at the same moment: their priorities decide, not a race.
  mutating func enqueue(
    together keys: [(key: WorkKey, priority: Int)], of controller: Controller,
    after delay: Span
  ) {
    let time = now + race.time(of: controller, usually: delay)
    for (key, priority) in keys where queued.insert(key).inserted {
      queue.add(.reconcile(key), at: time, priority: priority)
    }
  }

  /// Looks at a key again after `delay`; of several such wishes the earliest stands.
  mutating func wake(_ key: WorkKey, after delay: Span, priority: Int = 0) {
    let time = now + delay
    if let present = wakes[key], present > now, present <= time { return }
    wakes[key] = time
    queue.add(.wake(key), at: time, priority: rank(priority))
  }

  private func rank(_ priority: Int) -> Int { profile.hasPriorityQueue ? priority : 0 }

  /// Looks at a key again after its controller failed: 5 ms, doubled with each failure in a row.
  ///
  /// client-go util/workqueue/default_rate_limiters.go: at most 1000 s.
  mutating func retry(_ key: WorkKey, atMost longest: Span = .seconds(1000)) {
    let count = failures[key, default: 0]
    failures[key] = count + 1
    let delay = Span.milliseconds(count < 18 ? 5 << Int64(count) : 1_000_000)
    wake(key, after: min(delay, longest))
  }

  /// Ends the session when a rule of every cluster does not hold. What breaks it is a request that
  /// no person sends, such as one that overwrites a status; so it is refused, and no trap.
  mutating func hold(_ condition: Bool, _ rule: StaticString) {
    if condition || refusal != nil { return }
    refusal = .notModelled("a cluster in which this does not hold: \(rule)")
  }

  mutating func forget(_ key: WorkKey) {
    if !failures.isEmpty { failures[key] = nil }
  }
}
