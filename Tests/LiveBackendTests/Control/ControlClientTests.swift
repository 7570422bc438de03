import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

@Suite struct ControlClientTests {
  /// A cluster that has no such endpoint, or not for everybody.
  private struct Refusing: ClusterAPI {
    let code: Int

    func send(
      _ request: APIRequest, as identity: RequestIdentity
    ) async throws(ClientError) -> APIResponse { APIResponse(code: code) }

    func watch(_ kind: ResourceKind, namespace: String) -> AsyncStream<WatchDelivery> {
      AsyncStream { $0.finish() }
    }
  }

  @Test(arguments: [403, 404]) func `most clusters have no such endpoint`(code: Int) async throws {
    #expect(try await ControlClient.find(on: Refusing(code: code)) == nil)
  }

  @Test func `time passes when it is told to`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let (control, clock) = try #require(try await ControlClient.find(on: api))
    #expect(clock.isPaused)
    let advance = try await control.advance(by: .seconds(30), untilChange: false)
    #expect(advance.now == clock.now + .seconds(30))
    _ = try await control.advance(to: clock.now + .seconds(40), untilChange: false)
    #expect(try await control.clock().now == clock.now + .seconds(40))
  }

  @Test func `times of nodes are set and put back`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let (control, _) = try #require(try await ControlClient.find(on: api))
    let before = try await control.timing()
    var timing = Timing()
    timing.podStart = .milliseconds(7500)
    timing.copy = .seconds(30)
    #expect(try await control.setTiming(timing) == nil)
    #expect(try await control.timing()["podStart"] == "7.5s")
    #expect(try await control.timing()["copy"] == "30s")
    #expect(try await control.putBack(timing: before) == nil)
    #expect(try await control.timing() == before)
  }

  @Test func `what cannot be done is said`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let (control, _) = try #require(try await ControlClient.find(on: api))
    #expect(try await control.setGuest(Guest(), namespace: "a", name: "b") == nil)
    #expect(try await control.inject(.killNode("node9")) != nil)
    #expect(try await control.inject(.killNode("node1")) == nil)
    #expect(try await control.inject(.healNode("node1")) == nil)
  }
}
