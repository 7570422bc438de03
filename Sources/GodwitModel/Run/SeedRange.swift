/// The seeds of a run that runs each scenario under several: the run's own and those after it.
package enum SeedRange {
  /// The seed of the attempt with this number, from 1: a run with it as its own repeats it.
  package static func seed(from first: UInt64, number: Int) -> UInt64 {
    first &+ UInt64(max(number, 1) - 1)
  }
}

extension RunHeader {
  /// Under how many seeds each scenario ran; part of the environment.
  package var seedCount: Int {
    get { environment.first { $0.name == "seeds" }.flatMap { Int($0.value) } ?? 1 }
    set {
      environment.removeAll { $0.name == "seeds" }
      if newValue > 1 { environment.append(Property(name: "seeds", value: String(newValue))) }
    }
  }

  /// The seed with which a run repeats what the last attempt at `scenario` showed.
  package func seed(repeating scenario: ScenarioRecord) -> UInt64 {
    guard seedCount > 1, let attempt = scenario.attempts.last else { return seed }
    return SeedRange.seed(from: seed, number: attempt.number)
  }
}
