import GodwitModel

extension ScenarioRecord {
  /// So many scenarios are kept whole for the reports, passed or not.
  private static let mostWhole = 200

  /// The record as the reports of this run need it. In a run of ten thousand, the observations of
  /// those that passed would take hundreds of megabytes and nobody would look at them.
  ///
  /// - Parameter number: How many came before it, with it.
  func keptForReports(number: Int) -> ScenarioRecord {
    if number <= Self.mostWhole || verdict == .failed || verdict == .inconclusive { return self }
    var kept = self
    for index in kept.attempts.indices {
      kept.attempts[index].observations = []
      kept.attempts[index].requests = []
    }
    return kept
  }
}
