import Foundation
import GodwitModel
import Testing

/// `godwit serve` as its clients meet it, over TLS.
@Suite(.timeLimit(.minutes(5))) struct ServeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.scenario, to: "cluster.yaml")
  }

  private static let scenario = Samples.cluster(
    "groups: [{ name: operators }]",
    "users:",
    "  - { name: viewer, roles: [view] }",
    #"  - { name: mover, roles: ["kubevirt.io:migrate"], groups: [operators] }"#,
    "virtualMachines: [{ name: fedora, node: node1 }]",
    when: "migrate: fedora")

  private static let migrations =
    "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"
  private static let migration = """
    {"apiVersion":"kubevirt.io/v1","kind":"VirtualMachineInstanceMigration",
     "metadata":{"name":"job"},"spec":{"vmiName":"fedora"}}
    """

  private func serve(_ arguments: String...) async throws -> ServedProcess {
    try await ServedProcess(folder, arguments)
  }

  @Test func aVMMovesWhileTimeIsAdvanced() async throws {
    let served = try await serve("--scenario", "cluster.yaml", "--paused")
    #expect(served.contexts == ["admin", "viewer", "mover"])
    let path = Self.migrations
    #expect(try await served.request("POST", path, body: Self.migration).code == 201)
    let before = try await served.request("GET", path + "/job")
    #expect(before.body?["status"]?["phase"]?.string ?? "Pending" == "Pending")
    let advanced = try await served.request("POST", "/godwit/clock/advance", body: #"{"by":"60s"}"#)
    #expect(advanced.code == 200)
    let after = try await served.request("GET", path + "/job")
    #expect(after.body?["status"]?["phase"]?.string == "Succeeded")
    try await end(served)
  }

  @Test func everyoneIsWhoTheirCertificateSays() async throws {
    let served = try await serve("--scenario", "cluster.yaml", "--paused")
    let path = Self.migrations
    #expect(try await served.request("POST", path, as: "viewer", body: Self.migration).code == 403)
    #expect(try await served.request("POST", path, as: "mover", body: Self.migration).code == 201)
    let anonymous = try await served.request("GET", path, as: nil)
    #expect(anonymous.code == 403)
    #expect(anonymous.body?["message"]?.string?.contains("system:anonymous") == true)
    let token = try await served.request(
      "GET", path, as: nil, headers: ["Authorization: Bearer nonsense"])
    #expect(token.code == 401)
    let control = try await served.request(
      "POST", "/godwit/clock/advance", as: "mover", body: #"{"by":"1s"}"#)
    #expect(control.code == 403)
    try await end(served)
  }

  @Test func aBodyThatIsTooLargeIsRefused() async throws {
    let served = try await serve("--nodes", "1", "--paused")
    try folder.write(String(repeating: "x", count: 4 << 20), to: "large")
    let path = "/api/v1/namespaces/default/configmaps"
    let answer = try await served.request("POST", path, body: "@" + folder.path(of: "large"))
    #expect(answer.code == 413)
    #expect(answer.body?["reason"]?.string == "RequestEntityTooLarge")
    try await end(served)
  }

  @Test func theClusterGoesOnFromItsState() async throws {
    let first = try await serve("--scenario", "cluster.yaml", "--paused", "--state", "state")
    let path = Self.migrations
    _ = try await first.request("POST", path, body: Self.migration)
    _ = try await first.request("POST", "/godwit/clock/advance", body: #"{"by":"5s"}"#)
    let before = try await first.request("GET", path + "/job")
    try await end(first)
    let second = try await serve("--paused", "--state", "state")
    let after = try await second.request("GET", path + "/job")
    #expect(after.body == before.body)
    #expect(after.code == 200)
    try await end(second)
  }

  @Test(arguments: [
    (["--scenario", "cluster.yaml", "--nodes", "3"], "do not go together"),
    (["--nodes", "5001"], "from 0 to 5000"),
    (["--scenario", "none.yaml"], "there is no such file"),
    (["--insecure", "--address", "0.0.0.0"], "loopback only"),
    (["--speed", "0"], "from 1 to 3600"),
  ])
  func wrongUsageIsExplained(arguments: [String], text: String) async throws {
    let process = try RunningCommand(Command(in: folder), ["serve"] + arguments)
    let result = try await process.result()
    #expect(result.status == 2)
    #expect(result.errors.contains(text), "\(result.errors)")
  }

  /// Ctrl-C ends a server in good order.
  private func end(_ served: ServedProcess) async throws {
    served.process.send(SIGINT)
    let result = try await served.process.result()
    #expect(result.status == 0)
    #expect(!result.wasKilled)
    #expect(result.errors.isEmpty, "\(result.errors)")
  }
}
