import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

@Suite struct DeleteGuardTests {
  private func make(_ api: HostAPI, _ labels: StringMap) async throws -> APIObject {
    let body: JSONValue = [
      "apiVersion": "v1", "kind": "ConfigMap",
      "metadata": ["name": "c", "namespace": "elsewhere", "labels": labels.json ?? [:]],
    ]
    return try #require(try await ClusterAccess(api: api).create(.configMap, body))
  }

  private func eraser(_ api: HostAPI) -> DeleteGuard {
    DeleteGuard(access: ClusterAccess(api: api), runID: "r1")
  }

  @Test(arguments: [[:], ["godwit.dev/run": "r2"]] as [StringMap])
  func `what has not the run's label stays`(labels: StringMap) async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let object = try await make(api, labels)
    #expect(
      try await eraser(api).delete(object)
        == .refused("ConfigMap/c is not deleted: it has not the label godwit.dev/run=r1"))
    #expect(try await api.objects(.configMap).contains { $0.metadata.name == "c" })
  }

  @Test func `what has it goes, and twice is once`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let object = try await make(api, ["godwit.dev/run": "r1"])
    #expect(try await eraser(api).delete(object) == .done)
    #expect(try await api.objects(.configMap).allSatisfy { $0.metadata.name != "c" })
    #expect(try await eraser(api).delete(object) == .done)
  }

  @Test func `a namesake of another uid stays`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let object = try await make(api, ["godwit.dev/run": "r1"])
    #expect(try await eraser(api).delete(object) == .done)
    let namesake = try await make(api, [:])
    #expect(try await eraser(api).delete(object) == .done)
    let left = try #require(try await api.objects(.configMap).first { $0.metadata.name == "c" })
    #expect(left.uid == namesake.uid)
  }
}
