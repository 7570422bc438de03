import GodwitModel
import ScenarioFormat
import Testing

/// A scenario with the usual head around `spec`, whose lines are indented by two blanks.
func document(_ spec: String, name: String = "sample", metadata: String = "") -> String {
  """
  apiVersion: godwit.dev/v1
  kind: Scenario
  metadata:
    name: \(name)
  \(metadata)
  spec:
  \(spec)
  """
}

/// The cases of a document that must be without problems.
func load(
  _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> [Scenario] {
  let result = ScenarioLoader.load(text: text, path: "sample.yaml")
  #expect(
    result.diagnostics.isEmpty, "\(DiagnosticRenderer.text(result.diagnostics))",
    sourceLocation: sourceLocation)
  return result.scenarios
}

/// The one case of a document with these steps and two nodes and two machines.
func loadSteps(
  _ steps: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> [Step] {
  let text = document(
    """
      given:
        cluster: { nodes: 2 }
        namespaces: [{ name: blue }]
        users: [{ name: mia }]
        virtualMachines: [{ name: fedora }, { name: debian }]
      steps:
    \(steps)
    """)
  return try #require(
    load(text, sourceLocation: sourceLocation).first, sourceLocation: sourceLocation
  ).steps
}

/// The only when of a step.
func onlyWhen(
  _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> When {
  let steps = try loadSteps("    - when: \(text)", sourceLocation: sourceLocation)
  guard case .when(let whens)? = steps.last?.action else {
    throw Missing(what: "a when")
  }
  return try #require(whens.last, sourceLocation: sourceLocation)
}

/// The then of the last of the steps.
func lastThen(
  _ steps: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> Then {
  guard case .then(let then)? = try loadSteps(steps, sourceLocation: sourceLocation).last?.action
  else { throw Missing(what: "a then") }
  return then
}

/// The only clause of `expect: { … }`.
func clause(
  _ text: String, after steps: String = "",
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> Clause {
  let then = try lastThen(
    steps + "\n    - then: { expect: \(text) }", sourceLocation: sourceLocation)
  guard case .expect(let expectation, _) = then.form else { throw Missing(what: "an expect") }
  #expect(expectation.clauses.count == 1, sourceLocation: sourceLocation)
  return try #require(expectation.clauses.first, sourceLocation: sourceLocation)
}

/// The messages of what is wrong with a document.
func messages(_ text: String) -> [String] {
  ScenarioLoader.load(text: text, path: "sample.yaml").diagnostics.map(\.fullMessage)
}

/// Something that a test looked for.
struct Missing: Error {
  var what: String
}

/// Numbers that look random and are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
