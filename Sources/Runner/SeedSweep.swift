import GodwitModel

/// One scenario under several seeds: what of it is kept, and what it comes to.
///
/// The seeds are those of a run: the first, and those that follow it by one each. An attempt's
/// number tells its seed: attempt 1 ran under the run's seed, attempt 2 under the next.
package struct SeedSweep: Sendable {
  /// One attempt for every verdict that came up, the first of each, so that 200 passes are not
  /// kept 200 times.
  private var kept: [AttemptRecord] = []
  private var numbers: [Verdict: [Int]] = [:]
  private var count = 0

  package init() {}

  /// Takes the attempt under the next seed.
  package mutating func add(_ attempt: AttemptRecord) {
    count += 1
    if numbers[attempt.verdict] == nil { kept.append(attempt) }
    numbers[attempt.verdict, default: []].append(attempt.number)
  }

  /// Whether no further seed can change what the scenario comes to: it was skipped.
  package var isDecided: Bool { numbers[.skipped] != nil }

  /// Fills in the verdict: the common one, or failed when the seeds do not agree, with a reason
  /// that says how many there were of each; the attempt that speaks against it stands last.
  ///
  /// - Parameter seed: The run's seed.
  package func finish(_ record: inout ScenarioRecord, seed: UInt64) {
    guard let first = kept.first else { return }
    if kept.count == 1 {
      record.attempts = kept
      record.verdict = first.verdict
      record.reason = first.reason
      return
    }
    record.verdict = .failed
    record.attempts = order.flatMap { verdict in kept.filter { $0.verdict == verdict } }
    let parts = order.reversed().compactMap { verdict -> String? in
      numbers[verdict].map { part(verdict, $0, seed: seed) }
    }
    record.reason = "the verdict depends on the seed: " + parts.joined(separator: ", ")
  }

  /// What a reader needs least stands first.
  private var order: [Verdict] { [.skipped, .passed, .inconclusive, .failed] }

  private func part(_ verdict: Verdict, _ numbers: [Int], seed: UInt64) -> String {
    let text = "\(verdict.rawValue) under \(numbers.count) of \(count)"
    if verdict == .passed { return text }
    let seeds = numbers.prefix(8).map { String(SeedRange.seed(from: seed, number: $0)) }
    let list = seeds.joined(separator: ", ") + (numbers.count > 8 ? ", …" : "")
    return text + " (\(numbers.count == 1 ? "seed" : "seeds") \(list))"
  }
}
