import GodwitModel
import ScenarioFormat
import Testing

@Suite("Examples")
struct ExampleTests {
  @Test(arguments: Fixtures.names(in: "examples"))
  func loadWithoutProblems(name: String) throws {
    let result = ScenarioLoader.load(
      bytes: try Fixtures.bytes("examples/\(name).yaml"), path: "\(name).yaml")
    #expect(result.diagnostics.isEmpty, "\(DiagnosticRenderer.text(result.diagnostics))")
    #expect(!result.scenarios.isEmpty)
  }

  @Test func repositoryScenariosLoadWithoutProblems() {
    let result = ScenarioFiles.load(paths: [Fixtures.scenarios])
    #expect(result.diagnostics.isEmpty, "\(DiagnosticRenderer.text(result.diagnostics))")
    #expect(result.scenarios.count > 200)
    #expect(Set(result.scenarios.map(\.id)).count == result.scenarios.count)
  }

  @Test func smallestIsDecoded() throws {
    let result = ScenarioLoader.load(
      bytes: try Fixtures.bytes("examples/01-smallest.yaml"), path: "s.yaml")
    let scenario = try #require(result.scenarios.first)
    #expect(scenario.id == "automatic-node")
    #expect(scenario.title == "A running VM moves to an automatically selected node")
    #expect(scenario.criteria == ["INI-01", "INI-19"])
    #expect(scenario.namespace == "automatic-node")
    #expect(scenario.location.description == "s.yaml:2:1")
    #expect(scenario.given.cluster.nodes.map(\.name) == ["node1", "node2", "node3"])
    #expect(scenario.given.virtualMachines == [VirtualMachineLayout(name: "fedora")])
    #expect(scenario.steps.count == 2)
    let when = When(
      .migrate(virtualMachine: "fedora", to: nil),
      location: SourceLocation(file: "s.yaml", line: 13, column: 13))
    #expect(scenario.steps[0].action == .when([when]))
    let expectation = Expectation(
      clauses: [
        Clause(
          subject: .object(.object(.virtualMachine, "fedora")), condition: .word(.migrated),
          location: SourceLocation(file: "s.yaml", line: 14, column: 37))
      ], location: SourceLocation(file: "s.yaml", line: 14, column: 35))
    #expect(
      scenario.steps[1].action
        == .then(
          Then(
            .expect(expectation, ExpectTiming(within: .minutes(2))),
            location: SourceLocation(file: "s.yaml", line: 14, column: 13))))
  }

  @Test func cancelOnEverySurfaceHasTwelveCases() throws {
    let result = ScenarioLoader.load(
      bytes: try Fixtures.bytes("examples/03-cancel-on-every-surface.yaml"), path: "s.yaml")
    #expect(result.scenarios.count == 12)
    let last = try #require(result.scenarios.last)
    #expect(last.id == "cancel-keeps-the-vm-on-its-node[surface=virtctl,phase=Running]")
    #expect(
      last.title
        == "Cancelled over virtctl while Running, the VM stays on its original node")
    #expect(last.steps.count == 7)
    #expect(result.scenarios[0].steps.count == 6)
    guard case .when(let whens) = last.steps[2].action else { throw Missing(what: "a when") }
    #expect(whens.first?.surface == .virtctl)
    #expect(whens.first?.verb == .cancel(.migration("job")))
  }
}
