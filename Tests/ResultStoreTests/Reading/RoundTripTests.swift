import GodwitModel
import ResultStore
import Testing

@Suite struct RoundTripTests {
  @Test func aRunReadsBackAsItWasRecorded() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    var scenarios = Verdict.allCases.enumerated().map {
      SampleRecords.scenario($0.offset, verdict: $0.element)
    }
    scenarios[3].attempts = []
    scenarios.append(flaky(4))
    let record = RunRecord(
      run: SampleRecords.header(planned: 5), scenarios: scenarios, end: SampleRecords.end)

    let writer = RunWriter(database: database, keepObjects: true)
    writer.record(.runStarted(record.run))
    // In the order in which they happen to finish.
    for scenario in record.scenarios.reversed() {
      writer.record(.scenarioStarted(index: scenario.index, id: scenario.id))
      writer.record(.scenarioFinished(scenario))
    }
    writer.record(.runFinished(SampleRecords.end))
    try writer.finish()

    #expect(try RunReader(database: database).record(of: "run-1") == record)
  }

  @Test func objectsOfPassedScenariosAreLeftOutUnlessAskedFor() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let passed = SampleRecords.scenario(0)
    let failed = SampleRecords.scenario(1, verdict: .failed)
    try store([passed, failed, flaky(2)], in: database)

    let stored = try RunReader(database: database).record(of: "run-1").scenarios
    #expect(stored[0] == passed.stored(keepObjects: false))
    #expect(stored[0].attempts[0].observations.allSatisfy { $0.object == nil })
    #expect(
      stored[0].attempts[0].requests.map(\.response) == [
        nil, ["kind": "Status", "reason": "Forbidden"],
      ])
    #expect(stored[0].attempts[0].requests[0].body != nil)
    #expect(stored[1] == failed)
    #expect(stored[2] == flaky(2))
  }

  @Test func verdictsAreReadAlone() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let scenarios = Verdict.allCases.enumerated().map {
      SampleRecords.scenario($0.offset, verdict: $0.element)
    }
    try store(scenarios, in: database)
    let verdicts = try RunReader(database: database).verdicts(of: "run-1")
    #expect(verdicts.map(\.scenario) == scenarios.map(\.id))
    #expect(verdicts.map(\.verdict) == Verdict.allCases)
    #expect(throws: ResultStoreError.unknownRun(id: "x")) {
      try RunReader(database: database).verdicts(of: "x")
    }
  }

  @Test func detailOfPassedScenariosCanBeLeftOut() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    try store(
      [0, 1, 2].map { SampleRecords.scenario($0) } + [SampleRecords.scenario(3, verdict: .failed)],
      in: database)
    let scenarios = try RunReader(database: database)
      .record(of: "run-1", detail: .notPassed(andPassed: 1)).scenarios
    #expect(scenarios.map { $0.attempts[0].observations.count } == [4, 0, 0, 4])
    #expect(scenarios.map { $0.attempts[0].steps.count } == [2, 2, 2, 2])
  }

  @Test func runsAreListedNewestFirstWithTheirCounts() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    try store([SampleRecords.scenario(0, verdict: .failed), flaky(1)], in: database)
    var later = SampleRecords.header("run-2", planned: 0)
    later.startedAt = later.startedAt + .seconds(60)
    let writer = RunWriter(database: database)
    writer.record(.runStarted(later))
    try writer.finish()

    let reader = RunReader(database: database)
    let runs = try reader.runs()
    #expect(runs.map(\.header.id) == ["run-2", "run-1"])
    #expect(runs[0].end == nil)
    #expect(!runs[0].isComplete)
    #expect(runs[0].passed == 0)
    #expect(runs[1].header == SampleRecords.header())
    #expect(runs[1].isComplete)
    #expect([runs[1].passed, runs[1].failed, runs[1].flaky, runs[1].skipped] == [1, 1, 1, 0])
    #expect(try reader.newestRunID() == "run-2")
    #expect(throws: ResultStoreError.unknownRun(id: "run-3")) {
      try reader.record(of: "run-3")
    }
  }

  private func flaky(_ index: Int) -> ScenarioRecord {
    var record = SampleRecords.scenario(index)
    record.isFlaky = true
    var second = record.attempts[0]
    record.attempts[0] = SampleRecords.attempt(verdict: .failed, observations: 1)
    second.number = 2
    record.attempts.append(second)
    return record
  }

  private func store(_ scenarios: [ScenarioRecord], in database: ResultDatabase) throws {
    let writer = RunWriter(database: database)
    writer.record(.runStarted(SampleRecords.header()))
    for scenario in scenarios { writer.record(.scenarioFinished(scenario)) }
    writer.record(.runFinished(SampleRecords.end))
    try writer.finish()
  }
}
