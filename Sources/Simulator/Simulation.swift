import GodwitModel

/// A scenario's cluster in memory and in virtual time.
///
/// A value: a copy goes its own way. It knows no clock, does no input or output, and with the same
/// scenario, seed and calls gives the same changes.
package struct Simulation: Sendable {
  private var world: World
  private var api: APIServer
  /// The version of every object when the session began.
  package private(set) var initialObjects: [APIObject]

  /// Sets up what `scenario` takes as given and runs until every VM that should run does.
  ///
  /// The changes of the set-up are not delivered.
  ///
  /// - Parameter epoch: The cluster's time when its set-up begins.
  package init(
    scenario: Scenario, seed: UInt64, startingAt epoch: Instant = .simulationEpoch
  ) throws(SimulationError) {
    var setup = try ClusterSetup(scenario, seed: seed, startingAt: epoch)
    try setup.run()
    world = setup.world
    api = setup.api
    initialObjects = world.store.everything
  }

  /// Leaves everything that is still open to another seed, so that runs which differ in it can
  /// begin with one set-up. It must not be the seed of the set-up, whose names would come again.
  package mutating func goOn(under seed: UInt64) {
    world.goOn(under: seed)
    api.goOn(under: seed)
  }

  /// The namespaces that every cluster has.
  package static var builtInNamespaces: [String] { ClusterBase.namespaces }

  /// Moves a cluster on which nothing has happened since its set-up from one namespace to another;
  /// it is then as if it had been set up there.
  ///
  /// - Parameters:
  ///   - old: A name that stands for nothing else.
  ///   - new: The name of no namespace that there is.
  package mutating func rename(namespace old: String, to new: String) {
    world.rename(NamespaceRenaming(from: old, to: new))
    initialObjects = world.store.everything
  }

  /// The cluster's present time.
  package var now: Instant { world.now }

  /// The objects as they are now.
  package var store: ObjectStore { world.store }

  /// When something happens next by itself; nil when nothing is going on.
  package var nextDue: Instant? { world.queue.nextTime }

  /// From now on keeps what clients see and scenarios do without: `metadata.managedFields` and the
  /// default service accounts.
  package mutating func serveClients() { world.serveClients() }

  /// Lets time pass until `instant`, what is due then included; the changes are there to be taken.
  package mutating func advance(to instant: Instant) throws(SimulationError) {
    try world.advance(to: instant)
  }

  /// Takes the changes up to now that were not delivered yet.
  package mutating func takeChanges() -> [ObjectChange] { world.takeDeliveries() }

  /// Answers a request at the present time.
  package mutating func handle(_ request: APIRequest) -> APIResponse {
    let response = api.handle(request, store: &world.store, now: world.now)
    for effect in api.takeSideEffects() {
      switch effect {
      case .pauseGuest(let namespace, let name):
        world.setGuestPaused(ObjectName(namespace, name), true)
      case .unpauseGuest(let namespace, let name):
        world.setGuestPaused(ObjectName(namespace, name), false)
      }
    }
    world.flush()
    return response
  }

  /// Has the scheduler choose as another run did, where it is free to.
  package mutating func follow(_ choices: SchedulingChoices) { world.choices = choices }

  /// Says how the guest of a VM behaves in copies that begin from now on, whether there is such a
  /// VM yet or not; nil makes it a guest of which nothing is said.
  package mutating func setGuest(_ guest: Guest?, namespace: String, name: String) {
    world.guests[ObjectName(namespace, name)] = guest
  }

  /// What KubeVirt's components tell Prometheus of migrations at this moment; nil for v1.0, whose
  /// metrics have other names. How long phases took is told by ``PhaseTransitionTimes``.
  package var migrationMetrics: [MetricFamily]? { world.migrationMetrics }

  /// What nodes and guests take for work that begins from now on.
  package var timing: Timing {
    get { world.timing }
    set { world.timing = newValue }
  }

  /// Brings about a fault, or says why it cannot be.
  package mutating func inject(_ fault: Fault) throws(SimulationError) {
    try world.inject(fault)
  }

  /// The next change, to which the clock jumps; nil when none comes before `deadline`, which is
  /// then the present time.
  package mutating func next(before deadline: Instant) throws(SimulationError) -> ObjectChange? {
    try world.next(before: deadline)
  }
}
