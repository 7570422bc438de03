import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

/// Nodes that are made as objects, on an API server that does what the simulated one does not.
@Suite struct NodeSetupTests {
  private let api: HostAPI

  init() throws { api = try HostAPI(.cluster()) }

  private func time() async throws -> LiveTime {
    var time = try await LiveTime.of(api)
    time.rest = { (_) throws(ClientError) in throw .cancelled }
    return time
  }

  private func establish(
    _ change: @escaping @Sendable (inout APIRequest) -> APIResponse? = { _ in nil }
  ) async throws -> EstablishedScenario {
    try await EnvironmentSetup.establish(
      .given {
        $0.cluster.nodes = ["node1", "node2"].map(NodeLayout.init)
        $0.cluster.nodes[0].taints = [Self.taint("own")]
        $0.cluster.nodes[1].isCordoned = true
      }, on: StubbornAPI(api: api, change: change), options: .test { $0.provisionsNodes = true },
      control: nil, time: try await time())
  }

  private static func taint(_ key: String) -> Taint {
    var taint = Taint()
    taint.key = key
    taint.effect = "NoSchedule"
    return taint
  }

  @Test func theTaintOfAJustMadeNodeGoes() async throws {
    let established = try await establish { request in
      if request.method == .post, request.path == "/api/v1/nodes", var body = request.body?.object {
        let present = body["spec"]?["taints"]?.array ?? []
        body.set(
          .array(present + [["key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"]]),
          at: ["spec", "taints"])
        request.body = .object(body)
      }
      return nil
    }
    let nodes = try await api.objects(.node)
    let taints = nodes.first?.value(at: ["spec", "taints"])?.array ?? []
    #expect(taints.map { $0["key"]?.string } == ["own"])
    #expect(nodes.last?.value(at: ["spec", "unschedulable"]) == true)
    #expect(await established.takeDown(after: .passed) == [])
  }

  @Test func eachNodeHasALeaseThatGoesWithIt() async throws {
    let established = try await establish()
    let leases = try await api.objects(.lease)
    #expect(leases.map(\.metadata.name) == established.nodes)
    #expect(leases.allSatisfy { $0.metadata.namespace == NodeLeases.namespace })
    #expect(leases.allSatisfy { $0.value(at: ["spec", "renewTime"]) != nil })
    let remains = try await Remains.find(on: api)
    #expect(remains.runs.first?.objects.count { $0.kind == .lease } == 2)
    #expect(await established.takeDown(after: .passed) == [])
    #expect(try await api.objects(.lease).isEmpty)
  }

  @Test func aNodeLivesWithoutALease() async throws {
    let established = try await establish { request in
      request.path.contains("/leases") ? APIResponse(code: 403) : nil
    }
    #expect(try await api.objects(.node).count == 2)
    #expect(try await api.objects(.lease).isEmpty)
    _ = await established.takeDown(after: .passed)
  }
}
