import GodwitModel
import Testing

@testable import Reports

@Suite struct RunSummaryTests {
  @Test func theSampleRunIsCounted() {
    let summary = RunSummary(SampleRun.record)
    #expect(summary.countsText == "4 passed, 1 failed, 1 inconclusive, 1 skipped")
    #expect(summary.flaky == 1)
    #expect(summary.finished == 7)
    #expect(summary.wallTime == .milliseconds(1312))
    #expect(summary.isComplete)
    #expect(summary.exitStatus == .failed)
  }

  @Test func theGravestOutcomeDecidesTheExitStatus() {
    var stalled = SampleRun.inconclusive
    stalled.attempts[0].cause = .limitReached
    func status(_ scenarios: ScenarioRecord...) -> GodwitModel.ExitStatus {
      RunSummary(RunRecord(run: SampleRun.header, scenarios: scenarios)).exitStatus
    }
    #expect(status(SampleRun.passed, SampleRun.flaky) == .passed)
    #expect(status(SampleRun.skipped) == .passed)
    #expect(status(SampleRun.passed, stalled) == .inconclusive)
    #expect(status(SampleRun.passed, SampleRun.inconclusive) == .backendUnavailable)
    #expect(status(SampleRun.inconclusive, SampleRun.failed) == .failed)
    #expect(status() == .nothingSelected)
  }

  @Test func allSkippedIsKnown() {
    let skipped = RunRecord(run: SampleRun.header, scenarios: [SampleRun.skipped])
    #expect(RunSummary(skipped).isAllSkipped)
    #expect(!RunSummary(SampleRun.record).isAllSkipped)
    #expect(!RunSummary(RunRecord(run: SampleRun.header)).isAllSkipped)
    #expect(!RunSummary(RunRecord(run: SampleRun.header)).isComplete)
  }
}
