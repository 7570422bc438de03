import GodwitModel
import Testing

@testable import KubernetesClient

@Suite struct ClientTimeTests {
  @Test func timeGoesOn() async throws {
    let time = SystemTime()
    let before = time.now
    try await time.wait(.milliseconds(1), for: .nextAttempt)
    #expect(time.now - before >= .milliseconds(1))
  }

  @Test func aCancelledWaitEndsAtOnce() async {
    let task = Task {
      do throws(CancellationError) {
        try await SystemTime().wait(.minutes(60), for: .silence)
        return false
      } catch {
        return true
      }
    }
    task.cancel()
    #expect(await task.value)
  }
}
