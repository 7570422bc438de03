import GodwitModel
import KubernetesClient
import Synchronization
import Testing

@testable import LiveBackend

/// A clean-up on clusters that do not do their part of it.
@Suite struct SweepTests {
  private let api: HostAPI

  init() throws { api = try HostAPI(.cluster()) }

  private func establish() async throws -> EstablishedScenario {
    try await EnvironmentSetup.establish(
      .given {
        $0.cluster.nodes = [NodeLayout(name: "node1")]
        $0.virtualMachines = [VirtualMachineLayout(name: "fedora")]
      }, on: api, options: .test { $0.provisionsNodes = true }, control: nil,
      time: try await LiveTime.of(api))
  }

  private func sweep(
    _ change: @escaping @Sendable (inout APIRequest) -> APIResponse?
  ) async throws -> [String] {
    await Sweep(
      access: ClusterAccess(api: StubbornAPI(api: api, change: change)), runID: "r1",
      selector: "godwit.dev/run=r1", limit: .seconds(16), pause: try await LiveTime.of(api).pause
    ).run()
  }

  @Test func aClusterThatIsAwayIsNotAskedForEverything() async throws {
    let count = Mutex(0)
    let away = AwayAPI(count: { count.withLock { $0 += 1 } })
    let problems = await Sweep(
      access: ClusterAccess(api: away), runID: "r1", selector: "godwit.dev/run=r1",
      limit: .seconds(16), pause: LiveTime.real.pause
    ).run()
    #expect(count.withLock { $0 } == 2)
    #expect(problems.last?.contains("`godwit clean --run r1`") == true)
  }

  @Test func whatNoNodeEndsIsEnded() async throws {
    _ = try await establish()
    // Nobody is on the run's nodes: no pod or instance is ended there.
    _ = try await api.send(
      APIRequest(.post, "/godwit/faults", body: ["kill": .string("node/\(node)")]), as: .own)
    #expect(try await sweep { _ in nil } == [])
    #expect(try await api.marked() == [])
  }

  @Test func aNamespaceThatNobodyRemovesIsTold() async throws {
    _ = try await establish()
    let problems = try await sweep { request in
      let isNamespace = request.path.hasPrefix("/api/v1/namespaces/godwit-")
      return request.method == .delete && isNamespace && !request.path.dropFirst(19).contains("/")
        ? APIResponse(code: 200) : nil
    }
    #expect(problems.count == 1)
    #expect(problems.first?.contains("does kube-controller-manager run?") == true, "\(problems)")
    let left = try await api.marked()
    #expect(left.allSatisfy { $0.hasPrefix("Namespace/") }, "\(left)")
  }

  private var node: String { RunMark(runID: "r1", scenario: "s").prefix + "-node1" }
}

/// A cluster that never answers.
private struct AwayAPI: ClusterAPI {
  let count: @Sendable () -> Void

  func send(
    _ request: APIRequest, as identity: RequestIdentity
  ) async throws(ClientError) -> APIResponse {
    count()
    throw .unavailable("the server is away")
  }

  func watch(_ kind: ResourceKind, namespace: String) -> AsyncStream<WatchDelivery> {
    AsyncStream { $0.finish() }
  }
}
