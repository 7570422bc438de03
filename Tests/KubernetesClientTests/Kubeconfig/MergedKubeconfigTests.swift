import GodwitModel
import Testing

@testable import KubernetesClient

/// What `kubectl config view --merge --raw` of kubectl 1.32 prints for the same files.
@Suite struct MergedKubeconfigTests {
  private static let first = """
    apiVersion: v1
    kind: Config
    clusters:
    - name: c1
      cluster: {server: https://one:6443, certificate-authority: pki/ca.crt}
    contexts:
    - name: lab
      context: {cluster: c1, user: red}
    users:
    - name: red
      user: {token: from-first}
    """
  private static let second = """
    clusters:
    - name: c1
      cluster: {server: https://other:6443, tls-server-name: other}
    - name: c2
      cluster: {server: https://two:6443, certificate-authority: ca.crt}
    contexts:
    - name: lab
      context: {cluster: c2, user: red, namespace: elsewhere}
    - name: blue
      context: {cluster: c2, user: blue, namespace: team}
    users:
    - name: red
      user: {username: u, password: p}
    - name: blue
      user: {tokenFile: /abs/token}
    current-context: blue
    """

  private static func merged(_ environment: [String: String]) throws -> MergedKubeconfig {
    let files = TestFiles(["a/one": first, "b/two": second, "/h/.kube/config": second])
    return try #require(
      try KubeconfigLocation(sources: files.sources(environment: environment)).load())
  }

  @Test func entriesOfTheFirstFileStandWhole() throws {
    let merged = try Self.merged(["KUBECONFIG": "a/one:b/none:b/two:a/one"])
    #expect(merged.files == ["a/one", "b/two"])
    #expect(merged.clusters.map(\.name) == ["c1", "c2"])
    #expect(merged.clusters[0].server.revealed == "https://one:6443")
    #expect(merged.clusters[0].tlsServerName == "")
    #expect(merged.clusters.map(\.certificateAuthority) == ["a/pki/ca.crt", "b/ca.crt"])
    #expect(merged.users[0].token.revealed == "from-first")
    #expect(merged.users[0].username == "")
    #expect(merged.users[1].tokenFile == "/abs/token")
    #expect(merged.currentContext == "blue")
  }

  @Test func theCurrentContextIsTheFirstThatIsSet() throws {
    let selection = try Self.merged(["KUBECONFIG": "a/one:b/two"]).selection(nil)
    #expect(selection?.context == "blue")
    #expect(selection?.namespace == "team")
    let lab = try Self.merged(["KUBECONFIG": "a/one:b/two"]).selection("lab")
    #expect(lab?.cluster.name == "c1")
    #expect(lab?.namespace == "default")
    #expect(lab?.user?.name == "red")
  }

  @Test func theFileAtHomeIsTakenWithoutAVariable() throws {
    #expect(try Self.merged(["HOME": "/h", "KUBECONFIG": ""]).files == ["/h/.kube/config"])
  }

  @Test func nobodyIsWhoIsNotNamed() throws {
    let files = TestFiles([
      "kc": """
      current-context: x
      contexts: [{name: x, context: {cluster: c}}]
      clusters: [{name: c, cluster: {server: "https://one"}}]
      """
    ])
    let merged = try KubeconfigLocation(sources: files.sources(kubeconfig: "kc")).load()
    #expect(try merged?.selection(nil)?.user == nil)
  }
}
