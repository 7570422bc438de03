import Foundation
import GodwitModel
import Testing

/// `godwit run --backend live` against a served cluster, over TLS, as a user meets it.
@Suite(.timeLimit(.minutes(5))) struct LiveRunTests {
  private let folder: TemporaryFolder
  private let godwit: Command

  init() throws {
    folder = try TemporaryFolder()
    godwit = Command(in: folder)
    try folder.write(Self.scenario(expecting: "migrated", within: "2m"), to: "passes.yaml")
    try folder.write(Self.scenario(expecting: "cancelled", within: "5s"), to: "fails.yaml")
  }

  private static func scenario(expecting word: String, within: String) -> String {
    """
    apiVersion: godwit.dev/v1
    kind: Scenario
    metadata: { name: moves, title: A VM moves }
    spec:
      given:
        cluster: { nodes: 3 }
        users: [{ name: mia, roles: [admin, "kubevirt.io:migrate"] }]
        virtualMachines: [{ name: fedora, node: node1 }]
      steps:
        - when: { migrate: fedora, as: mia, name: job }
        - then: { within: \(within), expect: { vm/fedora: \(word) } }
    """
  }

  /// What has the label of a run.
  private func left(on served: ServedProcess) async throws -> String {
    try await godwit.run("clean", "--kubeconfig", served.kubeconfigPath, "--dry-run").output
  }

  /// Starts the tool with a file, on what is served.
  private func start(
    _ file: String, command: String = "run", on served: ServedProcess, _ options: String...
  ) throws -> RunningCommand {
    let all = [command, file, "--backend", "live", "--kubeconfig", served.kubeconfigPath]
    return try RunningCommand(
      godwit, all + (command == "run" ? ["--no-reports"] : []) + options)
  }

  /// Runs it to its end, with nodes of its own.
  private func run(
    _ file: String, on served: ServedProcess
  ) async throws -> CommandResult {
    try await start(file, on: served, "--provision-nodes").result()
  }

  /// Starts what does not end, and returns when its migration is there.
  private func startLong(_ command: String, on served: ServedProcess) async throws -> RunningCommand
  {
    try folder.write(Self.scenario(expecting: "cancelled", within: "1h"), to: "long.yaml")
    let started = try start("long.yaml", command: command, on: served, "--provision-nodes")
    let path = "/apis/kubevirt.io/v1/virtualmachineinstancemigrations"
    while true {
      let list = try await served.request("GET", path)
      if let items = list.body?["items"]?.array, !items.isEmpty { return started }
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  /// Removes what is left, and looks that nothing is.
  private func clean(_ served: ServedProcess) async throws {
    #expect(try await left(on: served).contains("Namespace/godwit-"))
    let cleaned = try await godwit.run("clean", "--kubeconfig", served.kubeconfigPath)
    #expect(cleaned.status == 0, "\(cleaned.errors)")
    #expect(try await left(on: served) == nothing)
  }

  private let nothing = "nothing is left of any run\n"

  private func end(_ served: ServedProcess) async throws {
    served.process.send(SIGTERM)
    _ = try await served.process.result()
  }

  @Test func aScenarioPassesFailsAndLeavesNothing() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0", "--paused"])
    let passed = try await run("passes.yaml", on: served)
    #expect(passed.status == 0, "\(passed.output)\(passed.errors)")
    #expect(passed.output.contains("1 passed"))
    #expect(try await left(on: served) == nothing)
    let failed = try await run("fails.yaml", on: served)
    #expect(failed.status == 1)
    #expect(failed.output.contains("vm/fedora"))
    #expect(!failed.output.contains("godwit-"), "names are the scenario's")
    #expect(try await left(on: served) == nothing)
    try await end(served)
  }

  @Test func whatIsKeptIsToldAndCleaned() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0"])
    let result = try await start("fails.yaml", on: served, "--provision-nodes", "--keep").result()
    #expect(result.status == 1)
    #expect(result.errors.contains("kubectl get vm,vmi,vmim,pods,events -n godwit-"))
    try await clean(served)
    try await end(served)
  }

  @Test(arguments: ["run", "trace"])
  func aSignalTakesDownWhatWasMade(command: String) async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0"])
    let started = try await startLong(command, on: served)
    started.send(SIGINT)
    let result = try await started.result()
    #expect(result.status == 130)
    #expect(!result.wasKilled)
    #expect(result.errors.contains("interrupted"))
    #expect(try await left(on: served) == nothing)
    try await end(served)
  }

  @Test func whatAKilledRunLeftIsCleaned() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0"])
    let run = try await startLong("run", on: served)
    run.send(SIGKILL)
    #expect(try await run.result().wasKilled)
    try await clean(served)
    try await end(served)
  }

  @Test func whereTimeStandsStillCleaningLetsItPass() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0", "--paused"])
    let result = try await start("fails.yaml", on: served, "--provision-nodes", "--keep").result()
    #expect(result.status == 1)
    try await clean(served)
    try await end(served)
  }

  @Test func aServerThatGoesAwayIsToldAsSuch() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0", "--paused"])
    try await end(served)
    let result = try await run("passes.yaml", on: served)
    #expect(result.status == 6)
    #expect(result.errors.contains("refuses the connection"), "\(result.errors)")
  }

  @Test func whatAClusterCannotGiveIsSkipped() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "2", "--paused"])
    let result = try await start("passes.yaml", on: served, "--format", "json").result()
    #expect(result.status == 0)
    #expect(result.output.contains("needs 3"), "\(result.output)")
    try await end(served)
  }
}
