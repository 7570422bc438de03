import GodwitModel
import Testing

@testable import Reports

@Suite struct JUnitReportTests {
  @Test func theSampleRunIsAsItShouldBe() throws {
    try Golden.check(JUnitReport.xml(SampleRun.record), "junit.xml")
  }

  // The schema is not part of the repository, and xmllint (libxml2-utils) not of every machine.
  @Test(.enabled(if: Schema.isAvailable, "needs xmllint and ../shared/reference/junit-10.xsd"))
  func everyDocumentIsValid() throws {
    let empty = RunRecord(
      run: RunHeader(id: "r", startedAt: .simulationEpoch, backend: "", seed: 1))
    for record in [SampleRun.record, HostileRun.record, empty, retried] {
      #expect(try Schema.complaints(about: JUnitReport.xml(record)) == "")
    }
  }

  @Test func hostileTextStaysText() {
    let xml = JUnitReport.xml(HostileRun.record)
    #expect(!xml.contains("<script"))
    #expect(!xml.contains("\u{1B}"))
    #expect(!xml.contains("\u{FFFE}"))
    #expect(!xml.contains("]]>"))
    #expect(xml.contains(#"]]&gt;&amp;amp;red\u{0}\u{7}"#))
    #expect(Markup.problem(in: xml) == nil)
  }

  @Test func theLastLineOfABodyIsThePlaceInTheFile() throws {
    let xml = JUnitReport.xml(SampleRun.record)
    #expect(xml.contains("\n  at scenarios/examples/03-cancel.yaml:20</failure>"))
    #expect(xml.contains("\n  at scenarios/faults/backend.yaml:10</error>"))
    #expect(xml.contains("\n  at scenarios/examples/quick.yaml:14</stackTrace>"))
  }

  @Test func theMessageIsOneLineOfAtMostTwoHundredCharacters() throws {
    var record = SampleRun.failed
    record.attempts[0].steps[3].expectations[0].mismatches[0].actual = String(
      repeating: "long\nlines ", count: 100)
    let element = try #require(
      JUnitOutcome.elements(of: record, run: SampleRun.header, longestBody: 4096).first)
    let message = try #require(element.attributes.first { $0.0 == "message" }?.1)
    #expect(message.count == 200)
    #expect(!message.contains("\n"))
    #expect(element.text.hasPrefix(message + "\n"))
    #expect(element.text.hasSuffix("  at scenarios/examples/03-cancel.yaml:20"))
  }

  @Test func longBodiesAreCutAtWholeLines() throws {
    var record = SampleRun.failed
    record.attempts[0].steps[3].expectations[0].explanation = String(
      repeating: "one more line\n", count: 10_000)
    let elements = JUnitOutcome.elements(of: record, run: SampleRun.header, longestBody: 2000)
    let text = try #require(elements.first?.text)
    #expect(text.utf8.count < 2600)
    #expect(text.contains("more bytes)"))
  }

  @Test func plainPassesCarryNoOutput() {
    #expect(
      JUnitOutcome.elements(of: SampleRun.passed, run: SampleRun.header, longestBody: 9).isEmpty)
  }

  @Test func attemptsBeforeTheLastAreReruns() {
    let xml = JUnitReport.xml(retried)
    #expect(xml.contains("<rerunFailure message=\"vmim/job status.phase: expected Succeeded"))
    #expect(xml.contains("type=\"assertion.expect\""))
  }

  @Test func namesAreUniqueWithinASuite() {
    var first = SampleRun.passed
    var second = SampleRun.passed
    second.id = "automatic-node-again"
    #expect(
      JUnitNames.cases([first, second]) == [
        "A running VM moves to an automatically selected node (automatic-node)",
        "A running VM moves to an automatically selected node (automatic-node-again)",
      ])
    first.parameters = [.init(key: "n", value: "1")]
    #expect(
      JUnitNames.cases([first, second]) == [
        "A running VM moves to an automatically selected node [n=1]",
        "A running VM moves to an automatically selected node",
      ])
    #expect(Set(JUnitNames.cases([second, second, second])).count == 3)
  }

  @Test(arguments: [
    ("scenarios/migration/cancel.yaml", "scenarios.migration.cancel"),
    ("./scenarios/v1.9/a.b.yaml", "scenarios.v1_9.a_b"),
    ("/abs/one.yaml", "abs.one"), ("noextension", "noextension"), ("", "scenarios"),
  ])
  func filesBecomeDottedNames(file: String, name: String) {
    #expect(JUnitNames.className(file) == name)
  }

  /// A flaky scenario that failed at its last attempt too.
  private var retried: RunRecord {
    var scenario = SampleRun.flaky
    scenario.isFlaky = false
    scenario.verdict = .failed
    scenario.attempts[1] = scenario.attempts[0]
    scenario.attempts[1].number = 2
    return RunRecord(run: SampleRun.header, scenarios: [scenario])
  }
}
