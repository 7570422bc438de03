import GodwitModel
import Testing

@testable import Reports

@Suite struct RunCollectorTests {
  @Test func theRunIsPutTogetherInTheOrderOfThePlan() {
    var collector = RunCollector()
    #expect(collector.record == nil)
    let record = SampleRun.record
    collector.receive(.runStarted(record.run))
    for scenario in record.scenarios.reversed() {
      collector.receive(.scenarioStarted(index: scenario.index, id: scenario.id))
      collector.receive(.scenarioFinished(scenario))
    }
    if let end = record.end { collector.receive(.runFinished(end)) }
    #expect(collector.record == record)
  }

  @Test func onlyWhatTheReportsShowIsKept() {
    var limits = HTMLReport.Limits()
    limits.detailedPassed = 1
    var collector = RunCollector(limits: limits)
    collector.receive(.runStarted(SampleRun.header))
    for index in 0..<3 {
      var scenario = SampleRun.passed
      scenario.index = index
      scenario.attempts[0].observations[0].object = ["kind": "Pod"]
      collector.receive(.scenarioFinished(scenario))
    }
    let attempts = collector.record?.scenarios.map { $0.attempts[0] } ?? []
    #expect(attempts.map(\.observations.isEmpty) == [false, true, true])
    #expect(attempts.map(\.steps.count) == [2, 2, 2])
    #expect(attempts[0].observations.allSatisfy { $0.object == nil })
  }
}
