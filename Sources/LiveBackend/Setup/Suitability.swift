import BackendInterface
import GodwitModel

/// Whether a cluster can be what a scenario takes as given, before anything is done to it.
struct Suitability {
  let scenario: Scenario
  let needs: ClusterNeeds
  let facts: ClusterFacts
  let options: LiveOptions
  let hasControl: Bool

  /// Throws with the one reason why not.
  func check() throws(BackendError) {
    if let version = facts.version,
      let reason = VersionFit.reasonToSkip(scenario, on: version)
    {
      throw .unsuitable(reason)
    }
    try checkLength()
    if let what = needs.impossible {
      throw .unsuitable("needs \(what); that is only for a simulated cluster")
    }
    if let what = needs.control, !hasControl {
      throw .unsuitable(
        "needs \(what), which only a cluster that `godwit serve` serves can be told")
    }
    if let what = needs.change, !options.allowsClusterChanges {
      throw .unsuitable(ClusterNeeds.refusal(of: what))
    }
    if needs.kubeVirtPatches.isEmpty { return }
    guard facts.kubeVirt != nil else {
      throw .unsuitable("needs the KubeVirt object, which this user may not read")
    }
    if let manager = facts.manager, manager.contains("hyperconverged") || manager.contains("hco") {
      throw .unsuitable(
        "needs changes of the KubeVirt object, which \(manager) manages and would take back")
    }
  }

  private func checkLength() throws(BackendError) {
    guard let longest = options.longest else { return }
    let minimum = ScenarioLength.minimum(of: scenario)
    if minimum > longest {
      throw .unsuitable(
        "must last \(minimum) at least, more than the \(longest) of --longest")
    }
  }
}
