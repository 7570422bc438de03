import GodwitModel
import Testing

@testable import KubernetesClient

@Suite struct ServiceAccountTests {
  private static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
  private static let pod = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"]

  private static func files() -> TestFiles {
    TestFiles(["\(folder)/token": "t\n", "\(folder)/namespace": "team\n"])
  }

  @Test func aPodWithoutAKubeconfigTakesItsServiceAccount() async throws {
    let sources = Self.files().sources(environment: Self.pod)
    try await TestServer.connect(sources) { connection in
      #expect(connection.context == "in-cluster")
      #expect(connection.server == "https://[fd00::1]:443")
      #expect(connection.namespace == "team")
      #expect(connection.user == "in-cluster")
      #expect(!connection.isInsecure)
      #expect(
        connection.unauthorized
          == "the server https://[fd00::1]:443 does not accept the credentials of user "
          + "\"in-cluster\" (401); mend its token in the pod's service account or sign in again")
    }
  }

  @Test func theVariableOfThePodNamesTheNamespace() throws {
    let environment = Self.pod.merging(["POD_NAMESPACE": "mine"]) { $1 }
    let selection = ServiceAccountFiles.selection(Self.files().sources(environment: environment))
    #expect(selection?.namespace == "mine")
  }

  @Test func aKubeconfigGoesBefore() async throws {
    let files = Self.files()
    files["/h/.kube/config"] = """
      current-context: a
      contexts: [{name: a, context: {cluster: c}}]
      clusters: [{name: c, cluster: {server: "http://x:1"}}]
      """
    let environment = Self.pod.merging(["HOME": "/h"]) { $1 }
    try await TestServer.connect(files.sources(environment: environment)) { connection in
      #expect(connection.server == "http://x:1")
      #expect(connection.isInsecure)
    }
  }

  @Test func withoutATokenItIsNoPod() {
    #expect(ServiceAccountFiles.selection(TestFiles().sources(environment: Self.pod)) == nil)
    #expect(ServiceAccountFiles.selection(Self.files().sources()) == nil)
  }

  @Test func aWantedContextIsNotThePods() {
    let sources = Self.files().sources(context: "lab", environment: Self.pod)
    #expect(throws: ConnectionError.self) { try ClusterConnection.load(from: sources) }
  }
}
