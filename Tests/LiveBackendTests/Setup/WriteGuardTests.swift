import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

@Suite struct WriteGuardTests {
  private static let mark = RunMark(runID: "r1", scenario: "s")

  private func refusal(
    _ method: RequestMethod, _ path: String, mayChangeCluster: Bool = false,
    labels: StringMap = [:]
  ) async throws -> String? {
    let api = try HostAPI(.cluster(nodes: ["w1"]))
    let access = ClusterAccess(api: api)
    try await access.create(
      .configMap,
      [
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": [
          "name": "c", "namespace": "elsewhere", "labels": labels.json ?? [:],
        ],
      ])
    return try await WriteGuard(
      access: access, mark: Self.mark, mayChangeCluster: mayChangeCluster
    ).refusal(of: APIRequest(method, path))
  }

  @Test(arguments: [
    (RequestMethod.get, "/api/v1/nodes/w1"), (.post, "/api/v1/namespaces/elsewhere/configmaps"),
    (.delete, "/api/v1/namespaces/godwit-r1-af63ee4c86/pods"),
    (.post, "/api/v1/namespaces/godwit-r1-af63ee4c86-blue/pods/p/eviction"),
    (.patch, "/api/v1/nodes/godwit-r1-af63ee4c86-node1"),
    (.delete, "/api/v1/namespaces/godwit-r1-af63ee4c86"),
    (.post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"),
    (.delete, "/api/v1/namespaces/elsewhere/configmaps/none"),
  ])
  func `what is the scenario's may be changed`(method: RequestMethod, path: String) async throws {
    #expect(try await refusal(method, path) == nil)
  }

  @Test(arguments: [
    (RequestMethod.patch, "/api/v1/nodes/w1", "Node w1"),
    (.delete, "/api/v1/nodes/w1", "Node w1"), (.delete, "/api/v1/nodes", "Node all of them"),
    (.delete, "/api/v1/namespaces/elsewhere", "Namespace elsewhere"),
    (.put, "/api/v1/namespaces/elsewhere/configmaps/c", "ConfigMap c"),
  ])
  func `what is not must not`(method: RequestMethod, path: String, what: String) async throws {
    #expect(
      try await refusal(method, path)
        == "the \(what) is not the scenario's, and a live run touches nothing else")
  }

  @Test func `under the lock nodes may be changed but not deleted`() async throws {
    #expect(try await refusal(.patch, "/api/v1/nodes/w1", mayChangeCluster: true) == nil)
    #expect(try await refusal(.delete, "/api/v1/nodes/w1", mayChangeCluster: true) != nil)
  }

  @Test func `what the run made elsewhere is its own`() async throws {
    #expect(
      try await refusal(
        .delete, "/api/v1/namespaces/elsewhere/configmaps/c", labels: Self.mark.labels) == nil)
  }
}
