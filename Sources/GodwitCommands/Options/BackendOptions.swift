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
  @Option(help: "What scenarios run on: simulator, or live for a cluster.")
  var backend = BackendName.simulator

  @Option(
    help: ArgumentHelp(
      "The version of KubeVirt to simulate, v1.0 to v1.9, whatever scenarios say.",
      discussion: "Expectations for other versions are left out.", valueName: "version"))
  var kubevirt: String?

  init() {}

  func validate() throws {
    if backend == .recording {
      throw ValidationError("there is no recording backend in this version")
    }
    if backend == .live, kubevirt != nil {
      throw ValidationError(
        "--kubevirt says what is simulated; a cluster has the version that it has")
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
