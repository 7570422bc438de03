import GodwitModel
import ScenarioFormat
import Testing

@Suite("Scalars")
struct ScalarTests {
  /// The value of a free-form field of a manifest.
  private func value(_ written: String) throws -> JSONValue? {
    let scenario = try #require(
      load(
        document(
          """
            given:
              manifests:
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: { name: a, managedFields: \(written) }
            steps: [{ when: { wait: 1s } }]
          """)
      ).first)
    return scenario.given.manifests.first?["metadata"]?["managedFields"]
  }

  @Test(
    arguments: [
      ("true", .bool(true)), ("false", .bool(false)), ("True", .string("True")),
      ("yes", .string("yes")), ("on", .string("on")), ("\"true\"", .string("true")),
      ("5", .number("5")), ("-5", .number("-5")), ("0", .number("0")), ("010", .string("010")),
      ("+5", .string("+5")), ("0x10", .string("0x10")), ("1_000", .string("1_000")),
      ("12:30", .string("12:30")), ("4.20", .string("4.20")), ("1e3", .string("1e3")),
      ("'5'", .string("5")), ("~", .null), ("null", .null), ("Null", .string("Null")),
      ("\"\"", .string("")), ("2026-01-01", .string("2026-01-01")),
      ("99999999999999999999", .number("99999999999999999999")),
      ("[a, 1]", .array([.string("a"), .number("1")])),
    ] as [(String, JSONValue)])
  func areReadByOwnRules(written: String, expected: JSONValue) throws {
    #expect(try value(written) == expected)
  }

  @Test func areTextWhereTextIsExpected() throws {
    let scenario = try #require(
      load(
        document(
          """
            given:
              cluster: { console: { version: 4.20 }, kubevirt: { version: 1.5 } }
              virtualMachines:
                - { name: 007, labels: { a: true, b: 1, c: "" }, annotations: { d: 8 } }
            steps: [{ when: { oc: [get, vm, 007, --watch=false, 1] } }]
          """)
      ).first)
    #expect(scenario.given.cluster.consoleVersion == "4.20")
    #expect(scenario.given.cluster.kubevirtVersion == "v1.5")
    let machine = try #require(scenario.given.virtualMachines.first)
    #expect(machine.name == "007")
    #expect(machine.labels == ["a": "true", "b": "1", "c": ""])
    #expect(machine.annotations == ["d": "8"])
    guard case .when(let whens)? = scenario.steps.first?.action else { throw Missing(what: "when") }
    #expect(whens.first?.verb == .oc(["get", "vm", "007", "--watch=false", "1"]))
  }

  @Test func keepBlockText() throws {
    let scenario = try #require(
      load(
        document(
          "  steps: [{ when: { wait: 1s } }]",
          metadata: "  description: |\n    one\n    two\n  title: >-\n    a\n    b")
      ).first)
    #expect(scenario.description == "one\ntwo\n")
    #expect(scenario.title == "a b")
  }
}
