import GodwitModel
import Testing

@testable import Runner

@Suite struct GlobTests {
  @Test(arguments: [
    ("*", ""), ("a*", "abc"), ("*c", "abc"), ("a?c", "abc"), ("a*b*c", "a-b-b-c"),
    ("name[surface=cli,*]", "name[surface=cli,phase=Running]"), ("scenarios/*", "scenarios/a/b"),
  ])
  func matches(pattern: String, text: String) {
    #expect(Glob(pattern).matches(text))
  }

  @Test(arguments: [("a", "ab"), ("?", ""), ("a*c", "abd"), ("[ab]", "a"), ("", "a")])
  func doesNotMatch(pattern: String, text: String) {
    #expect(!Glob(pattern).matches(text))
  }

  @Test func manyStarsTakeNoLongerThanTheTextAllows() {
    let pattern = String(repeating: "*a", count: 40) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 2000)))
  }
}

@Suite struct TagExpressionTests {
  @Test(arguments: [
    ("rbac", true), ("slow", false), ("not slow", true), ("rbac and slow", false),
    ("slow or rbac", true), ("slow and slow or rbac", true), ("slow and (slow or rbac)", false),
    ("not (slow or console)", true), ("not slow and rbac", true), ("not not rbac", true),
  ])
  func decides(expression: String, expected: Bool) throws {
    #expect(try TagExpression(parsing: expression).matches(["rbac", "cancel"]) == expected)
  }

  @Test(arguments: [
    ("", "a tag is missing at the end"), ("a and", "a tag is missing at the end"),
    ("a b", "expected 'and' or 'or' before 'b'"), ("(a", "a ( is not closed"),
    ("a)", "there is a ) without its ("), ("or a", "expected a tag before 'or'"),
  ])
  func refusesWithTheReason(expression: String, reason: String) {
    let error = #expect(throws: TagExpression.ParseError.self) {
      try TagExpression(parsing: expression)
    }
    #expect(error?.description == reason)
  }

  @Test func refusesDeepNesting() {
    let text = String(repeating: "(", count: 100_000) + "a"
    #expect(throws: TagExpression.ParseError.self) { try TagExpression(parsing: text) }
    let negations = String(repeating: "not ", count: 100_000) + "a"
    #expect(throws: TagExpression.ParseError.self) { try TagExpression(parsing: negations) }
  }
}

@Suite struct ShardTests {
  @Test(arguments: ["0/3", "4/3", "1", "1/0", "a/b", "1/2/3", "-1/3", "1/"])
  func refuses(text: String) {
    #expect(Shard(parsing: text) == nil)
  }

  @Test func shardsAreDisjointAndCoverEverything() throws {
    let ids = (0..<1000).map { "scenario-\($0)" }
    let shards = try (1...7).map { try #require(Shard(parsing: "\($0)/7")) }
    for id in ids {
      #expect(shards.filter { $0.contains(id) }.count == 1)
    }
    for shard in shards {
      let share = ids.filter(shard.contains).count
      #expect((100...190).contains(share), "of 1000 over 7, \(shard) has \(share)")
    }
  }
}

@Suite struct StableHashTests {
  @Test func fnvIsThePublishedFunction() {
    #expect(StableHash.fnv1a("") == 0xcbf2_9ce4_8422_2325)
    #expect(StableHash.fnv1a("foobar") == 0x8594_4171_f739_67e8)
  }

  @Test func splitMixIsThePublishedFunction() {
    // The first output of SplitMix64 seeded with 0, and the second one with its state.
    #expect(StableHash.mixed(0) == 0xe220_a839_7b1d_cdaf)
    #expect(StableHash.mixed(0x9e37_79b9_7f4a_7c15) == 0x6e78_9e6a_a1b9_65f4)
  }

  @Test func seedsDifferByRunScenarioAndAttempt() {
    let seeds = [
      AttemptSeed.derived(run: 1, scenario: "a", attempt: 1),
      AttemptSeed.derived(run: 2, scenario: "a", attempt: 1),
      AttemptSeed.derived(run: 1, scenario: "b", attempt: 1),
      AttemptSeed.derived(run: 1, scenario: "a", attempt: 2),
    ]
    #expect(Set(seeds).count == 4)
    #expect(seeds[0] >> 32 == seeds[2] >> 32, "scenarios of a run share the upper half")
    #expect(Set([0, 1, 3].map { seeds[$0] >> 32 }).count == 3)
    #expect(seeds[0] == AttemptSeed.derived(run: 1, scenario: "a", attempt: 1))
  }
}
