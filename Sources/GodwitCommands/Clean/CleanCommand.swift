import ArgumentParser
import BackendInterface
import GodwitModel
import KubernetesClient
import LiveBackend

/// `godwit clean`: removes what runs left on a cluster.
struct CleanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove what runs that were killed left on a cluster.",
    discussion: """
      Only what carries the label godwit.dev/run is touched. What a run changed of the cluster is \
      put back once its lock has expired, a minute after it was killed. Runs that are at work look \
      the same as those that were killed: name one with --run, or leave the young ones out with \
      --older-than.
      """)

  @Option(help: ArgumentHelp("Only what this run left.", valueName: "id"))
  var run: String?

  @Option(
    help: ArgumentHelp(
      "Only runs that have made nothing for so long, for example 2h.", valueName: "duration"))
  var olderThan: String?

  @Flag(help: "Print what would go, and do nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "How long to wait for what is being deleted to be gone.", valueName: "duration"))
  var within = "2m"

  @Option(help: ArgumentHelp("The kubeconfig file.", valueName: "file"))
  var kubeconfig: String?

  @Option(help: ArgumentHelp("The context of the kubeconfig.", valueName: "name"))
  var context: String?

  @Option(help: "How the result is written: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    for (flag, text) in [("--older-than", olderThan), ("--within", within)] {
      if let text, Span(parsing: text) == nil {
        throw ValidationError("\(flag) is a duration such as 90s or 2h, not \(text)")
      }
    }
  }

  func run() async throws {
    let connection = try LiveCluster.connection(kubeconfig: kubeconfig, context: context)
    let api = LiveCluster.client(connection)
    let report: CleanReport
    do throws(BackendError) {
      report = try await clean(api)
    } catch {
      await connection.transport.shutdown()
      throw CommandFailure(.backendUnavailable, "\(connection.server): \(error.text)")
    }
    await connection.transport.shutdown()
    switch format {
    case .text: StandardStream.output.write(report.text)
    case .json: StandardStream.output.write(report.json.prettyText + "\n")
    }
    let problems = report.problems
    if !problems.isEmpty {
      throw CommandFailure(.backendUnavailable, problems.joined(separator: "\n"))
    }
  }

  private func clean(_ api: any ClusterAPI) async throws(BackendError) -> CleanReport {
    var remains = try await Remains.find(on: api, run: run)
    if let age = olderThan.flatMap({ Span(parsing: $0) }) {
      remains.keep(madeBefore: Clocks.now + (.zero - age))
    }
    var report = CleanReport(isDryRun: dryRun)
    let time = remains.runs.isEmpty || dryRun ? .real : try await LiveTime.of(api)
    for left in remains.runs {
      let problems =
        dryRun
        ? []
        : await left.remove(
          from: api, limit: Span(parsing: within) ?? .minutes(2), time: time)
      report.runs.append((left, problems))
    }
    return report
  }
}

/// What `godwit clean` found and did.
struct CleanReport {
  let isDryRun: Bool
  /// What each run left, and what of it could not be removed.
  var runs: [(run: Remains.Run, problems: [String])] = []

  var problems: [String] { runs.flatMap(\.problems) }

  var text: String {
    if runs.isEmpty { return "nothing is left of any run\n" }
    var text = ""
    for (run, problems) in runs {
      let verb = isDryRun ? "would remove" : problems.isEmpty ? "removed" : "tried to remove"
      let count = run.objects.count == 1 ? "1 object" : "\(run.objects.count) objects"
      text += "run \(run.id): \(verb) \(count)\n"
      for object in run.objects {
        text += "  \(object)" + (object.namespace.isEmpty ? "" : " in \(object.namespace)") + "\n"
      }
      for what in run.restores { text += "  \(isDryRun ? "would put" : "put") \(what) back\n" }
    }
    return text
  }

  var json: JSONValue {
    .object([
      "dryRun": .bool(isDryRun),
      "runs": .array(
        runs.map { run, problems in
          let objects = run.objects.map { object -> JSONValue in
            var json: JSONObject = ["kind": .string(object.kind.kind)]
            if !object.namespace.isEmpty { json["namespace"] = .string(object.namespace) }
            json["name"] = .string(object.name)
            return .object(json)
          }
          return [
            "id": .string(run.id), "objects": .array(objects),
            "restores": .array(run.restores.map { .string($0) }),
            "problems": .array(problems.map { .string($0) }),
          ]
        }),
    ])
  }
}
