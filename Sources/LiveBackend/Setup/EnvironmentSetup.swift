import BackendInterface
import GivenObjects
import GodwitModel
import KubernetesClient

/// Brings about on a cluster what scenarios take as given.
package enum EnvironmentSetup {
  /// Establishes what `scenario` takes as given; the VMs that should run then run.
  ///
  /// Throws `.unsuitable` with the one reason where the cluster cannot give it, `.limitReached`
  /// where something did not come about in time, and `.unavailable` where the cluster went away.
  /// What was made until then is taken away again.
  ///
  /// - Parameters:
  ///   - control: The control endpoint, where the cluster is a served one.
  ///   - time: Nil for the cluster's own.
  package static func establish(
    _ scenario: Scenario, on api: any ClusterAPI, options: LiveOptions, control: ControlClient?,
    time: LiveTime? = nil
  ) async throws(BackendError) -> EstablishedScenario {
    let facts = try await ClusterFacts.read(from: api)
    let needs = ClusterNeeds(
      of: scenario, provisionsNodes: options.provisionsNodes,
      placesByCordon: options.allowsClusterChanges)
    try Suitability(
      scenario: scenario, needs: needs, facts: facts, options: options,
      hasControl: control != nil
    ).check()
    let plan = try NodePlan(scenario, facts, options)
    var clock = time
    if clock == nil, let control {
      do throws(ClientError) {
        clock = .served(control, clock: try await control.clock())
      } catch {
        throw BackendError(error)
      }
    }
    let steps = SetupSteps(
      scenario: scenario, options: options, needs: needs, facts: facts, plan: plan,
      control: control, time: clock ?? .real, access: ClusterAccess(api: api))
    return try await steps.run()
  }
}

/// Where a scenario's nodes come from.
struct NodePlan {
  /// From the scenario's nodes to the cluster's; of provisioned ones without the run's prefix.
  let binding: NodeBinding
  let isProvisioned: Bool
  /// The cluster's nodes that are not the scenario's.
  let others: [String]
  /// Whether VMs could run on nodes that are not the scenario's.
  let hasStrangers: Bool

  init(
    _ scenario: Scenario, _ facts: ClusterFacts, _ options: LiveOptions
  ) throws(BackendError) {
    isProvisioned = options.provisionsNodes
    if isProvisioned {
      binding = NodeBinding()
      others = facts.nodes.map(\.metadata.name)
      hasStrangers = options.runsBesideOthers || !facts.schedulable.isEmpty
    } else {
      binding = try NodeBinding.bind(
        scenario, to: facts.nodes, allowsChanges: options.allowsClusterChanges)
      let taken = binding.nodes.entries.map(\.value)
      others = facts.nodes.map(\.metadata.name).filter { !taken.contains($0) }
      hasStrangers = facts.schedulable.contains { !taken.contains($0.metadata.name) }
    }
  }

  /// From the scenario's nodes to what they are or will be called.
  func names(of layouts: [NodeLayout], _ mark: RunMark) -> StringMap {
    guard isProvisioned else { return binding.nodes }
    var names = StringMap()
    for layout in layouts { names[layout.name] = mark.prefix + "-" + layout.name }
    return names
  }
}
