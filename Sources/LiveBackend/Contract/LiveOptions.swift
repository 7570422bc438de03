import GodwitModel

/// How a run uses a cluster.
package struct LiveOptions: Sendable {
  /// By what a scenario's users act.
  package enum Users: Hashable, Sendable {
    /// As users of the scenario's names, whom the one of the kubeconfig impersonates.
    case impersonated
    /// As service accounts that are made in the scenario's namespace.
    case serviceAccounts
  }

  /// Marks all that the run makes; short, and fit for a DNS label.
  package var runID: String
  /// Whether a scenario's nodes are made, as objects, instead of real ones being taken.
  package var provisionsNodes = false
  /// Whether other scenarios run on the cluster at the same time, with nodes of their own.
  package var runsBesideOthers = false
  package var users = Users.impersonated
  /// Whether what the whole cluster shares may be changed for a scenario, and put back.
  package var allowsClusterChanges = false
  /// What VMs start from that bring no volumes of their own.
  package var containerDiskImage = "quay.io/kubevirt/cirros-container-disk-demo:latest"
  /// Whether the namespaces of scenarios that did not pass stay.
  package var keepsFailed = false
  /// Scenarios that must last longer than this are skipped; nil for no limit.
  package var longest: Span?
  /// How long the given VMs may take to run.
  package var setUpLimit = Span.minutes(10)
  /// How long to wait for what is being deleted to be gone.
  package var cleanupLimit = Span.minutes(2)
  /// Takes a line for the person who runs this.
  package var note: @Sendable (String) -> Void = { _ in }

  package init(runID: String) { self.runID = runID }
}
