import Simulator

/// Chance that is the same in every run.
package struct SeededRandomness: RandomNumberGenerator, Sendable {
  private var generator: SeededGenerator

  package init(_ seed: UInt64 = 1) { generator = SeededGenerator(seed: seed, purpose: "client") }

  package mutating func next() -> UInt64 { generator.next() }
}
