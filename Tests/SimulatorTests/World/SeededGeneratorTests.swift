import GodwitModel
import Simulator
import Testing

@Suite struct SeededGeneratorTests {
  private func numbers(_ seed: UInt64, _ purpose: String) -> [UInt64] {
    var generator = SeededGenerator(seed: seed, purpose: purpose)
    return (0..<8).map { _ in generator.next() }
  }

  @Test func `a seed and a purpose give one stream`() {
    #expect(numbers(1, "nodes") == numbers(1, "nodes"))
    #expect(numbers(1, "nodes") != numbers(2, "nodes"))
    #expect(numbers(1, "nodes") != numbers(1, "guests"))
  }

  @Test func `a draw from one stream does not shift another`() {
    var base = ObjectStore(identifiers: SeededGenerator(seed: 1, purpose: "base"))
    base.create(Node().erased, at: .simulationEpoch)
    let fresh = ObjectStore(
      startingFrom: base, identifiers: SeededGenerator(seed: 5, purpose: "identifiers"))
    var first = fresh
    var second = ObjectStore(identifiers: SeededGenerator(seed: 5, purpose: "identifiers"))
    #expect(first.makeUID() == second.makeUID())
  }

  @Test func `the numbers stay the same from release to release`() {
    // SplitMix64 of a state that is zero after the seed and the purpose cancel out.
    var generator = SeededGenerator(seed: 0xCBF2_9CE4_8422_2325, purpose: "")
    #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    #expect(generator.next() == 0x06C4_5D18_8009_454F)
  }

  @Test func `bounded numbers reach every value and none beyond`() {
    var generator = SeededGenerator(seed: 3, purpose: "test")
    var counts = [Int](repeating: 0, count: 5)
    for _ in 0..<5000 { counts[generator.below(5)] += 1 }
    #expect(counts.allSatisfy { (800...1200).contains($0) }, "\(counts)")
  }

  @Test func `nothing can be picked from nothing`() {
    var generator = SeededGenerator(seed: 3, purpose: "test")
    #expect(generator.pick([Int]()) == nil)
    #expect(generator.pick(["only"]) == "only")
  }

  @Test func `a name ends in the letters that generateName takes`() {
    // k8s.io/apimachinery/pkg/util/rand/rand.go: no vowels, and no 0, 1, 3.
    let alphabet = Set("bcdfghjklmnpqrstvwxz2456789")
    var generator = SeededGenerator(seed: 3, purpose: "test")
    var seen: Set<Character> = []
    for _ in 0..<400 {
      let suffix = generator.nameSuffix(length: 5)
      #expect(suffix.count == 5)
      seen.formUnion(suffix)
    }
    #expect(seen == alphabet)
  }

  @Test func `a uid is a random UUID`() throws {
    var generator = SeededGenerator(seed: 3, purpose: "test")
    let shape = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    var seen: Set<String> = []
    for _ in 0..<200 {
      let uid = generator.uid()
      #expect(try shape.wholeMatch(in: uid) != nil, "\(uid)")
      seen.insert(uid)
    }
    #expect(seen.count == 200)
  }
}
