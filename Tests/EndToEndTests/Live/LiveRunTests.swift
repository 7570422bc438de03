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

  private let nothing = "nothing is left of any run\n"

  private func end(_ served: ServedProcess) async throws {
    served.process.send(SIGTERM)
    _ = try await served.process.result()
  }

  @Test func aScenarioPassesFailsAndLeavesNothing() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0", "--paused"])
    let options = ["--backend", "live", "--kubeconfig", served.kubeconfigPath, "--provision-nodes"]
    let passed = try await RunningCommand(
      godwit, ["run", "passes.yaml", "--junit", "a.xml", "--no-reports"] + options
    ).result()
    #expect(passed.status == 0, "\(passed.output)\(passed.errors)")
    #expect(passed.output.contains("1 passed"))
    #expect(try await left(on: served) == nothing)
    let failed = try await RunningCommand(
      godwit, ["run", "fails.yaml", "--no-reports"] + options
    ).result()
    #expect(failed.status == 1)
    #expect(failed.output.contains("vm/fedora"))
    #expect(!failed.output.contains("godwit-"), "names are the scenario's")
    #expect(try await left(on: served) == nothing)
    try await end(served)
  }

  @Test func whatIsKeptIsToldAndCleaned() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0"])
    let result = try await godwit.run(
      "run", "fails.yaml", "--no-reports", "--backend", "live", "--kubeconfig",
      served.kubeconfigPath, "--provision-nodes", "--keep")
    #expect(result.status == 1)
    #expect(result.errors.contains("kubectl get vm,vmi,vmim,pods,events -n godwit-"))
    #expect(try await left(on: served).contains("Namespace/godwit-"))
    let cleaned = try await godwit.run("clean", "--kubeconfig", served.kubeconfigPath)
    #expect(cleaned.status == 0, "\(cleaned.errors)")
    #expect(try await left(on: served) == nothing)
    try await end(served)
  }

  @Test func aSignalTakesDownWhatWasMade() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0"])
    try folder.write(Self.scenario(expecting: "cancelled", within: "1h"), to: "long.yaml")
    let run = try godwit.start(
      "run", "long.yaml", "--no-reports", "--backend", "live", "--kubeconfig",
      served.kubeconfigPath, "--provision-nodes")
    try await untilMigrating(on: served)
    run.send(SIGINT)
    let result = try await run.result()
    #expect(result.status == 130)
    #expect(!result.wasKilled)
    #expect(result.errors.contains("interrupted"))
    #expect(try await left(on: served) == nothing)
    try await end(served)
  }

  @Test func whatAKilledRunLeftIsCleaned() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0"])
    try folder.write(Self.scenario(expecting: "cancelled", within: "1h"), to: "long.yaml")
    let run = try godwit.start(
      "run", "long.yaml", "--no-reports", "--backend", "live", "--kubeconfig",
      served.kubeconfigPath, "--provision-nodes")
    try await untilMigrating(on: served)
    run.send(SIGKILL)
    #expect(try await run.result().wasKilled)
    #expect(try await left(on: served).contains("Namespace/godwit-"))
    let cleaned = try await godwit.run("clean", "--kubeconfig", served.kubeconfigPath)
    #expect(cleaned.status == 0, "\(cleaned.errors)")
    #expect(try await left(on: served) == nothing)
    try await end(served)
  }

  @Test func aServerThatGoesAwayIsToldAsSuch() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "0", "--paused"])
    try await end(served)
    let result = try await godwit.run(
      "run", "passes.yaml", "--no-reports", "--backend", "live", "--kubeconfig",
      served.kubeconfigPath, "--provision-nodes")
    #expect(result.status == 6)
    #expect(result.errors.contains("refuses the connection"), "\(result.errors)")
  }

  @Test func whatAClusterCannotGiveIsSkipped() async throws {
    let served = try await ServedProcess(folder, ["--nodes", "2", "--paused"])
    let result = try await godwit.run(
      "run", "passes.yaml", "--no-reports", "--backend", "live", "--kubeconfig",
      served.kubeconfigPath, "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains("needs 3"), "\(result.output)")
    try await end(served)
  }

  /// Returns when the scenario's migration is there.
  private func untilMigrating(on served: ServedProcess) async throws {
    let path = "/apis/kubevirt.io/v1/virtualmachineinstancemigrations"
    while true {
      let list = try await served.request("GET", path)
      if let items = list.body?["items"]?.array, !items.isEmpty { return }
      try Task.checkCancellation()
      await Task.yield()
    }
  }
}
