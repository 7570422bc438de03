import GodwitModel
import ScenarioFormat
import Testing

@Suite("Then")
struct ThenTests {
  private func form(
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> Then.Form {
    try lastThen("    - then: { \(text) }", sourceLocation: sourceLocation).form
  }

  @Test func timesOfAnExpect() throws {
    guard
      case .expect(_, let timing) = try form(
        "after: 10s, within: 1m30s, for: 5s, expect: { vm/fedora: migrated }")
    else { throw Missing(what: "an expect") }
    #expect(
      timing
        == ExpectTiming(within: .seconds(90), after: .seconds(10), holdFor: .seconds(5)))
  }

  @Test func windows() throws {
    guard case .always(_, let window) = try form("always: { vm/fedora: migrated }, for: 10m") else {
      throw Missing(what: "an always")
    }
    #expect(window == .next(.minutes(10)))
    guard
      case .never(let expectations, let over) = try form(
        "never: { vm/fedora: migrated, vm/debian: migrated }, over: run")
    else { throw Missing(what: "a never") }
    #expect(over == .run)
    #expect(expectations.count == 2)
    #expect(expectations.allSatisfy { $0.clauses.count == 1 })
  }

  @Test func orderOfValues() throws {
    guard
      case .order(let orders) = try form(
        "order: { vmi/fedora: { status.phase: [Pending, Running], metadata.labels.a.b/c: [x] } }")
    else { throw Missing(what: "an order") }
    #expect(orders.count == 2)
    guard case .values(let subject, let path, let values, _) = orders[0],
      case .values(_, let labelPath, _, _) = orders[1]
    else { throw Missing(what: "values") }
    #expect(subject == .object(.object(.virtualMachineInstance, "fedora")))
    #expect(path == ["status", "phase"])
    #expect(values == ["Pending", "Running"])
    #expect(labelPath == ["metadata", "labels", "a.b/c"])
  }

  @Test func orderOfMatches() throws {
    guard
      case .order(let orders) = try form(
        "order: [{ vm/fedora: migrated }, { vm/debian: migrated }]"),
      case .matches(let matches)? = orders.first
    else { throw Missing(what: "an order of matches") }
    #expect(matches.count == 2)
  }

  @Test func unchangedAndChanged() throws {
    guard
      case .unchanged(let fields, let window) = try form(
        "unchanged: { vmi/fedora: [metadata.uid, status.phase], vm/debian: metadata.uid }")
    else { throw Missing(what: "an unchanged") }
    #expect(window == .sinceLastWhen)
    #expect(
      fields.map(\.paths) == [
        [["metadata", "uid"], ["status", "phase"]], [["metadata", "uid"]],
      ])
    guard
      case .changed(_, .next(let span)) = try form("changed: { vmi/fedora: [status] }, for: 1m")
    else { throw Missing(what: "a changed") }
    #expect(span == .minutes(1))
  }

  @Test func nameBindsTheCollectionsKind() throws {
    let steps = try loadSteps(
      """
          - then: { name: late, within: 1m, expect: { vmim: { spec: { vmiName: fedora } } } }
          - then:
              within: 1m
              expect: { vmim/late: { status: { phase: Running } }, pod/late.target: absent }
          - when: { cancel: late }
      """)
    guard case .then(let then) = steps[0].action else { throw Missing(what: "a then") }
    #expect(then.name == "late")
  }

  @Test func titleCriteriaAndUserMayStandInIt() throws {
    let steps = try loadSteps(
      """
          - then:
              title: said
              criteria: [A-1]
              as: mia
              namespace: blue
              expect: { vmim: { $count: 0 } }
      """
    )
    #expect(steps[0].title == "said")
    #expect(steps[0].criteria == ["A-1"])
    guard case .then(let then) = steps[0].action else { throw Missing(what: "a then") }
    #expect(then.user == "mia")
    #expect(then.namespace == "blue")
  }
}
