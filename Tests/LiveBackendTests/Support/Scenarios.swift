import GodwitModel
import LiveBackend

extension Scenario {
  /// A scenario of which only what is given matters.
  static func given(_ id: String = "s", _ change: (inout Given) -> Void = { _ in }) -> Scenario {
    var scenario = Scenario(
      id: id, name: id, title: id, namespace: "demo",
      location: SourceLocation(file: "s.yaml", line: 1, column: 1))
    scenario.given.namespaces = [NamespaceLayout(name: "demo")]
    change(&scenario.given)
    return scenario
  }

  /// A cluster with no scenario's objects on it.
  static func cluster(nodes: [String] = []) -> Scenario {
    given("cluster") { given in
      given.namespaces = [NamespaceLayout(name: "elsewhere")]
      given.cluster.nodes = nodes.map(NodeLayout.init)
    }
  }

  /// Adds steps, each of one when.
  func doing(_ verbs: Verb...) -> Scenario {
    var scenario = self
    let place = location
    scenario.steps = verbs.map {
      Step(action: .when([When($0, location: place)]), location: place)
    }
    return scenario
  }
}

extension LiveOptions {
  /// The options of a run in tests.
  static func test(_ change: (inout LiveOptions) -> Void = { _ in }) -> LiveOptions {
    var options = LiveOptions(runID: "r1")
    change(&options)
    return options
  }
}
