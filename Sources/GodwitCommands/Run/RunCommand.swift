import ArgumentParser
import Engine
import Glibc
import GodwitModel
import Reports
import Runner
import SimulatorBackend

/// `godwit run`: runs scenarios and writes reports.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scenarios, write reports, and end with a verdict.",
    discussion: """
      Without options: runs scenarios/ on the simulator and writes reports/godwit.sqlite, \
      reports/junit.xml and reports/index.html. The same seed gives the same results, however \
      many scenarios run at a time.
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup(title: "BACKEND") var backend: BackendOptions
  @OptionGroup(title: "REPORTS") var reports: ReportOptions

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: ArgumentHelp(
      "How many scenarios run at a time. (default: the number of processors)",
      valueName: "count"))
  var jobs: Int?

  @Option(help: ArgumentHelp("What is left to chance follows from it.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Run each scenario under this many seeds, from --seed on; a verdict that depends on the "
        + "seed is a failure.",
      valueName: "count"))
  var seeds = 1

  @Flag(help: "Stop at the first scenario that does not pass.")
  var failFast = false

  @Option(
    help: ArgumentHelp(
      "How often a scenario that does not pass is tried again, with another seed.",
      valueName: "count"))
  var retries = 0

  @Option(help: "How the result is written to standard output: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024")
    }
    if !(0...100).contains(retries) {
      throw ValidationError("--retries is a number from 0 to 100")
    }
    if !(1...100_000).contains(seeds) {
      throw ValidationError("--seeds is a number from 1 to 100000")
    }
    if seeds > 1, retries > 0 {
      throw ValidationError(
        "--seeds and --retries do not go together: one looks for what depends on the seed, "
          + "the other passes over it")
    }
  }

  func run() async throws {
    let plan = try ScenarioSource.plan(selection, backend: backend)
    let terminal = Terminal.current
    let progress = ProgressLine(total: plan.entries.count, isShown: terminal.showsProgress)
    let interruption = Interruption()
    let signals = SignalWatcher(interruption) {
      progress.clear()
      StandardStream.error.write(
        "interrupted: what runs is finished and stored; press again to end at once\n")
    }
    let recording = try RunRecording(
      header(of: plan), files: reports.files, keepsObjects: reports.keep == .objects)
    let outcome = await runner.run(
      plan, interruption: interruption, onStart: { progress.begin($0.scenario.id) },
      deliver: { event in
        recording.record(event)
        if case .scenarioFinished(let record) = event { progress.end(record) }
      })
    progress.clear()
    let result = recording.finish(outcome)
    signals.stop()
    show(result, terminal)
    if result.status != .passed { throw CommandFailure(result.status) }
  }

  /// The composition root: the backend that was chosen, with this machine's clock.
  private var runner: Runner {
    let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let options = Runner.Options(
      jobs: jobs ?? max(processors, 1), seed: seed, retries: retries, seeds: seeds,
      stopsAtFirstFailure: failFast)
    let attempt = BackendAttempt(
      SimulatorBackend(), objects: reports.keep == .objects ? .always : .whenNotPassed,
      wallClock: { Clocks.monotonic })
    return Runner(options) { scenario, seed, number in
      await attempt.run(scenario, seed: seed, number: number)
    }
  }

  private func header(of plan: RunPlan) -> RunHeader {
    var header = RunHeader.onThisMachine(backend: backend.backend.rawValue, seed: seed)
    header.backendVersion = backend.kubevirtVersion ?? ""
    header.shard = selection.shard?.description
    header.plannedScenarios = plan.entries.count
    header.seedCount = seeds
    return header
  }

  private func show(_ result: RunRecording.Result, _ terminal: Terminal) {
    for problem in result.problems { StandardStream.error.write("warning: \(problem)\n") }
    switch format {
    case .json:
      StandardStream.output.write(RunResultJSON.value(result).prettyText + "\n")
    case .text:
      let style: TextStyle = terminal.showsColour ? .coloured : .plain
      StandardStream.output.write(
        TextReport.text(result.record, style: style, reports: result.written))
    }
  }
}
