import GodwitModel
import ResultStore
import Testing

@Suite struct BatchPolicyTests {
  private let policy = BatchPolicy(
    longestWait: .milliseconds(100), fullBatch: 10, mostPending: 50)

  @Test func nothingPendingNeedsNothing() {
    #expect(policy.decide(now: 5, pending: 0, oldest: 0) == .idle)
  }

  @Test func aScenarioWaitsAtMostAHundredMilliseconds() {
    let came: Int64 = 1_000_000
    let due = came + 100_000_000
    #expect(policy.decide(now: came, pending: 1, oldest: came) == .wait(until: due))
    #expect(policy.decide(now: due - 1, pending: 9, oldest: came) == .wait(until: due))
    #expect(policy.decide(now: due, pending: 1, oldest: came) == .flush)
    #expect(policy.decide(now: due + 7, pending: 1, oldest: came) == .flush)
  }

  @Test func aFullBatchIsWrittenAtOnce() {
    #expect(policy.decide(now: 0, pending: 10, oldest: 0) == .flush)
    #expect(policy.decide(now: 0, pending: 49, oldest: 0) == .flush)
  }

  @Test func tooManyMakeTheCallerWait() {
    #expect(policy.decide(now: 0, pending: 50, oldest: 0) == .flushAndWait)
  }
}
