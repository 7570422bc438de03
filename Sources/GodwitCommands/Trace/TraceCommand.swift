import ArgumentParser
import Engine
import GodwitModel
import Runner
import SimulatorBackend

/// `godwit trace`: runs one scenario and prints what went over the seam.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Run one scenario and print every request and every observed change.",
    discussion: """
      The same seed prints the same bytes, and is the run that 'godwit run' makes with it. The \
      verdict goes to standard error and decides the exit code.
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario file, or the id or name of one in scenarios/.", valueName: "scenario"))
  var scenario: String

  @Option(
    help: ArgumentHelp(
      "Which one of the file's scenarios, by id or name; * and ? as in 'run'.",
      valueName: "glob"))
  var filter: String?

  @OptionGroup(title: "BACKEND") var backend: BackendOptions

  @Option(help: ArgumentHelp("What is left to chance follows from it.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: "How the trace is written: text, or json for an object a line.")
  var format = OutputFormat.text

  func run() async throws {
    let scenario = try chosen()
    let attempt = BackendAttempt(
      SimulatorBackend(), objects: .never, wallClock: { Clocks.monotonic })
    let printer = TracePrinter(format)
    let record = await attempt.run(
      scenario, seed: AttemptSeed.derived(run: seed, scenario: scenario.id, attempt: 1),
      number: 1, observer: printer.print)
    printer.flush()
    let reason = record.reason.isEmpty ? "" : ": \(record.reason)"
    StandardStream.error.write("\(scenario.id): \(record.verdict.rawValue)\(reason)\n")
    try end(with: record)
  }

  private func end(with record: AttemptRecord) throws(CommandFailure) {
    switch record.verdict {
    case .passed, .skipped: return
    case .failed: throw CommandFailure(.failed)
    case .inconclusive:
      throw CommandFailure(
        record.cause == .backendUnavailable ? .backendUnavailable : .inconclusive)
    }
  }

  /// The one scenario that is asked for.
  private func chosen() throws(CommandFailure) -> Scenario {
    let first = try ScenarioSource.one(scenario, filter: filter, backend.apply)
    let planned = RunPlan([first], backend: backend.backend.rawValue).entries[0]
    if let reason = planned.skipReason {
      throw CommandFailure(.nothingSelected, "\(first.id) is skipped: \(reason)")
    }
    return planned.scenario
  }
}

/// Prints trace entries as they come, gathered into larger writes.
private final class TracePrinter {
  private let format: OutputFormat
  private var pending = ""
  private var text: TraceText?

  init(_ format: OutputFormat) { self.format = format }

  func print(_ entry: TraceEntry, since start: Instant) {
    switch format {
    case .text:
      var trace = text ?? TraceText(since: start)
      pending += trace.line(entry)
      text = trace
    case .json: pending += TraceFormat.json(entry, since: start)
    }
    pending += "\n"
    if pending.utf8.count > 1 << 16 { flush() }
  }

  func flush() {
    if !pending.isEmpty { StandardStream.output.write(pending) }
    pending = ""
  }
}
