import ArgumentParser
import GodwitModel
import ScenarioFormat

/// The backends by name.
enum BackendName: String, ExpressibleByArgument, CaseIterable {
  case simulator
  case live
  case recording
}

/// What scenarios run on.
struct BackendOptions: ParsableArguments {
  @Option(help: "What scenarios run on; this version has the simulator only.")
  var backend = BackendName.simulator

  @Option(
    help: ArgumentHelp(
      "The version of KubeVirt to simulate, v1.0 to v1.9, whatever scenarios say.",
      discussion: "Expectations for other versions are left out.", valueName: "version"))
  var kubevirt: String?

  @Option(
    help: ArgumentHelp("The cluster of the live backend.", valueName: "file", visibility: .hidden))
  var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "The context of the live backend.", valueName: "name", visibility: .hidden))
  var context: String?

  init() {}

  func validate() throws {
    if backend != .simulator {
      throw ValidationError("there is no \(backend.rawValue) backend in this version")
    }
    if kubeconfig != nil || context != nil {
      throw ValidationError("--kubeconfig and --context belong to --backend live")
    }
    if let kubevirt, Versions.kubevirt(kubevirt) == nil {
      throw ValidationError(
        "unknown version '\(kubevirt)' of KubeVirt; there are "
          + Versions.kubevirtNames.joined(separator: ", "))
    }
  }

  /// The version in its usual spelling; nil when none is asked for.
  var kubevirtVersion: String? { kubevirt.flatMap(Versions.kubevirt) }

  /// Puts the version that is asked for into all scenarios.
  func apply(to scenarios: [Scenario]) -> [Scenario] {
    guard let version = kubevirtVersion else { return scenarios }
    return scenarios.map { scenario in
      var scenario = scenario
      scenario.given.cluster.kubevirtVersion = version
      return scenario
    }
  }
}
