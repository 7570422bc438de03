import Testing

/// The 48 facts of KubeVirt's live migration that a simple simulator gets wrong each have a test
/// whose display name begins with the fact's number.
@Suite struct SurprisingFactTests {
  private static let facts = 1...48

  private static let named: Set<Int> = {
    let numbers = Repository.tests.flatMap(\.lines).compactMap { line -> Int? in
      guard let match = line.firstMatch(of: #/"Fact ([0-9]+): /#) else { return nil }
      return Int(match.output.1)
    }
    return Set(numbers)
  }()

  @Test func everyFactHasATest() {
    let missing = Self.facts.filter { !Self.named.contains($0) }
    #expect(missing == [], "no test's display name begins with \"Fact N: \" for these")
    #expect(Self.named.filter { !Self.facts.contains($0) } == [], "there is no such fact")
  }
}
