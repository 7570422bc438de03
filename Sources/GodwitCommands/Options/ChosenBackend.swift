import Engine
import Glibc
import GodwitModel
import KubernetesClient
import LiveBackend
import Runner
import SimulatorBackend

/// The backend that a command was given, ready to run scenarios: the composition root.
struct ChosenBackend: Sendable {
  /// One attempt at a scenario, with who is told what goes over the seam.
  let attempt:
    @Sendable (
      Scenario, _ seed: UInt64, _ number: Int, _ observer: ((TraceEntry, Instant) -> Void)?
    ) async -> AttemptRecord
  let isExclusive: @Sendable (Scenario) -> Bool

  /// How many scenarios run at a time where nothing is said. On a cluster a scenario mostly waits,
  /// but each makes VMs.
  static func standardJobs(on cluster: LiveCluster?) -> Int {
    cluster == nil ? max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) : 4
  }

  static func simulator(objects: ExecutionOptions.ObjectRetention) -> ChosenBackend {
    let attempt = BackendAttempt(
      SimulatorBackend(), objects: objects, wallClock: { Clocks.monotonic })
    return ChosenBackend(
      attempt: { await attempt.run($0, seed: $1, number: $2, observer: $3) },
      isExclusive: { _ in false })
  }

  static func live(
    _ cluster: LiveCluster, _ options: LiveRunOptions, runID: String, keepsFailed: Bool,
    runsBesideOthers: Bool, objects: ExecutionOptions.ObjectRetention,
    note: @escaping @Sendable (String) -> Void
  ) -> ChosenBackend {
    var use = LiveOptions(runID: runID)
    use.provisionsNodes = options.provisionNodes
    use.runsBesideOthers = runsBesideOthers
    use.users = options.users == .serviceaccounts ? .serviceAccounts : .impersonated
    use.allowsClusterChanges = options.allowClusterChanges
    if let image = options.image { use.containerDiskImage = image }
    use.longest = options.longest.flatMap(Span.init(parsing:))
    use.keepsFailed = keepsFailed
    use.note = note
    let isControlled = cluster.isControlled
    let origin = Clocks.now
    let start = Clocks.monotonic
    // The time of day without its jumps.
    let clock: @Sendable () -> Instant = { origin + (Clocks.monotonic - start) }
    let attempt = BackendAttempt(
      LiveBackend(cluster.api, options: use, clock: clock), objects: objects,
      patience: options.patience, wallClock: { Clocks.monotonic })
    return ChosenBackend(
      attempt: { await attempt.run($0, seed: $1, number: $2, observer: $3) },
      isExclusive: { ClusterNeeds(of: $0).isExclusive || isControlled })
  }
}
