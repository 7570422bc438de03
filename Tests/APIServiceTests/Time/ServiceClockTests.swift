import GodwitModel
import Testing

@testable import APIService

@Suite struct ServiceClockTests {
  @Test func theClustersTimeFollowsRealTimeAtItsSpeed() throws {
    let begin = ContinuousClock.now
    let clock = ServiceClock(.running(speed: 60), start: .simulationEpoch)
    let later = try #require(clock.time(at: begin + .seconds(2)))
    // The clock was read a moment after `begin`.
    #expect(later <= .simulationEpoch + .seconds(120))
    #expect(later > .simulationEpoch + .seconds(60))
    let wait = try #require(clock.wait(until: .simulationEpoch + .seconds(600)))
    #expect(wait <= .seconds(10))
    #expect(clock.wait(until: .simulationEpoch + .seconds(-5)) == .zero)
  }

  @Test func timeThatStandsStillIsNotWaitedFor() {
    let clock = ServiceClock(.paused, start: .simulationEpoch)
    #expect(clock.time() == nil)
    #expect(clock.wait(until: .distantFuture) == nil)
  }
}
