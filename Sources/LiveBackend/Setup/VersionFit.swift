import GodwitModel

/// Whether a scenario is about the version of KubeVirt that a cluster has.
package enum VersionFit {
  /// Why it is not; nil where it is for any version, or for this one.
  package static func reasonToSkip(_ scenario: Scenario, on version: ProductVersion) -> String? {
    for requirement in scenario.requirements where requirement.component == "kubevirt" {
      guard let condition = VersionCondition(parsing: requirement.condition),
        !condition.isMet(by: version)
      else { continue }
      return "needs KubeVirt \(requirement.condition), the cluster has v\(version)"
    }
    let cluster = scenario.given.cluster
    guard cluster.namesKubevirtVersion,
      let wanted = ProductVersion(parsing: cluster.kubevirtVersion),
      !wanted.isSameMinor(as: version)
    else { return nil }
    return "is about KubeVirt \(cluster.kubevirtVersion), the cluster has v\(version)"
  }
}
