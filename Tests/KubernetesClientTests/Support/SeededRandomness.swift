import Simulator

/// Chance that is the same in every run.
struct SeededRandomness: RandomNumberGenerator, Sendable {
  private var generator: SeededGenerator

  init(_ seed: UInt64 = 1) { generator = SeededGenerator(seed: seed, purpose: "client") }

  mutating func next() -> UInt64 { generator.next() }
}
