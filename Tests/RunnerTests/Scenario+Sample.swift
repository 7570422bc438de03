import GodwitModel

extension Scenario {
  /// A scenario without steps.
  static func sample(_ id: String, tags: [String] = [], file: String = "a.yaml") -> Scenario {
    var scenario = Scenario(
      id: id, name: id.prefix { $0 != "[" }.description, title: id, namespace: "demo",
      location: SourceLocation(file: file, line: 1, column: 1))
    scenario.tags = tags
    return scenario
  }
}
