import ArgumentParser
import Engine
import GodwitModel
import Reports
import Runner

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
  @OptionGroup(title: "LIVE CLUSTER") var live: LiveRunOptions
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
    try live.check(against: backend.backend)
    if reports.keepsNamespaces, backend.backend != .live {
      throw ValidationError("--keep namespaces belongs to --backend live")
    }
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
    let cluster =
      backend.backend == .live
      ? try await LiveCluster.connect(kubeconfig: live.kubeconfig, context: live.context) : nil
    let plan = try ScenarioSource.plan(selection, backend: backend, on: cluster)
    let terminal = Terminal.current
    let progress = ProgressLine(total: plan.entries.count, isShown: terminal.showsProgress)
    let header = header(of: plan, on: cluster)
    let (files, keepsObjects) = (reports.files, reports.keepsObjects)
    let runner = runner(on: cluster, runID: header.clusterLabel, progress)
    let interruption = Interruption()
    let work: @Sendable () async throws -> RunRecording.Result = {
      let recording = try RunRecording(header, files: files, keepsObjects: keepsObjects)
      let outcome = await runner.run(
        plan, interruption: interruption, onStart: { progress.begin($0.scenario.id) },
        deliver: { event in
          recording.record(event)
          if case .scenarioFinished(let record) = event { progress.end(record) }
        })
      progress.clear()
      return recording.finish(outcome)
    }
    let result = try await InterruptibleWork.run(
      on: cluster, interruption, onSignal: { progress.clear() }, work)
    try end(with: result, terminal)
  }

  private func end(with result: RunRecording.Result, _ terminal: Terminal) throws {
    show(result, terminal)
    if result.status != .passed { throw CommandFailure(result.status) }
  }

  private func runner(
    on cluster: LiveCluster?, runID: String, _ progress: ProgressLine
  ) -> Runner {
    let objects: ExecutionOptions.ObjectRetention =
      reports.keepsObjects ? .always : .whenNotPassed
    let jobs = jobs ?? ChosenBackend.standardJobs(on: cluster)
    let chosen =
      cluster.map { cluster in
        ChosenBackend.live(
          cluster, live, runID: runID, keepsFailed: reports.keepsNamespaces,
          runsBesideOthers: jobs > 1, objects: objects,
          note: { line in
            progress.clear()
            StandardStream.error.write(line + "\n")
          })
      } ?? .simulator(objects: objects)
    let options = Runner.Options(
      jobs: jobs, seed: seed, retries: retries, seeds: seeds, stopsAtFirstFailure: failFast)
    return Runner(options, isExclusive: chosen.isExclusive) { scenario, seed, number in
      await chosen.attempt(scenario, seed, number, nil)
    }
  }

  private func header(of plan: RunPlan, on cluster: LiveCluster?) -> RunHeader {
    var header = RunHeader.onThisMachine(backend: backend.backend.rawValue, seed: seed)
    header.backendVersion = cluster?.kubevirt ?? backend.kubevirtVersion ?? ""
    header.environment += cluster?.environment ?? []
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
