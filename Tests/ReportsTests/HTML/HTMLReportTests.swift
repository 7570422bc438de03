import GodwitModel
import Testing

@testable import Reports

@Suite struct HTMLReportTests {
  @Test func theSampleRunIsAsItShouldBe() throws {
    let record = RunRecord(
      run: SampleRun.header,
      scenarios: [SampleRun.failed, SampleRun.skipped, SampleRun.flaky, SampleRun.passed],
      end: SampleRun.record.end)
    let html = try HTMLReport().html(record)
    try Golden.check(body(of: html), "index.html")
  }

  @Test func pagesAreWellFormedAndNeedNothingElse() throws {
    let report = try HTMLReport()
    let empty = RunRecord(
      run: RunHeader(id: "r", startedAt: .simulationEpoch, backend: "", seed: 1))
    for record in [SampleRun.record, HostileRun.record, empty] {
      let html = report.html(record)
      #expect(Markup.problem(in: html) == nil)
    }
    let html = report.html(SampleRun.record)
    for word in ["http:", "https:", "src=", "url(", "@import", "<link"] {
      #expect(!html.contains(word), "refers to something outside")
    }
  }

  @Test func hostileTextStaysText() throws {
    let html = body(of: try HTMLReport().html(HostileRun.record))
    #expect(!html.contains("<script>alert"))
    #expect(!html.contains("<img"))
    // By scalars: as a Character, the bracket hides in a cluster.
    #expect(!html.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{0}" })
    let scalars = Array(html.unicodeScalars)
    let combined = scalars.indices.dropLast().contains {
      scalars[$0] == "<" && scalars[$0 + 1] == "\u{338}"
    }
    #expect(!combined)
    #expect(html.contains("{{{title}}}"), "a template tag in text is text")
  }

  @Test func scenariosBeyondTheLimitsAreRows() throws {
    var limits = HTMLReport.Limits()
    limits.detailedPassed = 2
    limits.detailedNotPassed = 1
    let scenarios = (0..<8).map { index in
      var scenario = index < 5 ? SampleRun.passed : SampleRun.failed
      scenario.index = index
      return scenario
    }
    let html = try HTMLReport(limits: limits).html(
      RunRecord(run: SampleRun.header, scenarios: scenarios))
    #expect(html.components("<article").count - 1 == 8)
    #expect(html.components("<div class=\"row\">").count - 1 == 5)
    #expect(html.components("<svg").count - 1 == 3)
  }

  @Test func aRowCostsLittle() throws {
    let report = try HTMLReport()
    func size(_ count: Int) -> Int {
      let scenarios = (0..<count).map { index in
        var scenario = SampleRun.passed
        scenario.index = index
        return scenario
      }
      return report.html(RunRecord(run: SampleRun.header, scenarios: scenarios)).utf8.count
    }
    #expect((size(150) - size(100)) / 50 < 700)
  }

  @Test func theHeadlineSaysHowItCameOut() throws {
    let report = try HTMLReport()
    let cases: [([ScenarioRecord], String)] = [
      ([SampleRun.passed], "1 scenario passed"),
      ([SampleRun.passed, SampleRun.drain], "All 2 scenarios passed"),
      ([SampleRun.passed, SampleRun.drain, SampleRun.skipped], "2 scenarios passed"),
      ([SampleRun.passed, SampleRun.failed], "1 of 2 scenarios failed"),
      ([SampleRun.inconclusive], "1 of 1 scenario could not be judged"),
      ([SampleRun.skipped], "Every scenario was skipped"), ([], "Nothing was run"),
    ]
    for (scenarios, headline) in cases {
      let html = report.html(RunRecord(run: SampleRun.header, scenarios: scenarios))
      #expect(html.contains(">\(headline)</h1>"), "\(headline)")
    }
  }

  /// The page without its style sheet and script, which say nothing about the run.
  private func body(of html: String) -> String {
    html.components("<style>" + PageStyle.css).joined(separator: "<style>")
      .components(PageScript.javaScript).joined()
  }
}

extension String {
  /// What stands between occurrences of `separator`.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
