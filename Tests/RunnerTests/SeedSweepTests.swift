import GodwitModel
import Testing

@testable import Runner

@Suite struct SeedSweepTests {
  private static func sweep(
    _ seeds: Int, from seed: UInt64 = 7, _ verdict: @escaping @Sendable (Int) -> Verdict
  ) async -> ScenarioRecord? {
    var found: ScenarioRecord?
    let plan = RunPlan([.sample("s")], backend: "simulator")
    _ = await Runner(.init(seed: seed, seeds: seeds)) { _, seed, number in
      var record = AttemptRecord(number: number, seed: seed, startedAt: .simulationEpoch)
      record.verdict = verdict(number)
      if record.verdict == .inconclusive { record.reason = "a bound was hit" }
      return record
    }.run(plan) { event in
      if case .scenarioFinished(let record) = event { found = record }
    }
    return found
  }

  @Test func whatPassesUnderEverySeedPassesAndKeepsOneAttempt() async throws {
    let record = try #require(await Self.sweep(200) { _ in .passed })
    #expect(record.verdict == .passed)
    #expect(record.attempts.map(\.number) == [1])
    #expect(record.reason.isEmpty)
    #expect(!record.isFlaky)
  }

  @Test func whatFailsUnderEverySeedFailsWithoutBlamingTheSeed() async throws {
    let record = try #require(await Self.sweep(20) { _ in .failed })
    #expect(record.verdict == .failed)
    #expect(record.reason.isEmpty)
    #expect(record.attempts.count == 1)
  }

  @Test func aVerdictThatDependsOnTheSeedIsAFailureThatNamesTheSeeds() async throws {
    let record = try #require(
      await Self.sweep(10, from: 7) { [3, 8].contains($0) ? .failed : .passed })
    #expect(record.verdict == .failed)
    #expect(
      record.reason == """
        the verdict depends on the seed: failed under 2 of 10 (seeds 9, 14), \
        passed under 8 of 10
        """)
    // The passing one first, for comparison; the one to explain last.
    #expect(record.attempts.map(\.number) == [1, 3])
    var header = RunHeader(id: "r", startedAt: .simulationEpoch, backend: "simulator", seed: 7)
    header.seedCount = 10
    #expect(header.seed(repeating: record) == 9)
  }

  @Test func passedOrInconclusiveDependsOnTheSeedToo() async throws {
    let record = try #require(await Self.sweep(3) { $0 == 2 ? .inconclusive : .passed })
    #expect(record.verdict == .failed)
    #expect(
      record.reason == """
        the verdict depends on the seed: inconclusive under 1 of 3 (seed 8), \
        passed under 2 of 3
        """)
  }

  @Test func anAttemptRunsUnderTheSeedThatItsOwnRunWouldDerive() async throws {
    let record = try #require(await Self.sweep(5, from: 40) { $0 == 4 ? .failed : .passed })
    let failed = try #require(record.attempts.last)
    #expect(failed.seed == AttemptSeed.derived(run: 43, scenario: "s", attempt: 1))
  }

  @Test func manySeedsAreCutShort() async throws {
    let record = try #require(await Self.sweep(30, from: 1) { $0 > 15 ? .failed : .passed })
    #expect(
      record.reason == """
        the verdict depends on the seed: failed under 15 of 30 \
        (seeds 16, 17, 18, 19, 20, 21, 22, 23, …), passed under 15 of 30
        """)
  }

  @Test func aSkippedScenarioIsAskedOnce() async throws {
    let record = try #require(await Self.sweep(30) { _ in .skipped })
    #expect(record.verdict == .skipped)
    #expect(record.attempts.count == 1)
  }
}
