import GodwitModel
import Testing

@testable import Runner

@Suite struct RunPlanTests {
  private let scenarios = [
    Scenario.sample("one", tags: ["slow"], file: "x/one.yaml"),
    Scenario.sample("two[a=1]", file: "x/two.yaml"),
    Scenario.sample("two[a=2]", file: "x/two.yaml"),
  ]

  private func ids(_ selection: Selection) -> [String] {
    RunPlan(scenarios, selection: selection, backend: "simulator").entries.map(\.scenario.id)
  }

  @Test func withoutASelectionEverythingIsPlannedInOrder() {
    #expect(ids(Selection()) == ["one", "two[a=1]", "two[a=2]"])
  }

  @Test func filtersLookAtIdNameAndFile() {
    #expect(ids(Selection(filters: [Glob("two[a=2]")])) == ["two[a=2]"])
    #expect(ids(Selection(filters: [Glob("two")])) == ["two[a=1]", "two[a=2]"])
    #expect(ids(Selection(filters: [Glob("*/one.yaml")])) == ["one"])
    #expect(ids(Selection(filters: [Glob("one"), Glob("*a=1*")])) == ["one", "two[a=1]"])
    #expect(ids(Selection(filters: [Glob("three")])) == [])
  }

  @Test func tagsSelect() throws {
    #expect(ids(Selection(tags: try TagExpression(parsing: "slow"))) == ["one"])
    #expect(ids(Selection(tags: try TagExpression(parsing: "not slow"))).count == 2)
  }

  @Test func unmetRequirementsSkipWithTheReason() {
    var scenario = Scenario.sample("a")
    scenario.given.cluster.kubevirtVersion = "v1.4"
    scenario.requirements = [.init(component: "kubevirt", condition: ">=v1.5")]
    #expect(scenario.reasonToSkip(on: "simulator") == "requires kubevirt >=v1.5, is v1.4")
    scenario.given.cluster.kubevirtVersion = "v1.9"
    #expect(scenario.reasonToSkip(on: "simulator") == nil)
  }

  private func steps(of version: String) throws -> Scenario {
    var scenario = Scenario.sample("a")
    scenario.given.cluster.kubevirtVersion = version
    scenario.steps = try ["all": nil, "old": "<v1.5", "new": ">=v1.5"]
      .sorted { $0.key < $1.key }.map { title, condition in
        Step(
          title: title, action: .when([]),
          kubevirt: try condition.map { try #require(VersionCondition(parsing: $0)) },
          location: scenario.location)
      }
    return scenario
  }

  @Test(arguments: [
    ("v1.4", ["all", "old"]), ("v1.5", ["all", "new"]), ("v1.5.2", ["all", "new"]),
  ])
  func stepsOfOtherVersionsAreLeftOut(version: String, titles: [String]) throws {
    let plan = RunPlan([try steps(of: version)], backend: "simulator")
    #expect(plan.entries[0].scenario.steps.map(\.title) == titles)
    #expect(plan.entries[0].skipReason == nil)
  }

  @Test func aScenarioWithoutAnyStepForItsVersionIsSkipped() throws {
    var scenario = try steps(of: "v1.4")
    scenario.steps.removeAll { $0.title != "new" }
    let plan = RunPlan([scenario], backend: "simulator")
    #expect(plan.entries[0].skipReason == "has no step for KubeVirt v1.4")
  }

  @Test func otherBackendsSkipWithTheReason() {
    var scenario = Scenario.sample("a")
    scenario.backends = ["live"]
    let plan = RunPlan([scenario], backend: "simulator")
    #expect(plan.entries[0].skipReason == "runs on live only, not on simulator")
    #expect(RunPlan([scenario], backend: "live").entries[0].skipReason == nil)
  }

  @Test func whatTheBackendCannotDoIsSkipped() {
    let plan = RunPlan([.sample("a")], backend: "live") { "no \($0.id) here" }
    #expect(plan.entries[0].skipReason == "no a here")
  }
}
