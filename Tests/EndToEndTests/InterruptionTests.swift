import Foundation
import GodwitModel
import ResultStore
import Testing

/// A run that is ended early keeps what it has.
///
/// The events go to a named pipe that the test reads: so it knows how far the run is, and the run
/// cannot get further than the pipe holds.
@Suite(.timeLimit(.minutes(5))) struct InterruptionTests {
  private let folder: TemporaryFolder
  private let godwit: Command

  init() throws {
    folder = try TemporaryFolder()
    godwit = Command(in: folder)
    try folder.write(Samples.many, to: "many.yaml")
    #expect(mkfifo(folder.path(of: "events"), 0o600) == 0)
  }

  private func start() throws -> (RunningCommand, FileHandle) {
    let process = try godwit.start(
      "run", "many.yaml", "-j", "1", "--no-reports", "--db", "a.sqlite", "--events", "events")
    let events = try FileHandle(
      forReadingFrom: URL(filePath: folder.path(of: "events")))
    // One page, less than one scenario's events. The number is F_SETPIPE_SZ, which does not come
    // through to Swift.
    #expect(fcntl(events.fileDescriptor, 1031, 4096) >= 0)
    _ = try events.read(upToCount: 4096)
    return (process, events)
  }

  /// Returns when the run has said that it was interrupted.
  private func untilInterrupted(_ process: RunningCommand) async throws {
    while try !process.errors().contains("interrupted") {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  private func stored() throws -> StoredRun? {
    let database = try ResultDatabase(path: folder.path(of: "a.sqlite"), mode: .read)
    return try RunReader(database: database).runs().first
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalFinishesWhatRunsAndMarksTheRun(signal: Int32) async throws {
    let (process, events) = try start()
    process.send(signal)
    try await untilInterrupted(process)
    // The run goes on as its events are read, and notices.
    let rest = try events.readToEnd()
    let result = try await process.result()
    #expect(result.status == 130)
    #expect(!result.wasKilled)
    #expect(result.errors.contains("interrupted"))
    let run = try #require(try stored())
    #expect(!run.isComplete)
    #expect(run.end?.exitStatus == 130)
    #expect((1..<400).contains(run.passed))
    let last = String(decoding: rest ?? Data(), as: UTF8.self).split(separator: "\n").last
    #expect(last?.contains(#""event":"runFinished""#) == true)
  }

  @Test func theSecondSignalEndsAtOnce() async throws {
    let (process, events) = try start()
    process.send(SIGINT)
    try await untilInterrupted(process)
    process.send(SIGINT)
    // Nobody reads the events, so the run could not come to its end by itself.
    let result = try await process.result()
    try events.close()
    #expect(result.status == 130)
    #expect(try #require(try stored()).end == nil)
  }

  @Test func aKilledRunLeavesWhatItHad() async throws {
    let (process, events) = try start()
    // The pipe is full, so the run stands still; what it had is stored within 100 ms.
    while try (stored()?.passed ?? 0) == 0 {
      try Task.checkCancellation()
      await Task.yield()
    }
    process.send(SIGKILL)
    #expect(try await process.result().wasKilled)
    try events.close()
    let run = try #require(try stored())
    #expect(run.passed > 0)
    #expect(run.end == nil)
    #expect(!run.isComplete)
    // And the file can be used again.
    let again = try await godwit.run(
      "run", "many.yaml", "--shard", "1/50", "--no-reports", "--db", "a.sqlite")
    #expect(again.status == 0)
    #expect(try stored()?.isComplete == true)
  }
}
