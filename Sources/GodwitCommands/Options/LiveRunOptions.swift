import ArgumentParser
import GodwitModel

/// What holds for the live backend alone.
struct LiveRunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The kubeconfig of the cluster. (default: as kubectl: KUBECONFIG, ~/.kube/config, or the "
        + "service account of a pod)", valueName: "file"))
  var kubeconfig: String?

  @Option(help: ArgumentHelp("The context to use. (default: the current one)", valueName: "name"))
  var context: String?

  @Flag(
    help: """
      Create the nodes of scenarios as objects, for clusters without kubelets; else they are \
      bound to nodes that are there.
      """)
  var provisionNodes = false

  @Option(help: "How users act: impersonated, or with service accounts of their own.")
  var users = UserKind.impersonated

  @Flag(
    help: """
      Let scenarios change what belongs to the whole cluster (configuration of KubeVirt, \
      migration policies, labels, taints and cordons of nodes); it is put back afterwards.
      """)
  var allowClusterChanges = false

  @Option(
    help: ArgumentHelp("`within` lasts so many times as long.", valueName: "factor"))
  var patience: Int64 = 1

  @Option(
    help: ArgumentHelp(
      "Skip scenarios that must last longer, for example 10m.", valueName: "duration"))
  var longest: String?

  @Option(
    help: ArgumentHelp("The container disk of virtual machines.", valueName: "image"))
  var image: String?

  /// How users act.
  enum UserKind: String, ExpressibleByArgument, CaseIterable {
    case impersonated
    case serviceaccounts
  }

  init() {}

  func validate() throws {
    if !(1...1000).contains(patience) {
      throw ValidationError("--patience is a number from 1 to 1000")
    }
    if let longest, Span(parsing: longest) == nil {
      throw ValidationError("--longest is a duration such as 10m, not '\(longest)'")
    }
  }

  /// Refuses options that mean nothing to `backend`.
  func check(against backend: BackendName) throws(ValidationError) {
    if backend != .live, let option = firstGiven {
      throw ValidationError("\(option) belongs to --backend live")
    }
  }

  /// The first option that was given; nil when none was.
  private var firstGiven: String? {
    let given: [(Bool, String)] = [
      (kubeconfig != nil, "--kubeconfig"), (context != nil, "--context"),
      (provisionNodes, "--provision-nodes"), (users != .impersonated, "--users"),
      (allowClusterChanges, "--allow-cluster-changes"), (patience != 1, "--patience"),
      (longest != nil, "--longest"), (image != nil, "--image"),
    ]
    return given.first { $0.0 }?.1
  }
}
