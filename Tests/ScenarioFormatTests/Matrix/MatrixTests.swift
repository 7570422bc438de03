import GodwitModel
import ScenarioFormat
import Testing

@Suite("Matrix and substitution")
struct MatrixTests {
  @Test func productHasEveryPair() {
    let cases = load(
      document(
        """
          matrix: { a: [1, 2], b: [x, "y z"] }
          steps: [{ title: "${a} ${b}", when: { wait: "${a}s" } }]
        """))
    #expect(
      cases.map(\.id) == [
        "sample[a=1,b=x]", "sample[a=1,b=y z]", "sample[a=2,b=x]", "sample[a=2,b=y z]",
      ])
    #expect(cases.map { $0.steps[0].title } == ["1 x", "1 y z", "2 x", "2 y z"])
    #expect(cases[3].parameters == [.init(key: "a", value: "2"), .init(key: "b", value: "y z")])
  }

  @Test func wholeReferencesTakeTheType() throws {
    let cases = load(
      document(
        """
          matrix:
            include:
              - answer: { code: 403, reason: Forbidden }
                count: 2
                roles: [view, edit]
                on: true
          given:
            cluster: { nodes: [{ name: node1, cordoned: "${on}" }] }
            users: [{ name: mia, roles: "${roles}" }]
            virtualMachines: [{ name: "vm-${n}", count: "${count}" }]
          steps:
            - when: { migrate: vm-1, answer: "${answer}" }
        """))
    let scenario = try #require(cases.first)
    #expect(
      scenario.id
        == "sample[answer={code:403,reason:Forbidden},count=2,roles=[view,edit],on=true]")
    #expect(scenario.given.cluster.nodes.first?.isCordoned == true)
    #expect(scenario.given.users.first?.rights.roles == ["view", "edit"])
    #expect(scenario.given.virtualMachines.map(\.name) == ["vm-1", "vm-2"])
    guard case .when(let whens) = scenario.steps[0].action else { throw Missing(what: "when") }
    #expect(
      whens.first?.answer?.pattern
        == .map([
          .init("code", .equal(.number("403"))), .init("reason", .equal(.string("Forbidden"))),
        ]))
  }

  @Test func quotedValuesStayText() {
    let text = document(
      """
        matrix: { code: ["403"] }
        given: { virtualMachines: [{ name: fedora }] }
        steps: [{ when: { migrate: fedora, answer: { code: "${code}" } } }]
      """)
    #expect(messages(text) == ["code must be a whole number, not \"403\""])
  }

  @Test func substitutesKeysTitleAndCriteria() throws {
    let cases = load(
      document(
        """
          matrix: { vm: [fedora], id: [INI-01] }
          given: { virtualMachines: [{ name: fedora }] }
          steps:
            - criteria: ["${id}"]
              then: { expect: { "vmi/${vm}": { metadata: { namespace: "${namespace}" } } } }
        """, metadata: "  title: \"${vm} in ${namespace}, $${vm}\""))
    let scenario = try #require(cases.first)
    #expect(scenario.title == "fedora in sample, ${vm}")
    #expect(scenario.steps[0].criteria == ["INI-01"])
    guard case .then(let then) = scenario.steps[0].action,
      case .expect(let expectation, _) = then.form
    else { throw Missing(what: "an expect") }
    #expect(
      expectation.clauses[0].subject == .object(.object(.virtualMachineInstance, "fedora")))
    #expect(
      expectation.clauses[0].condition
        == .pattern(
          .map([
            .init("metadata", .map([.init("namespace", .equal(.string("sample")))]))
          ])))
  }

  @Test func escapesInsideMatches() throws {
    let cases = load(
      document(
        """
          matrix: { name: ["a.b*c"] }
          given: { virtualMachines: [{ name: fedora }] }
          steps:
            - then:
                expect:
                  vmi/fedora:
                    metadata: { name: { $matches: "^${name}$" }, uid: { $matches: "${name}" } }
        """))
    guard case .then(let then)? = cases.first?.steps.first?.action,
      case .expect(let expectation, _) = then.form
    else { throw Missing(what: "an expect") }
    #expect(
      expectation.clauses[0].condition
        == .pattern(
          .map([
            .init(
              "metadata",
              .map([
                .init("name", .matches("^a\\.b\\*c$")), .init("uid", .matches("a\\.b\\*c")),
              ]))
          ])))
  }

  @Test func ifDropsSteps() {
    let cases = load(
      document(
        """
          matrix: { a: [1, 2], b: [true, false] }
          steps:
            - { title: always, when: { wait: 1s } }
            - { title: one, if: { a: 1 }, when: { wait: 1s } }
            - { title: both, if: { a: 2, b: true }, when: { wait: 1s } }
        """))
    #expect(
      cases.map { $0.steps.map { $0.title ?? "" } } == [
        ["always", "one"], ["always", "one"], ["always", "both"], ["always"],
      ])
  }

  @Test func stepsKeepTheirVersions() throws {
    let steps = try loadSteps(
      """
          - { title: old, kubevirt: "<v1.5", when: { migrate: fedora, name: job } }
          - { title: new, kubevirt: ">=v1.5 <v1.8", when: { migrate: fedora, name: job } }
          - then: { kubevirt: "!=1.6", within: 1m, expect: { vm/fedora: migrated } }
          - { title: all, when: { wait: 1s } }
      """)
    #expect(
      steps.map(\.kubevirt) == [
        VersionCondition(parsing: "<v1.5"), VersionCondition(parsing: ">=v1.5 <v1.8"),
        VersionCondition(parsing: "!=1.6"), nil,
      ])
  }

  @Test func theVersionsOfAStepMayComeFromTheMatrix() {
    let cases = load(
      document(
        """
          requires: { kubevirt: "=${version}" }
          matrix: { version: [v1.4, v1.5] }
          given: { cluster: { kubevirt: { version: "${version}" } } }
          steps: [{ kubevirt: ">=${version}", when: { wait: 1s } }]
        """))
    #expect(cases.map { $0.requirements[0].condition } == ["=v1.4", "=v1.5"])
    #expect(
      cases.map { $0.steps[0].kubevirt } == [
        VersionCondition(parsing: ">=v1.4"), VersionCondition(parsing: ">=v1.5"),
      ])
  }

  @Test func countsWhens() throws {
    let steps = try loadSteps(
      """
          - when: { wait: 1s }
          - when:
              - { oc: [get, "pods-${n}"], count: 3, name: "run-${n}" }
              - { stop: fedora }
      """)
    guard case .when(let whens) = steps[1].action else { throw Missing(what: "a when") }
    #expect(whens.map(\.name) == ["run-1", "run-2", "run-3", nil])
    #expect(whens[2].verb == .oc(["get", "pods-3"]))
  }

  @Test func idsOfLongValuesAreShortAndDiffer() {
    let long = String(repeating: "x", count: 100)
    let cases = load(
      document(
        """
          matrix: { a: ["\(long)1", "\(long)2", "one\\ntwo"] }
          steps: [{ title: "${a}", when: { wait: 1s } }]
        """))
    #expect(Set(cases.map(\.id)).count == 3)
    #expect(cases.allSatisfy { $0.id.count <= 64 && !$0.id.contains("\n") })
  }

  @Test(arguments: [
    ("plain", "plain"), ("With_Upper.Case", "with-upper-case"), ("a--b..c", "a-b-c"),
    (String(repeating: "a", count: 63), String(repeating: "a", count: 63)),
  ])
  func namespaceIsALabel(name: String, expected: String) throws {
    let scenario = try #require(
      load(document("  steps: [{ when: { wait: 1s } }]", name: name)).first)
    #expect(scenario.namespace == expected)
    #expect(scenario.given.namespaces.map(\.name) == [expected])
  }

  @Test func longNamesKeepTheirNamespacesApart() {
    let base = String(repeating: "a", count: 80)
    let namespaces = ["x", "y"].compactMap {
      load(document("  steps: [{ when: { wait: 1s } }]", name: base + $0)).first?.namespace
    }
    #expect(Set(namespaces).count == 2)
    #expect(namespaces.allSatisfy { $0.count == 63 })
  }
}
