import FaultProxy
import GodwitModel
import Testing

@testable import KubernetesClient

@Suite struct BackoffTests {
  @Test func doublesUpToItsBound() {
    for seed in 0..<100 {
      var backoff = Backoff(
        first: .milliseconds(100), longest: .milliseconds(350),
        randomness: SeededRandomness(UInt64(seed)))
      for whole in [100, 200, 350, 350, 350] as [Int64] {
        let wait = backoff.wait()
        #expect(wait >= .milliseconds(whole / 2) && wait <= .milliseconds(whole))
      }
      backoff.reset()
      #expect(backoff.wait() <= .milliseconds(100))
    }
  }

  @Test func waitsAreSpread() {
    let waits = (0..<50).map { seed in
      var backoff = Backoff(
        first: .seconds(1), longest: .seconds(1), randomness: SeededRandomness(UInt64(seed)))
      return backoff.wait()
    }
    #expect(Set(waits).count > 40)
  }

  @Test func theServersWishIsALowerBound() {
    var backoff = Backoff(
      first: .seconds(1), longest: .seconds(4), randomness: SeededRandomness())
    #expect(backoff.wait(atLeast: .seconds(9)) == .seconds(9))
    #expect(backoff.wait(atLeast: .milliseconds(1)) >= .seconds(1))
  }

  @Test func extremesDoNotOverflow() {
    var backoff = Backoff(
      first: .zero, longest: Span(nanoseconds: .max), randomness: SeededRandomness())
    #expect(backoff.wait() == .zero)
    var long = Backoff(
      first: Span(nanoseconds: .max / 2 + 1), longest: Span(nanoseconds: .max),
      randomness: SeededRandomness())
    for _ in 0..<3 { #expect(long.wait() > .zero) }
    #expect((0...7).contains(long.chance(upTo: 7)))
    #expect(long.chance(upTo: 0) == 0)
  }
}
