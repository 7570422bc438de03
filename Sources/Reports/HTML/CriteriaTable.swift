import GodwitModel

/// Which criteria were proved, and by how many scenarios or steps.
enum CriteriaTable {
  /// What came of one criterion.
  private struct Tally {
    var counts: [Verdict: Int] = [:]

    /// A criterion holds only where everything that asserts it passed.
    var verdict: Verdict {
      for verdict in [Verdict.failed, .inconclusive, .passed] where counts[verdict] != nil {
        return verdict
      }
      return .skipped
    }

    var text: String {
      [Verdict.passed, .failed, .inconclusive, .skipped].compactMap { verdict in
        counts[verdict].map { "\($0) \(verdict.rawValue)" }
      }.joined(separator: ", ")
    }
  }

  /// One row a criterion, in the order of their names.
  static func rows(_ scenarios: [ScenarioRecord]) -> [TemplateValues] {
    var tallies: [String: Tally] = [:]
    for scenario in scenarios {
      for criterion in scenario.criteria {
        tallies[criterion, default: Tally()].counts[scenario.verdict, default: 0] += 1
      }
      for step in scenario.attempts.last?.steps ?? [] {
        for criterion in step.criteria {
          tallies[criterion, default: Tally()].counts[step.verdict, default: 0] += 1
        }
      }
    }
    return tallies.keys.sorted().map { name in
      let tally = tallies[name] ?? Tally()
      return .make {
        $0.text("name", name)
        $0.text("verdict", tally.verdict.rawValue)
        $0.text("text", tally.text)
      }
    }
  }
}
