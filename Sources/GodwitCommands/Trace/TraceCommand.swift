import ArgumentParser
import Engine
import GodwitModel
import Runner

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
  @OptionGroup(title: "LIVE CLUSTER") var live: LiveRunOptions

  @Option(help: ArgumentHelp("What is left to chance follows from it.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: "How the trace is written: text, or json for an object a line.")
  var format = OutputFormat.text

  func validate() throws { try live.check(against: backend.backend) }

  func run() async throws {
    let cluster =
      backend.backend == .live
      ? try await LiveCluster.connect(kubeconfig: live.kubeconfig, context: live.context) : nil
    let scenario = try chosen(on: cluster)
    let runID = RunHeader.onThisMachine(backend: backend.backend.rawValue, seed: seed).clusterLabel
    let chosen =
      cluster.map { cluster in
        ChosenBackend.live(
          cluster, live, runID: runID, keepsFailed: false, runsBesideOthers: false,
          objects: .never, note: { StandardStream.error.write($0 + "\n") })
      } ?? .simulator(objects: .never)
    let (seed, format) = (seed, format)
    let attempt: @Sendable () async -> AttemptRecord = {
      let printer = TracePrinter(format)
      let record = await chosen.attempt(
        scenario, AttemptSeed.derived(run: seed, scenario: scenario.id, attempt: 1), 1,
        printer.print)
      printer.flush()
      return record
    }
    let interruption = Interruption()
    // On the simulator a signal ends the process, as there is nothing to take away.
    let record =
      cluster == nil
      ? await attempt() : try await InterruptibleWork.run(on: cluster, interruption, attempt)
    let reason = record.reason.isEmpty ? "" : ": \(record.reason)"
    StandardStream.error.write("\(scenario.id): \(record.verdict.rawValue)\(reason)\n")
    if interruption.isRequested { throw CommandFailure(.interrupted) }
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
  private func chosen(on cluster: LiveCluster?) throws(CommandFailure) -> Scenario {
    let first = try ScenarioSource.one(scenario, filter: filter) {
      cluster?.apply(to: $0) ?? backend.apply(to: $0)
    }
    let planned = RunPlan(
      [first], backend: backend.backend.rawValue, reasonToSkip: { cluster?.reasonToSkip($0) }
    ).entries[0]
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
