import APIService
import GodwitModel
import Synchronization
import Testing

@testable import KubernetesClient

/// Plugins that are programs of the shell, in a folder of the test's own.
@Suite(.timeLimit(.minutes(5))) struct CredentialPluginTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private static let version = "client.authentication.k8s.io/v1"
  private static let place = KubeconfigPlace(origin: "kubeconfig kc", path: "users[0].user.exec")
  private static let path = ["PATH": "/usr/bin:/bin"]

  private func configuration(
    _ command: String, change: (inout ExecConfiguration) -> Void = { _ in }
  ) -> ExecConfiguration {
    var configuration = ExecConfiguration(
      place: Self.place, apiVersion: Self.version, command: command, arguments: Secret([]),
      environment: [], installHint: "", provideClusterInfo: false, interactiveMode: "Never")
    change(&configuration)
    return configuration
  }

  private func plugin(
    _ configuration: ExecConfiguration, limit: Span? = nil, environment: [String: String] = path
  ) throws -> CredentialPlugin {
    try CredentialPlugin(
      configuration, userName: "mia", cluster: ["server": "https://x"],
      sources: TestFiles().sources(environment: environment), limit: limit)
  }

  private func script(_ text: String, limit: Span? = nil) throws -> CredentialPlugin {
    try plugin(configuration(try folder.writeScript(text, to: "plugin")), limit: limit)
  }

  private static func answer(_ status: String, version: String = version) -> String {
    "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"\(version)\",\"status\":\(status)}'"
  }

  private func failure(_ plugin: CredentialPlugin) async -> String? {
    let error = await #expect(throws: TransportError.self) { try await plugin.run() }
    guard case .credentials(let text) = error else {
      Issue.record("\(error as Any) is no failure of credentials")
      return nil
    }
    let start = "kubeconfig kc: the credential plugin "
    #expect(text.hasPrefix(start))
    return String(text.dropFirst(start.count))
  }

  @Test func aTokenAndItsEnd() async throws {
    let answer = try await script(
      Self.answer(#"{"token":"t","expirationTimestamp":"2026-01-01T00:10:00Z"}"#)
    ).run()
    #expect(answer.credential.authorization?.revealed == "Bearer t")
    #expect(answer.expires == .simulationEpoch + .minutes(10))
  }

  @Test func aCertificateWithItsKey() async throws {
    let identity = try CertificateAuthority().client(UserInfo(name: "mia"))
    let status: JSONValue = [
      "clientCertificateData": .string(identity.certificate),
      "clientKeyData": .string(identity.key),
    ]
    try folder.write(
      JSONValue.object([
        "kind": "ExecCredential", "apiVersion": .string(Self.version), "status": status,
      ]).text, to: "answer")
    let answer = try await script("cat \(folder.path(of: "answer"))").run()
    #expect(answer.credential.identity?.chain.count == 1)
    #expect(answer.credential.authorization == nil)
    #expect(answer.expires == nil)
  }

  @Test func thePluginIsToldWhatItNeeds() async throws {
    let text = """
      echo "$KUBERNETES_EXEC_INFO" > "$OUT/info"; echo "$1 $COLOR $HOME" > "$OUT/rest"
      cat > "$OUT/input"
      """
    let command = try folder.writeScript(text + "\n" + Self.answer(#"{"token":"t"}"#), to: "plugin")
    let exec = configuration(command) {
      $0.arguments = Secret(["one"])
      $0.environment = [
        ExecConfiguration.Variable(name: "COLOR", value: Secret("blue")),
        ExecConfiguration.Variable(name: "OUT", value: Secret(folder.path)),
      ]
      $0.provideClusterInfo = true
    }
    _ = try await plugin(exec, environment: ["PATH": "/usr/bin:/bin", "HOME": "/h"]).run()
    // The form is that of client-go.
    #expect(
      try folder.text(of: "info")
        == #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","#
        + #""spec":{"cluster":{"server":"https://x"},"interactive":false}}"# + "\n")
    #expect(try folder.text(of: "rest") == "one blue /h\n")
    #expect(try folder.text(of: "input") == "")
  }

  @Test func aBareNameIsLookedForInThePath() async throws {
    _ = try folder.writeScript(Self.answer(#"{"token":"t"}"#), to: "my-plugin")
    let answer = try await plugin(
      configuration("my-plugin"), environment: ["PATH": "\(folder.path):/bin"]
    ).run()
    #expect(answer.credential.authorization?.revealed == "Bearer t")
  }

  @Test func whatFailsSaysItsLastWord() async throws {
    let failed = await failure(
      try script("echo first >&2; printf '\\033[31mlogin expired\\n\\n' >&2; exit 3"))
    #expect(
      failed == "\(folder.path(of: "plugin")) (users[0].user.exec) of user \"mia\" ended with exit "
        + "code 3: [31mlogin expired")
    let missing = await failure(
      try plugin(configuration("no-such-plugin") { $0.installHint = "apt install it" }))
    #expect(
      missing == "no-such-plugin (users[0].user.exec) of user \"mia\" is not there or cannot be "
        + "run; install it or mend users[0].user.exec.command: apt install it")
  }

  @Test(arguments: [
    ("echo hidden", "did not write an ExecCredential"),
    ("echo '{}'", "did not write an ExecCredential"),
    (answer("{}", version: "client.authentication.k8s.io/v1beta1"), "mend users[0].user.exec.api"),
    (answer("null"), "wrote no status"), (answer("{}"), "wrote neither a token nor a certificate"),
    (answer(#"{"clientKeyData":"hidden"}"#), "wrote a certificate without its key"),
    (
      answer(#"{"clientKeyData":"hidden","clientCertificateData":"hidden"}"#),
      "wrote no certificate with its key in PEM"
    ),
    (answer(#"{"token":"hidden","expirationTimestamp":"soon"}"#), "that is no time"),
    (answer(#"{"token":"hidden\nhidden"}"#), "that is not one line"),
    ("kill -TERM $$", "was ended by signal 15"),
  ])
  func whatIsNoAnswer(text: String, expected: String) async throws {
    let failure = await failure(try script(text)) ?? ""
    #expect(failure.contains(expected), "\(failure)")
    #expect(!failure.contains("hidden"))
  }

  @Test func whatHangsIsEndedWithAllThatItStarted() async throws {
    let text = "sleep 1000 & echo $! > \(folder.path(of: "child")); wait"
    let failed = await failure(try script(text, limit: .milliseconds(300)))
    #expect(failed?.contains("did not end within 300ms and was ended") == true, "\(failed ?? "")")
    let child = try #require(Int32(try folder.text(of: "child").filter(\.isNumber)))
    #expect(await isGone(child))
  }

  /// A process that was killed is gone when its status has been taken, by whom it was left to.
  private func isGone(_ process: Int32) async -> Bool {
    for _ in 0..<10_000 {
      guard case .contents(let bytes) = LocalFile.read("/proc/\(process)/stat") else { return true }
      if String(decoding: bytes, as: UTF8.self).contains(") Z ") { return true }
      await Task.yield()
    }
    return false
  }

  @Test func aCancelledRequestEndsThePlugin() async throws {
    let credentials = PluginCredentials(
      try script("echo $$ > \(folder.path(of: "pid")); exec sleep 1000")
    ) { .simulationEpoch }
    let task = Task { try await credentials.current() }
    while (try? folder.text(of: "pid"))?.hasSuffix("\n") != true { await Task.yield() }
    task.cancel()
    let result = await task.result
    #expect(throws: TransportError.cancelled) { try result.get() }
    let process = try #require(Int32(try folder.text(of: "pid").filter(\.isNumber)))
    #expect(await isGone(process))
  }

  /// A plugin that counts how often it ran, whose token is the number.
  private func counting(expires: String = "") throws -> CredentialPlugin {
    let count = folder.path(of: "count")
    return try script(
      "echo x >> \(count); n=$(wc -l < \(count))\n"
        + "echo \"{\\\"kind\\\":\\\"ExecCredential\\\",\\\"apiVersion\\\":\\\"\(Self.version)\\\","
        + "\\\"status\\\":{\\\"token\\\":\\\"$n\\\"\(expires)}}\"")
  }

  @Test func anAnswerIsKeptUntilItExpires() async throws {
    let files = TestFiles()
    let expires = #",\"expirationTimestamp\":\"2026-01-01T00:10:00Z\""#
    let credentials = PluginCredentials(try counting(expires: expires)) { files.now }
    for _ in 0..<3 {
      #expect(try await credentials.current().authorization?.revealed == "Bearer 1")
    }
    files.advance(by: .minutes(10))
    #expect(try await credentials.current().authorization?.revealed == "Bearer 1")
    files.advance(by: .nanoseconds(1))
    #expect(try await credentials.current().authorization?.revealed == "Bearer 2")
  }

  @Test func aRefusedAnswerIsReplacedOnce() async throws {
    let credentials = PluginCredentials(try counting()) { .simulationEpoch }
    let first = try await credentials.current()
    async let one = credentials.replacement(for: first)
    async let two = credentials.replacement(for: first)
    let tokens = try await [one, two].map { $0?.authorization?.revealed }
    #expect(tokens == ["Bearer 2", "Bearer 2"])
    #expect(try folder.text(of: "count") == "x\nx\n")
  }

  @Test func anAnswerThatStaysTheSameIsNoReplacement() async throws {
    let credentials = PluginCredentials(try script(Self.answer(#"{"token":"t"}"#))) {
      .simulationEpoch
    }
    let first = try await credentials.current()
    #expect(try await credentials.replacement(for: first) == nil)
  }

  @Test func requestsAtATimeShareARun() async throws {
    let credentials = PluginCredentials(try counting()) { .simulationEpoch }
    let tokens = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<12 {
        group.addTask { try await credentials.current().authorization?.revealed }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(tokens == [String?](repeating: "Bearer 1", count: 12))
    #expect(try folder.text(of: "count") == "x\n")
  }
}
