import GodwitModel
import Reports
import ResultStore
import Runner

/// Keeps what a run tells: in the database and the event file as it goes, in the reports at its
/// end.
///
/// A file that cannot be written does not stop the run. Used by one task at a time.
final class RunRecording {
  private let files: ReportFiles
  private let writer: RunWriter?
  private let database: ResultDatabase?
  private var eventFile: FileWriter?
  private var keeper: RecordKeeper
  private var summary = RunSummary()
  private var problems: [String] = []

  /// What a run came to.
  struct Result {
    var record: RunRecord
    var summary: RunSummary
    var status: ExitStatus
    /// The reports that were written.
    var written: [TextReport.ReportFile]
    /// What could not be written, and other things to be warned of.
    var problems: [String]
  }

  /// Opens the files that are written as the run goes. One that cannot be is a mistake in how the
  /// command was called, to be told before anything runs.
  init(_ header: RunHeader, files: ReportFiles, keepsObjects: Bool) throws(CommandFailure) {
    self.files = files
    keeper = RecordKeeper(header)
    do throws(FileError) {
      for path in [files.database, files.junit, files.html] {
        if let folder = path.flatMap(OutputFile.folder(of:)) { try OutputFile.makeFolder(folder) }
      }
      eventFile = try files.events.map(FileWriter.init(path:))
    } catch {
      throw CommandFailure(.usage, "cannot write \(error)")
    }
    do throws(ResultStoreError) {
      if let path = files.database {
        let opened = try ResultDatabase(path: path)
        database = opened
        writer = RunWriter(database: opened, keepObjects: keepsObjects)
      } else {
        database = nil
        writer = nil
      }
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    record(.runStarted(header))
  }

  /// Takes an event of the run.
  func record(_ event: RunEvent) {
    writer?.record(event)
    write(NDJSON.line, event)
    switch event {
    case .scenarioFinished(let scenario):
      summary.add(scenario)
      keeper.keep(scenario)
    case .runFinished(let end): keeper.end(end)
    case .runStarted, .scenarioStarted: break
    }
  }

  private func write(_ line: (RunEvent) -> String, _ event: RunEvent) {
    guard let file = eventFile else { return }
    do throws(FileError) {
      try file.write(line(event))
    } catch {
      problems.append("the events are incomplete: \(error)")
      eventFile = nil
    }
  }

  /// Ends the run and writes the reports.
  func finish(_ outcome: RunOutcome) -> Result {
    let status = outcome.wasInterrupted ? .interrupted : summary.exitStatus
    record(
      .runFinished(
        RunEnd(
          at: Clocks.now, exitStatus: status.rawValue, isComplete: outcome.isComplete)))
    var written: [TextReport.ReportFile] = []
    if let path = files.database, closeDatabase() {
      written.append(.init(kind: "database", path: path))
    }
    closeEvents()
    written += writeReports()
    let isUnwritten = !problems.isEmpty
    if summary.isAllSkipped {
      problems.append("every scenario was skipped, so nothing was tested")
    }
    return Result(
      record: keeper.record, summary: summary,
      status: isUnwritten && status == .passed ? .internalError : status,
      written: written.reversed(), problems: problems)
  }

  /// Whether all was stored.
  private func closeDatabase() -> Bool {
    do throws(ResultStoreError) {
      try writer?.finish()
      try database?.close()
      return true
    } catch {
      problems.append("the database is incomplete: \(error)")
      return false
    }
  }

  private func closeEvents() {
    do throws(FileError) {
      try eventFile?.close()
    } catch {
      problems.append("the events are incomplete: \(error)")
    }
  }

  private func writeReports() -> [TextReport.ReportFile] {
    var written: [TextReport.ReportFile] = []
    func write(_ kind: String, _ path: String?, _ text: (RunRecord) throws -> String) {
      guard let path else { return }
      do {
        try OutputFile.replace(path, with: text(keeper.record))
        written.append(.init(kind: kind, path: path))
      } catch {
        problems.append("the \(kind) report was not written: \(error)")
      }
    }
    write("JUnit", files.junit, JUnitReport.xml)
    write("HTML", files.html) { try HTMLReport().html($0) }
    return written
  }
}
