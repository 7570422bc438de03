import APIService
import GodwitModel
import Testing

@testable import KubernetesClient

/// What must not be seen is not seen, however it is looked at.
@Suite struct SecretTests {
  private static let hidden = "s3cr3t"

  private static func looks(at value: some Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    return ["\(value)", String(reflecting: value), dumped]
  }

  @Test func aSecretShowsNothing() {
    let secret = Secret(Self.hidden)
    #expect(Self.looks(at: secret).allSatisfy { !$0.contains(Self.hidden) })
    #expect(Self.looks(at: [Secret<String>?.some(secret)]).allSatisfy { !$0.contains(Self.hidden) })
    #expect(secret.revealed == Self.hidden)
  }

  @Test(arguments: [
    "{token: s3cr3t}", "{username: a, password: s3cr3t}",
    "{exec: {command: /s, args: [s3cr3t], apiVersion: client.authentication.k8s.io/v1, "
      + "interactiveMode: Never, env: [{name: A, value: s3cr3t}]}}",
    "{tokenFile: token}",
  ])
  func aKubeconfigAndItsConnectionShowNoSecrets(user: String) async throws {
    let text = """
      current-context: lab
      contexts: [{name: lab, context: {cluster: c1, user: mia}}]
      clusters: [{name: c1, cluster: {server: "https://u:s3cr3t@127.0.0.1:1", \
      proxy-url: "http://u:s3cr3t@127.0.0.1:1"}}]
      users: [{name: mia, user: \(user)}]
      """
    let files = TestFiles(["kc": text, "token": Self.hidden])
    let sources = files.sources(kubeconfig: "kc")
    let merged = try KubeconfigLocation(sources: sources).load()
    #expect(Self.looks(at: merged as Any).allSatisfy { !$0.contains(Self.hidden) })
    try await TestServer.connect(sources) { connection in
      #expect(Self.looks(at: connection).allSatisfy { !$0.contains(Self.hidden) })
      let error = await #expect(throws: TransportError.self) {
        try await connection.transport.send(TransportRequest("GET", "/version"))
      }
      #expect(Self.looks(at: error as Any).allSatisfy { !$0.contains(Self.hidden) })
    }
  }

  @Test func keysOfCertificatesAreNotShown() throws {
    let authority = try CertificateAuthority()
    let identity = try authority.client(UserInfo(name: "mia"))
    let place = KubeconfigPlace(origin: "kubeconfig kc", path: "users[0].user")
    let read = try PEM.identity(
      certificate: Array(identity.certificate.utf8), from: "a", key: Array(identity.key.utf8),
      from: "b", place: place)
    let line = try #require(identity.key.split(separator: "\n").dropFirst().first)
    #expect(Self.looks(at: read).allSatisfy { !$0.contains(line) })
    #expect(Self.looks(at: Credential(identity: read)).allSatisfy { !$0.contains(line) })
  }
}
