import GodwitModel

/// The run as JUnit XML in the strict dialect that every consumer reads: valid against Jenkins'
/// `junit-10.xsd`, one flat `testsuite` for each scenario file.
///
/// An expectation that was not met is a `failure`; what could not be judged is an `error`.
/// Attempts before the last stand as `rerunFailure`, or `flakyFailure` where the last one passed.
package enum JUnitReport {
  /// Bodies of one file; beyond it they are cut to their first line and place.
  private static let bodyBudget = 20 << 20
  /// The body of one failure.
  private static let longestBody = 16 << 10

  /// The whole document, the same bytes for the same record.
  package static func xml(_ record: RunRecord) -> String {
    let suites = suites(of: record)
    var writer = XMLWriter()
    let counts = record.scenarios.reduce(into: RunSummary()) { $0.add($1) }
    let time = suites.reduce(Span.zero) { $0 + $1.time }
    writer.open(
      "testsuites",
      [
        ("name", "godwit"), ("tests", "\(counts.finished)"), ("failures", "\(counts.failed)"),
        ("errors", "\(counts.inconclusive)"), ("time", time.secondsText),
      ])
    var budget = bodyBudget
    var properties: String?
    for (index, suite) in suites.enumerated() {
      write(
        suite, id: index, of: record.run, to: &writer, properties: &properties, budget: &budget)
    }
    writer.close("testsuites")
    return writer.text
  }

  /// The scenarios of one file, in the order of the plan.
  private struct Suite {
    var file: String
    var cases: [ScenarioRecord] = []
    var time: Span { cases.reduce(.zero) { $0 + $1.wallTime } }
  }

  private static func suites(of record: RunRecord) -> [Suite] {
    var suites: [Suite] = []
    var places: [String: Int] = [:]
    for scenario in record.scenarios {
      let place = places[scenario.file] ?? suites.count
      if place == suites.count {
        places[scenario.file] = place
        suites.append(Suite(file: scenario.file))
      }
      suites[place].cases.append(scenario)
    }
    return suites
  }

  /// - Parameter properties: The properties of the run as every suite has them, once written.
  private static func write(
    _ suite: Suite, id: Int, of run: RunHeader, to writer: inout XMLWriter,
    properties: inout String?, budget: inout Int
  ) {
    let counts = suite.cases.reduce(into: RunSummary()) { $0.add($1) }
    var attributes = [("name", JUnitNames.suite(suite.file)), ("id", "\(id)")]
    if !run.host.isEmpty { attributes.append(("hostname", run.host)) }
    attributes += [
      ("file", suite.file), ("tests", "\(counts.finished)"), ("failures", "\(counts.failed)"),
      ("errors", "\(counts.inconclusive)"), ("skipped", "\(counts.skipped)"),
      ("time", suite.time.secondsText),
      ("timestamp", String(run.startedAt.description.dropLast())),
    ]
    writer.open("testsuite", attributes)
    let fragment = properties ?? writer.fragment { writeProperties(of: run, to: &$0) }
    properties = fragment
    writer.append(fragment: fragment)
    let className = JUnitNames.className(suite.file)
    for (scenario, name) in zip(suite.cases, JUnitNames.cases(suite.cases)) {
      let attributes = [
        ("classname", className), ("name", name), ("time", scenario.wallTime.secondsText),
      ]
      let children = JUnitOutcome.elements(
        of: scenario, run: run, longestBody: min(longestBody, budget))
      if children.isEmpty {
        writer.element("testcase", attributes)
        continue
      }
      budget = max(0, budget - children.reduce(0) { $0 + $1.size })
      writer.open("testcase", attributes)
      for child in children { writer.write(child) }
      writer.close("testcase")
    }
    writer.close("testsuite")
  }

  private static func writeProperties(of run: RunHeader, to writer: inout XMLWriter) {
    var properties = [("run.id", run.id)]
    if !run.toolVersion.isEmpty { properties.append(("tool", "godwit " + run.toolVersion)) }
    properties.append(("backend", run.backend))
    if !run.backendVersion.isEmpty { properties.append(("backend.version", run.backendVersion)) }
    properties.append(("seed", "\(run.seed)"))
    if let revision = run.gitRevision { properties.append(("git.sha", revision)) }
    if let shard = run.shard { properties.append(("shard", shard)) }
    properties.append(("started_at", run.startedAt.microsecondText))
    properties += run.environment.map { ("environment." + $0.name, $0.value) }
    writer.open("properties", [])
    for (name, value) in properties {
      writer.element("property", [("name", name), ("value", value)])
    }
    writer.close("properties")
  }
}
