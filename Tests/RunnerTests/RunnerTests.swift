import GodwitModel
import Synchronization
import Testing

@testable import Runner

@Suite struct RunnerTests {
  private static func plan(_ count: Int) -> RunPlan {
    RunPlan((0..<count).map { .sample("s\($0)") }, backend: "simulator")
  }

  private static func result(
    _ verdict: Verdict, seed: UInt64 = 0, number: Int = 1
  ) -> AttemptRecord {
    var record = AttemptRecord(number: number, seed: seed, startedAt: .simulationEpoch)
    record.verdict = verdict
    return record
  }

  /// Runs and returns what was delivered.
  private func run(
    _ plan: RunPlan, _ options: Runner.Options, interruption: Interruption = Interruption(),
    attempt: @escaping Runner.Attempt
  ) async -> (records: [ScenarioRecord], outcome: RunOutcome) {
    var records: [ScenarioRecord] = []
    let outcome = await Runner(options, attempt: attempt)
      .run(plan, interruption: interruption) { event in
        if case .scenarioFinished(let record) = event { records.append(record) }
      }
    return (records, outcome)
  }

  @Test(arguments: [1, 2, 7])
  func deliversInThePlansOrderWhateverTheOrderOfTheEnds(jobs: Int) async {
    let (records, outcome) = await run(Self.plan(300), .init(jobs: jobs)) {
      scenario, seed, number in
      // Some give way many times, so that they end after later ones.
      for _ in 0..<(seed % 5) { await Task.yield() }
      return Self.result(seed % 3 == 0 ? .failed : .passed, seed: seed, number: number)
    }
    #expect(records.map(\.index) == Array(0..<300))
    #expect(outcome.isComplete)
  }

  @Test func sameRecordsForAnyNumberOfJobs() async {
    let attempt: Runner.Attempt = { scenario, seed, number in
      await Task.yield()
      return Self.result(seed % 7 == 0 ? .failed : .passed, seed: seed, number: number)
    }
    var one = Runner.Options(jobs: 1, seed: 9, retries: 1, stopsAtFirstFailure: true)
    let alone = await run(Self.plan(200), one, attempt: attempt)
    one.jobs = 8
    let together = await run(Self.plan(200), one, attempt: attempt)
    #expect(alone.records == together.records)
    #expect(alone.outcome == together.outcome)
  }

  @Test func noMoreRunAtATimeThanAskedFor() async {
    let running = Mutex((now: 0, most: 0))
    _ = await run(Self.plan(100), .init(jobs: 3)) { _, _, _ in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      await Task.yield()
      running.withLock { $0.now -= 1 }
      return Self.result(.passed)
    }
    #expect(running.withLock(\.most) <= 3)
  }

  @Test func nothingRunsBesideAnExclusiveScenario() async {
    let running = Mutex((now: 0, alone: [Int](), most: 0))
    let isExclusive: @Sendable (Scenario) -> Bool = { $0.id.hasSuffix("5") }
    let runner = Runner(.init(jobs: 4), isExclusive: isExclusive) { scenario, _, _ in
      running.withLock { $0 = ($0.now + 1, $0.alone, max($0.most, $0.now + 1)) }
      for _ in 0..<3 { await Task.yield() }
      if scenario.id.hasSuffix("5") { running.withLock { $0.alone.append($0.now) } }
      running.withLock { $0.now -= 1 }
      return Self.result(.passed)
    }
    var order: [String] = []
    _ = await runner.run(Self.plan(40)) { event in
      if case .scenarioFinished(let record) = event { order.append(record.id) }
    }
    #expect(order == (0..<40).map { "s\($0)" })
    #expect(running.withLock(\.alone) == [1, 1, 1, 1])
    #expect(running.withLock(\.most) > 1)
  }

  @Test func aSlowScenarioHoldsUpTheOthersBeforeMemoryFills() async {
    let begun = Mutex(0)
    let (records, _) = await run(Self.plan(500), .init(jobs: 2)) { scenario, _, _ in
      begun.withLock { $0 += 1 }
      if scenario.id == "s0" {
        // Ends only when the others could not go on: 2 jobs have a window of 32.
        while begun.withLock({ $0 }) < 32 { await Task.yield() }
        for _ in 0..<100 { await Task.yield() }
        #expect(begun.withLock { $0 } == 32)
      }
      return Self.result(.passed)
    }
    #expect(records.count == 500)
  }

  @Test func retriesWithAnotherSeedAndCallsItFlaky() async {
    let (records, _) = await run(Self.plan(1), .init(retries: 3)) { _, seed, number in
      Self.result(number < 3 ? .failed : .passed, seed: seed, number: number)
    }
    #expect(records[0].verdict == .passed)
    #expect(records[0].isFlaky)
    #expect(records[0].attempts.map(\.number) == [1, 2, 3])
    #expect(Set(records[0].attempts.map(\.seed)).count == 3)
  }

  @Test func withoutSuccessTheLastAttemptCounts() async {
    let (records, _) = await run(Self.plan(1), .init(retries: 2)) { _, _, number in
      Self.result(number == 3 ? .inconclusive : .failed, number: number)
    }
    #expect(records[0].verdict == .inconclusive)
    #expect(!records[0].isFlaky)
    #expect(records[0].attempts.count == 3)
  }

  @Test func failFastSkipsAllAfterTheFirstFailureOfThePlan() async {
    let options = Runner.Options(jobs: 4, stopsAtFirstFailure: true)
    let (records, outcome) = await run(Self.plan(100), options) { scenario, _, _ in
      Self.result(scenario.id == "s5" || scenario.id == "s6" ? .failed : .passed)
    }
    #expect(records.count == 100)
    #expect(records.filter { $0.verdict == .failed }.map(\.id) == ["s5"])
    #expect(records.filter { $0.verdict == .passed }.count == 5)
    #expect(records[6].verdict == .skipped)
    #expect(records[6].attempts.isEmpty)
    #expect(records[99].reason == "not run: s5 did not pass")
    #expect(outcome.isComplete)
  }

  @Test func interruptionKeepsWhatRunsAndBeginsNothingMore() async {
    let interruption = Interruption()
    let (records, outcome) = await run(
      Self.plan(100), .init(jobs: 2), interruption: interruption
    ) { scenario, _, _ in
      if scenario.id == "s9" { interruption.request() }
      return Self.result(.passed)
    }
    #expect(records.map(\.index) == Array(0..<records.count))
    #expect((10...12).contains(records.count))
    #expect(!outcome.isComplete)
    #expect(outcome.wasInterrupted)
  }

  @Test func moreSkippedOnesThanTheWindowHolds() async {
    let scenarios = (0..<200).map { Scenario.sample("s\($0)") }
    let plan = RunPlan(scenarios, backend: "simulator") { $0.id == "s150" ? nil : "not here" }
    let (records, outcome) = await run(plan, .init(jobs: 1)) { _, _, _ in Self.result(.passed) }
    #expect(records.map(\.index) == Array(0..<200))
    #expect(records.filter { $0.verdict == .skipped }.count == 199)
    #expect(outcome.isComplete)
  }

  @Test func anEmptyPlanEnds() async {
    let (records, outcome) = await run(Self.plan(0), .init()) { _, _, _ in Self.result(.failed) }
    #expect(records.isEmpty)
    #expect(outcome == RunOutcome())
  }
}
