import GodwitModel
import KubernetesClient
import Synchronization
import Testing

@testable import LiveBackend

/// Volumes for the claims of a scenario, where there is no storage.
@Suite struct ClaimVolumesTests {
  /// What is sent to an API server whose volumes are elsewhere.
  private func requests(
    classes: JSONValue = ["items": []], volumes: Int = 201
  ) async throws -> [APIRequest] {
    let sent = Mutex<[APIRequest]>([])
    let api = StubbornAPI(api: try HostAPI(.cluster())) { request in
      sent.withLock { $0.append(request) }
      if request.path == "/apis/storage.k8s.io/v1/storageclasses" {
        return APIResponse(code: 200, body: classes)
      }
      if request.path == "/api/v1/persistentvolumes" {
        return APIResponse(code: volumes, body: [:])
      }
      return nil
    }
    let scenario = Scenario.given { given in
      given.manifests = [
        [
          "kind": "PersistentVolumeClaim", "metadata": ["name": "shared"],
          "spec": [
            "accessModes": ["ReadWriteMany"], "volumeMode": "Block",
            "resources": ["requests": ["storage": "2Gi"]],
          ],
        ],
        [
          "kind": "PersistentVolumeClaim", "metadata": ["name": "of-a-class"],
          "spec": ["storageClassName": "fast"],
        ],
        ["kind": "ConfigMap", "metadata": ["name": "c"]],
      ]
    }
    let names = NameTranslation(
      scenario, mark: RunMark(runID: "r1", scenario: "s"), nodes: [:])
    try await ClaimVolumes(scenario: scenario, names: names, access: ClusterAccess(api: api)).run()
    return sent.withLock { $0 }
  }

  @Test func `a claim without a class gets a volume that names it`() async throws {
    let posts = try await requests().filter { $0.method == .post }
    #expect(posts.count == 1)
    let volume = try #require(posts.first?.body)
    let own = "godwit-r1-af63ee4c86"
    #expect(volume["metadata"]?["name"]?.string == own + "-shared")
    #expect(volume["metadata"]?["labels"]?["godwit.dev/run"]?.string == "r1")
    #expect(volume["spec"]?["claimRef"]?["namespace"]?.string == own)
    #expect(volume["spec"]?["claimRef"]?["name"]?.string == "shared")
    #expect(volume["spec"]?["capacity"]?["storage"]?.string == "2Gi")
    #expect(volume["spec"]?["accessModes"] == ["ReadWriteMany"])
    #expect(volume["spec"]?["volumeMode"]?.string == "Block")
  }

  @Test func `where a default class provides volumes, none is made`() async throws {
    let mark = "storageclass.kubernetes.io/is-default-class"
    let classes: JSONValue = [
      "items": [["metadata": ["name": "fast", "annotations": .object([mark: "true"])]]]
    ]
    #expect(try await requests(classes: classes).allSatisfy { $0.method == .get })
  }

  @Test func `a cluster without volumes binds claims by itself`() async throws {
    #expect(try await requests(volumes: 404).contains { $0.method == .post })
  }

  @Test func `a volume that is refused makes the scenario unsuitable`() async {
    await #expect(throws: (any Error).self) { try await requests(volumes: 403) }
  }
}
