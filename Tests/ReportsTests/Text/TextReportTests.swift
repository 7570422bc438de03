import GodwitModel
import Testing

@testable import Reports

@Suite struct TextReportTests {
  private let reports: [TextReport.ReportFile] = [
    .init(kind: "HTML", path: "reports/index.html"),
    .init(kind: "database", path: "reports/godwit.sqlite"),
  ]

  @Test func theSampleRunReadsAsItShould() throws {
    try Golden.check(TextReport.text(SampleRun.record, reports: reports), "summary.txt")
  }

  @Test func plainTextHasNoEscapeCodesAndColourAddsNothingElse() {
    for record in [SampleRun.record, HostileRun.record] {
      let plain = TextReport.text(record, reports: reports)
      #expect(!plain.contains("\u{1B}"))
      let coloured = TextReport.text(record, style: .coloured, reports: reports)
      #expect(coloured.contains("\u{1B}[1;31m"))
      let isSame = TextHygiene.clean(coloured) == plain
      #expect(isSame)
    }
  }

  @Test func aCleanRunIsOneLine() {
    let record = RunRecord(
      run: SampleRun.header, scenarios: [SampleRun.passed],
      end: RunEnd(
        at: SampleRun.header.startedAt + .milliseconds(42), exitStatus: 0, isComplete: true))
    #expect(TextReport.text(record) == "1 passed in 0.042s\n")
  }

  @Test func anIncompleteRunSaysSo() {
    let record = RunRecord(run: SampleRun.header, scenarios: [SampleRun.passed])
    #expect(
      TextReport.text(record)
        == "1 passed\nThe run is incomplete: 1 of 7 scenarios were run.\n")
  }

  @Test func allSkippedIsPointedOut() {
    let record = RunRecord(
      run: SampleRun.header, scenarios: [SampleRun.skipped],
      end: RunEnd(at: SampleRun.header.startedAt, exitStatus: 0, isComplete: true))
    #expect(TextReport.text(record).contains("Nothing was run: every scenario was skipped."))
  }

  @Test func whatCouldNotBeginIsListedByItsReason() {
    let scenarios = (0..<7).map { index in
      var scenario = SampleRun.inconclusive
      scenario.id = "case-\(index)"
      scenario.attempts[0].steps = []
      return scenario
    }
    let text = TextReport.text(RunRecord(run: SampleRun.header, scenarios: scenarios))
    #expect(
      text.hasPrefix(
        "Inconclusive, the backend is unavailable: connection refused:\n  case-0\n  case-1\n"))
    #expect(text.contains("  case-4\n  and 2 more\n"))
  }

  @Test func manyMismatchesAreCutShort() throws {
    var scenario = SampleRun.failed
    scenario.attempts[0].steps[3].expectations[0].mismatches = (0..<500).map {
      MismatchRecord(subject: "vmi/vm-\($0)", path: "", expected: "there", actual: "absent")
    }
    let record = RunRecord(run: SampleRun.header, scenarios: [scenario])
    let text = TextReport.text(record)
    #expect(text.contains("    vmi/vm-29\n      expected  there\n      actual    absent\n"))
    #expect(text.contains("    and 470 more\n"))
    #expect(!text.contains("vmi/vm-30"))
    #expect(try HTMLReport().html(record).contains("400 more are in the database."))
  }

  @Test func manyFailuresAreListedNotTold() {
    let scenarios = (0..<25).map { index in
      var scenario = SampleRun.failed
      scenario.id = "case-\(index)"
      return scenario
    }
    let text = TextReport.text(RunRecord(run: SampleRun.header, scenarios: scenarios))
    #expect(text.contains("And 5 more that did not pass:\n  failed  case-20\n"))
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("FAILED") }.count == 20)
  }

  @Test func aVerdictThatDependsOnTheSeedSaysUnderWhichAndHowToRepeatIt() throws {
    var run = SampleRun.record
    run.run.seedCount = 10
    var scenario = try #require(run.scenarios.first { $0.verdict == .failed })
    var failed = try #require(scenario.attempts.last)
    failed.number = 4
    var passed = failed
    passed.number = 1
    passed.verdict = .passed
    scenario.attempts = [passed, failed]
    scenario.reason = "the verdict depends on the seed: failed under 1 of 10 (seed 10)"
    run.scenarios = [scenario]
    let text = TextReport.text(run)
    let repeated = SeedRange.seed(from: run.run.seed, number: 4)
    #expect(text.contains("\n  the verdict depends on the seed: failed under 1 of 10 (seed 10)\n"))
    #expect(text.contains("\n  this is seed \(repeated)\n"))
    #expect(text.contains("--seed \(repeated)\n"))
    #expect(JUnitReport.xml(run).contains("the verdict depends on the seed"))
    #expect(try HTMLReport().html(run).contains("the verdict depends on the seed"))
  }
}
