/// Scenario files for the tests here.
enum Samples {
  private static func scenario(_ name: String, _ steps: String, more: String = "") -> String {
    """
    apiVersion: godwit.dev/v1
    kind: Scenario
    metadata: { name: \(name), title: A sample, tags: [sample] }
    spec:
      \(more)
      given:
        cluster: { nodes: 3 }
        virtualMachines: [{ name: fedora }]
      steps:
    \(steps)
    """ + "\n"
  }

  private static let migration = """
        - when: { migrate: fedora }
        - then: { within: 2m, expect: { vm/fedora: migrated } }
    """

  static let passing = scenario("passing", migration)

  static let failing = scenario(
    "failing",
    """
        - when: { migrate: fedora }
        - then: { within: 10s, expect: { vmi/fedora: { status: { phase: Failed } } } }
    """)

  static let invalid = scenario(
    "invalid",
    """
        - when: { migrat: fedora }
    """)

  static let skipped = scenario(
    "skipped", migration, more: #"requires: { kubevirt: ">=v1.99" }"#)

  /// Passes on the version that it names; with another one, other steps make the scenario.
  static let versioned = scenario(
    "versioned",
    """
        - kubevirt: "<v1.6"
          when: { migrate: fedora, to: node2, answer: { code: 400 } }
        - kubevirt: ">=v1.6"
          when: { migrate: fedora, to: node2 }
    """
  ).replacing("nodes: 3", with: "nodes: 3, kubevirt: { version: v1.9 }")

  /// Four hundred cases, so that a run of them can be stopped on its way.
  static let many = scenario(
    "many", migration,
    more: "matrix: { a: [\(numbers)], b: [\(numbers)] }")

  /// For `godwit serve`, to be driven by clients.
  static func cluster(_ given: String..., when: String = "wait: 1s") -> String {
    """
    apiVersion: godwit.dev/v1
    kind: Scenario
    metadata: { name: demo, title: A cluster to try things on }
    spec:
      given:
        cluster: { nodes: 3 }
        \(given.joined(separator: "\n    "))
      steps:
        - when: { \(when) }
    """ + "\n"
  }

  private static let numbers = (1...20).map(String.init).joined(separator: ", ")
}
