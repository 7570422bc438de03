import GodwitModel
import ScenarioFormat
import Testing

@Suite("Expectations")
struct ExpectationTests {
  private let migrate = "    - when: { migrate: fedora, name: job }"
  private let drain = "    - when: { drain: node1, name: out }"

  private func status(
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> GodwitModel.Pattern {
    let clause = try clause(
      "{ vmi/fedora: { status: \(text) } }", after: migrate, sourceLocation: sourceLocation)
    guard case .pattern(.map(let members)) = clause.condition else {
      throw Missing(what: "a pattern")
    }
    return try #require(members.first?.pattern, sourceLocation: sourceLocation)
  }

  private func member(
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> GodwitModel.Pattern {
    guard case .map(let members) = try status("{ \(text) }", sourceLocation: sourceLocation) else {
      throw Missing(what: "a map")
    }
    return try #require(members.first?.pattern, sourceLocation: sourceLocation)
  }

  @Test func matchers() throws {
    #expect(try member("nodeName: node1") == .equal("node1"))
    #expect(try member("fsFreezeStatus: 5") == .equal("5"))
    #expect(try member("nodeName: { $exists: false }") == .exists(false))
    #expect(try member("phase: { $not: Running }") == .not(.equal("Running")))
    #expect(try member("phase: { $oneOf: [Running, Failed] }") == .oneOf(["Running", "Failed"]))
    #expect(try member("nodeName: { $contains: ode }") == .contains("ode"))
    #expect(try member("nodeName: { $matches: \"^n\" }") == .matches("^n"))
    #expect(
      try member("fsFreezeStatus: { $matches: a, $not: b }")
        == .all([.matches("a"), .not(.equal("b"))]))
    #expect(
      try member("nodeName: { $ref: { pod/job.target: spec.nodeName } }")
        == .reference(.targetPod(migration: "job"), path: ["spec", "nodeName"]))
    #expect(
      try member("conditions: [{ type: Ready, status: \"True\" }]")
        == .list([.map([.init("type", .equal("Ready")), .init("status", .equal("True"))])]))
    #expect(try member("activePods: { a: b }") == .map([.init("a", .equal("b"))]))
  }

  @Test func comparisonsKeepTheFieldsType() throws {
    let state = "migrationState:"
    #expect(
      try member("\(state) { startTimestamp: { $lte: \"2026-01-01T00:00:00Z\" } }")
        == .map([.init("startTimestamp", .compare(.lessOrEqual, "2026-01-01T00:00:00Z"))]))
    #expect(
      try member(
        """
        \(state) { startTimestamp: { $lt: {
            $ref: { vmi/fedora: status.migrationState.endTimestamp } } } }
        """
      )
        == .map([
          .init(
            "startTimestamp",
            .compareReference(
              .less, .object(.virtualMachineInstance, "fedora"),
              path: ["status", "migrationState", "endTimestamp"]))
        ]))
    #expect(
      try member("\(state) { migrationConfiguration: { bandwidthPerMigration: { $gt: 1Gi } } }")
        == .map([
          .init(
            "migrationConfiguration",
            .map([.init("bandwidthPerMigration", .compare(.greater, "1Gi"))]))
        ]))
    #expect(
      try member("\(state) { migrationConfiguration: { progressTimeout: { $gte: 150 } } }")
        == .map([
          .init(
            "migrationConfiguration",
            .map([.init("progressTimeout", .compare(.greaterOrEqual, 150))]))
        ]))
  }

  private func collection(
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> CollectionCondition {
    let clause = try clause(text, after: migrate, sourceLocation: sourceLocation)
    guard case .collection(let condition) = clause.condition else {
      throw Missing(what: "a collection")
    }
    return condition
  }

  private func phase(_ name: JSONValue) -> GodwitModel.Pattern {
    .map([.init("status", .map([.init("phase", .equal(name))]))])
  }

  @Test func collections() throws {
    let running = "{ status: { phase: Running } }"
    #expect(try collection("{ vmim: {} }") == CollectionCondition(quantifier: .any(nil)))
    #expect(
      try collection("{ vmim: \(running) }")
        == CollectionCondition(filter: phase("Running"), quantifier: .any(nil)))
    #expect(
      try collection("{ vmim: { $where: \(running), $count: 2 } }")
        == CollectionCondition(filter: phase("Running"), quantifier: .count(min: 2, max: 2)))
    #expect(
      try collection("{ vmim: { $count: { max: 2 } } }")
        == CollectionCondition(quantifier: .count(min: nil, max: 2)))
    #expect(
      try collection("{ vm: { $all: migrated } }")
        == CollectionCondition(quantifier: .all(.word(.migrated))))
    #expect(
      try collection("{ vm: migrated }")
        == CollectionCondition(quantifier: .any(.word(.migrated))))
    #expect(
      try collection("{ vmi: { $any: \(running) } }")
        == CollectionCondition(quantifier: .any(.pattern(phase("Running")))))
    #expect(
      try collection("{ vmim: { $none: {} } }") == CollectionCondition(quantifier: .none(nil)))
    #expect(
      try collection("{ pod: { $none: { $of: vmi/fedora, status: { phase: Running } } } }")
        == CollectionCondition(
          quantifier: .none(
            .owned(by: .object(.virtualMachineInstance, "fedora"), phase("Running")))))
    #expect(
      try collection("{ event: { $of: vmim/job, type: Warning } }")
        == CollectionCondition(
          filter: .map([.init("type", .equal("Warning"))]),
          owner: .object(.virtualMachineInstanceMigration, "job"), quantifier: .any(nil)))
    #expect(
      try collection("{ vmim: { $where: \(running), spec: { vmiName: fedora } } }")
        == CollectionCondition(
          filter: .all([
            phase("Running"), .map([.init("spec", .map([.init("vmiName", .equal("fedora"))]))]),
          ]), quantifier: .any(nil)))
  }

  @Test func console() throws {
    let clause = try clause(
      """
      { console/fedora: {
          from: list,
          actions: {
            "Migration > Compute": { disabled: not running }, Cancel compute migration: hidden },
          dialog: { Specific Node: { nodes: [node2], submit: disabled, default: false } } } }
      """)
    #expect(clause.subject == .console(virtualMachine: "fedora"))
    #expect(
      clause.condition
        == .pattern(
          .map([
            .init("from", .equal("list")),
            .init(
              "actions",
              .map([
                .init("Migration > Compute", .map([.init("disabled", .equal("not running"))])),
                .init("Cancel compute migration", .equal("hidden")),
              ])),
            .init(
              "dialog",
              .map([
                .init(
                  "Specific Node",
                  .map([
                    .init("nodes", .list([.equal("node2")])), .init("submit", .equal("disabled")),
                    .init("default", .equal(false)),
                  ]))
              ])),
          ])))
  }

  @Test func clientRuns() throws {
    let clause = try clause("{ run/out: { exitCode: 0 } }", after: drain)
    #expect(clause.subject == .clientRun("out"))
    #expect(clause.condition == .pattern(.map([.init("exitCode", .equal(0))])))
  }

  @Test(
    arguments: [
      ("vmi/fedora", Subject.object(.object(.virtualMachineInstance, "fedora"))),
      ("pod/fedora", .object(.activePod(virtualMachine: "fedora"))),
      ("pod/job.source", .object(.sourcePod(migration: "job"))),
      ("pod/job.target", .object(.targetPod(migration: "job"))),
      ("vmim/job", .object(.object(.virtualMachineInstanceMigration, "job"))),
      ("virtualmachineinstances/fedora", .object(.object(.virtualMachineInstance, "fedora"))),
      ("node/node1", .object(.object(.node, "node1"))),
      ("clusterrole/x", .object(.object(.clusterRole, "x"))),
    ] as [(String, Subject)])
  func subjects(key: String, subject: Subject) throws {
    #expect(try clause("{ \(key): absent }", after: migrate).subject == subject)
  }

  @Test func listsOfMapsAreOneExpectation() throws {
    let then = try lastThen(
      """
          - then:
              expect: [{ vm/fedora: migrated }, { vm/fedora: migrated, vm/debian: migrated }]
      """
    )
    guard case .expect(let expectation, _) = then.form else { throw Missing(what: "an expect") }
    #expect(expectation.clauses.count == 3)
  }
}
