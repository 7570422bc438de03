import GodwitModel
import KubernetesClient
import Testing

@testable import LiveBackend

@Suite struct LiveTimeTests {
  @Test func `to wait for a cluster whose time stands still is to advance it`() async throws {
    let api = try HostAPI(.cluster(nodes: ["node1"]))
    let (control, clock) = try #require(try await ControlClient.find(on: api))
    let time = LiveTime.served(control, clock: clock)
    try await time.pause(.seconds(5))
    #expect(try await control.clock().now == clock.now + .seconds(5))
  }

  @Test func `who is cancelled does not wait`() async {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      try await LiveTime.real.pause(.minutes(60))
    }
    task.cancel()
    await #expect(throws: ClientError.cancelled) { try await task.value }
  }
}
