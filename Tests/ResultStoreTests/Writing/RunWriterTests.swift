import GodwitModel
import ResultStore
import Testing

@Suite struct RunWriterTests {
  /// Never writes by itself, so that a test decides what was written.
  private let onDemand = BatchPolicy(
    longestWait: .seconds(3600), fullBatch: .max, mostPending: .max)

  @Test func aKilledRunLeavesAReadablePrefixMarkedIncomplete() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    var writer: RunWriter? = RunWriter(database: database, policy: onDemand)
    writer?.record(.runStarted(SampleRecords.header(planned: 3)))
    writer?.record(.scenarioFinished(SampleRecords.scenario(0, verdict: .failed)))
    try writer?.flush()
    writer?.record(.scenarioFinished(SampleRecords.scenario(1, verdict: .failed)))
    writer = nil

    // Another connection, while the first is still open: nothing was closed properly.
    let other = try ResultDatabase(path: directory.file("runs.sqlite"), mode: .read)
    let record = try RunReader(database: other).record(of: "run-1")
    #expect(record.scenarios == [SampleRecords.scenario(0, verdict: .failed)])
    #expect(record.end == nil)
    #expect(record.run.plannedScenarios == 3)
  }

  @Test func whoeverFillsTheQueueWaitsUntilItIsWritten() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let policy = BatchPolicy(longestWait: .seconds(3600), fullBatch: 1, mostPending: 1)
    let writer = RunWriter(database: database, policy: policy)
    writer.record(.runStarted(SampleRecords.header()))
    for index in 0..<3 {
      writer.record(.scenarioFinished(SampleRecords.scenario(index)))
      #expect(try RunReader(database: database).record(of: "run-1").scenarios.count == index + 1)
    }
    #expect(writer.failure == nil)
  }

  @Test func scenariosFromManyTasksAreAllStored() async throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let writer = RunWriter(database: database, policy: BatchPolicy(fullBatch: 7))
    writer.record(.runStarted(SampleRecords.header(planned: 100)))
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<10 {
        group.addTask {
          for place in 0..<10 {
            writer.record(.scenarioFinished(SampleRecords.scenario(10 * task + place)))
          }
        }
      }
    }
    try writer.finish()
    let record = try RunReader(database: database).record(of: "run-1")
    #expect(record.scenarios.map(\.index) == Array(0..<100))
  }

  @Test func anErrorIsReportedAndKeepsWhatWasWritten() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let writer = RunWriter(database: database, policy: onDemand)
    writer.record(.runStarted(SampleRecords.header()))
    writer.record(.scenarioFinished(SampleRecords.scenario(0)))
    try writer.flush()
    // The same place in the plan twice breaks a rule of the table, and so the whole batch.
    writer.record(.scenarioFinished(SampleRecords.scenario(1)))
    writer.record(.scenarioFinished(SampleRecords.scenario(1)))
    let error = #expect(throws: ResultStoreError.self) { try writer.flush() }
    #expect("\(error.map { "\($0)" } ?? "")".contains("UNIQUE constraint failed"))
    writer.record(.scenarioFinished(SampleRecords.scenario(2)))
    writer.record(.runFinished(SampleRecords.end))
    #expect(throws: ResultStoreError.self) { try writer.finish() }

    let record = try RunReader(database: database).record(of: "run-1")
    #expect(record.scenarios.map(\.index) == [0])
    #expect(record.end == nil)
  }

  @Test func aFullDiskIsNamedAndLosesNothingThatWasWritten() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let writer = RunWriter(database: database, policy: onDemand)
    writer.record(.runStarted(SampleRecords.header()))
    writer.record(.scenarioFinished(SampleRecords.scenario(0)))
    try writer.flush()
    try database.limitToPresentSize()
    for index in 1..<200 { writer.record(.scenarioFinished(SampleRecords.scenario(index))) }
    #expect(throws: ResultStoreError.diskFull(path: database.path)) { try writer.finish() }
    #expect(writer.failure == .diskFull(path: database.path))
    #expect(try RunReader(database: database).record(of: "run-1").scenarios.count == 1)
  }

  @Test func aRunIsStoredOnce() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let first = RunWriter(database: database)
    first.record(.runStarted(SampleRecords.header()))
    try first.finish()
    let second = RunWriter(database: database)
    second.record(.runStarted(SampleRecords.header()))
    #expect(throws: ResultStoreError.duplicateRun(id: "run-1")) { try second.finish() }
  }

  @Test func aScenarioBeforeItsRunIsRefused() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let writer = RunWriter(database: database)
    writer.record(.scenarioFinished(SampleRecords.scenario(0)))
    #expect(throws: ResultStoreError.runNotStarted) { try writer.finish() }
  }
}
