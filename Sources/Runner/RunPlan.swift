import GodwitModel

/// Which scenarios are asked for.
package struct Selection: Sendable {
  /// Any of these must match the id, the name or the file; none means all.
  package var filters: [Glob]
  package var tags: TagExpression?
  package var shard: Shard?

  package init(filters: [Glob] = [], tags: TagExpression? = nil, shard: Shard? = nil) {
    self.filters = filters
    self.tags = tags
    self.shard = shard
  }

  /// Whether this case of a scenario is asked for.
  package func includes(_ scenario: Scenario) -> Bool {
    if let tags, !tags.matches(scenario.tags) { return false }
    if let shard, !shard.contains(scenario.id) { return false }
    return filters.isEmpty
      || filters.contains {
        $0.matches(scenario.id) || $0.matches(scenario.name) || $0.matches(scenario.location.file)
      }
  }
}

/// What a run does, in order: every selected case, those to be skipped with their reason.
package struct RunPlan: Sendable {
  package var entries: [Entry]

  /// One case of a scenario.
  package struct Entry: Sendable {
    /// Place in the plan, from 0.
    package let index: Int
    package let scenario: Scenario
    /// Why it is not run; nil when it is.
    package let skipReason: String?
  }

  /// Keeps the order of `scenarios`.
  ///
  /// - Parameter reasonToSkip: Asked for what the backend at hand cannot do.
  package init(
    _ scenarios: [Scenario], selection: Selection = Selection(), backend: String,
    reasonToSkip: (Scenario) -> String? = { _ in nil }
  ) {
    entries = []
    for scenario in scenarios where selection.includes(scenario) {
      let ofVersion = scenario.withStepsOfItsVersion
      let reason =
        scenario.reasonToSkip(on: backend) ?? reasonToSkip(scenario)
        ?? (ofVersion.steps.isEmpty && !scenario.steps.isEmpty
          ? "has no step for KubeVirt \(scenario.given.cluster.kubevirtVersion)" : nil)
      entries.append(Entry(index: entries.count, scenario: ofVersion, skipReason: reason))
    }
  }
}

extension Scenario {
  /// The scenario without the steps that its version of KubeVirt does not have.
  package var withStepsOfItsVersion: Scenario {
    guard steps.contains(where: { $0.kubevirt != nil }),
      let version = ProductVersion(parsing: given.cluster.kubevirtVersion)
    else { return self }
    var scenario = self
    scenario.steps.removeAll { $0.kubevirt?.isMet(by: version) == false }
    return scenario
  }

  /// Why its own `backends` and `requires` keep it from `backend`; nil when they do not.
  package func reasonToSkip(on backend: String) -> String? {
    if !backends.isEmpty, !backends.contains(backend) {
      return "runs on \(backends.joined(separator: ", ")) only, not on \(backend)"
    }
    for requirement in requirements {
      guard let version = version(of: requirement.component) else {
        return "requires \(requirement.component), whose version is not known"
      }
      guard let present = ProductVersion(parsing: version),
        let condition = VersionCondition(parsing: requirement.condition)
      else {
        return "requires \(requirement.component) \(requirement.condition),"
          + " which cannot be compared with \(version)"
      }
      if !condition.isMet(by: present) {
        return "requires \(requirement.component) \(requirement.condition), is \(version)"
      }
    }
    return nil
  }

  private func version(of component: String) -> String? {
    switch component {
    case "kubevirt": given.cluster.kubevirtVersion
    case "console": given.cluster.consoleVersion
    default: nil
    }
  }
}
