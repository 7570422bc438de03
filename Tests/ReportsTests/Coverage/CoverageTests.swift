import GodwitModel
import Testing

@testable import Reports

@Suite struct CoverageTests {
  private static func row(_ id: String, _ area: String = "cancel") -> Catalogue.Row {
    Catalogue.Row(
      id: id, area: area, given: "given", when: "when", then: "then", scope: .core,
      isSimulable: true, source: "a_test.go:1")
  }

  private static func catalogue(_ rows: Catalogue.Row...) throws -> Catalogue {
    var catalogue = try Catalogue(parsing: "")
    catalogue.rows = rows
    return catalogue
  }

  private static func scenario(
    _ name: String, case value: String? = nil, criteria: [String] = [], step: [String] = []
  ) -> Scenario {
    let place = SourceLocation(file: "a.yaml", line: 1, column: 1)
    var scenario = Scenario(
      id: value.map { "\(name)[a=\($0)]" } ?? name, name: name, title: name,
      namespace: "default", location: place)
    scenario.criteria = criteria
    scenario.steps = [Step(criteria: step, action: .when([]), location: place)]
    return scenario
  }

  private static func state(
    _ scenarios: [Scenario], _ verdicts: [String: Verdict], row: Catalogue.Row = row("MIG-1")
  ) throws -> Coverage.State? {
    Coverage(try catalogue(row), scope: nil, scenarios: scenarios, verdicts: verdicts)
      .entries.first?.state
  }

  @Test func aStepProvesOnlyWhenItsScenarioPassed() throws {
    let scenario = Self.scenario("a", step: ["MIG-1"])
    #expect(try Self.state([scenario], ["a": .passed]) == .passing)
    #expect(try Self.state([scenario], ["a": .failed]) == .failing)
    #expect(try Self.state([scenario], ["a": .inconclusive]) == .failing)
    #expect(try Self.state([scenario], ["a": .skipped]) == .notRun)
    #expect(try Self.state([scenario], [:]) == .notRun)
    #expect(try Self.state([], ["a": .passed]) == .uncovered)
  }

  @Test func everyCaseOfAMatrixIsNeeded() throws {
    let cases = ["1", "2"].map { Self.scenario("a", case: $0, criteria: ["MIG-1"]) }
    #expect(try Self.state(cases, ["a[a=1]": .passed]) == .notRun)
    #expect(try Self.state(cases, ["a[a=1]": .passed, "a[a=2]": .passed]) == .passing)
    #expect(try Self.state(cases, ["a[a=1]": .passed, "a[a=2]": .failed]) == .failing)
  }

  @Test func onlyTheCasesThatNameARowProveIt() throws {
    let cases = ["1", "2"].map { Self.scenario("a", case: $0, criteria: ["MIG-" + $0]) }
    #expect(try Self.state(cases, ["a[a=1]": .passed, "a[a=2]": .failed]) == .passing)
  }

  @Test func oneOfSeveralScenariosIsEnoughWhenNoneFails() throws {
    let both = ["a", "b"].map { Self.scenario($0, criteria: ["MIG-1"]) }
    #expect(try Self.state(both, ["a": .passed]) == .passing)
    #expect(try Self.state(both, ["a": .passed, "b": .failed]) == .failing)
  }

  @Test func testsAndReasonsStandInTheCatalogue() throws {
    var row = Self.row("MIG-1")
    row.reason = "needs libvirt"
    #expect(try Self.state([], [:], row: row) == .withReason)
    row.test = "a test"
    #expect(try Self.state([], [:], row: row) == .byTest)
    let scenario = Self.scenario("a", criteria: ["MIG-1"])
    #expect(try Self.state([scenario], ["a": .failed], row: row) == .failing)
    #expect(try Self.state([scenario], ["a": .passed], row: row) == .passing)
  }

  @Test func onlySimulableRowsOfTheScopeCount() throws {
    var far = Self.row("MIG-2")
    far.scope = .peripheral
    var impossible = Self.row("MIG-3")
    impossible.isSimulable = false
    let catalogue = try Self.catalogue(Self.row("MIG-1"), far, impossible)
    func ids(_ scope: Catalogue.Scope?) -> [String] {
      Coverage(catalogue, scope: scope, scenarios: [], verdicts: [:]).entries.map(\.row.id)
    }
    #expect(ids(.core) == ["MIG-1"])
    #expect(ids(.peripheral) == ["MIG-2"])
    #expect(ids(nil) == ["MIG-1", "MIG-2"])
  }

  @Test func misspeltIdsAreTold() throws {
    let coverage = Coverage(
      try Self.catalogue(Self.row("MIG-1")), scope: nil,
      scenarios: [Self.scenario("a", criteria: ["MIG-01", "PERM-7", "MIG-1"])], verdicts: [:])
    #expect(coverage.unknownCriteria == ["MIG-01"])
  }

  private static func sample() throws -> Coverage {
    var tested = row("MIG-4", "gc")
    tested.test = "a test"
    var long = row("MIG-2")
    long.then = String(repeating: "x", count: 200)
    return Coverage(
      try catalogue(row("MIG-1"), long, row("MIG-3", "gc"), tested), scope: .core,
      scenarios: [
        scenario("a", criteria: ["MIG-1"]), scenario("b", criteria: ["MIG-3"]),
      ], verdicts: ["a": .passed, "b": .failed])
  }

  @Test func theTextNamesWhatIsMissing() throws {
    let text = CoverageText.text(try Self.sample(), scope: "core")
    #expect(
      text == """
        area    rows  passing  failing  not run  by test  with reason  uncovered
        cancel     2        1        0        0        0            0          1
        gc         2        0        1        0        1            0          0
        total      4        1        1        0        1            0          1

        failing:
          MIG-3  gc: when → then (b)

        uncovered:
          MIG-2  cancel: when → \(String(repeating: "x", count: 102))…

        50.0 % proved: 2 of 4 rows (core)

        """)
  }

  @Test func theJSONHasCountsAndRows() throws {
    let value = CoverageJSON.value(try Self.sample())
    #expect(value["total"]?["provedPercent"] == .number("50.0"))
    #expect(value["areas"]?["gc"]?["by test"] == 1)
    #expect(
      value["rows"]?[2] == [
        "id": "MIG-3", "area": "gc", "scope": "core", "state": "failing", "scenarios": ["b"],
      ])
    #expect(value["rows"]?[3]?["test"] == "a test")
  }
}
