import GodwitModel

/// Which behaviours of a catalogue scenarios prove, going by the verdicts of one run.
///
/// Only rows that a simulator can show are counted.
package struct Coverage: Hashable, Sendable {
  /// How a behaviour is proved, or not.
  package enum State: String, CaseIterable, Hashable, Sendable {
    /// A scenario that names it passed, and none failed.
    case passing
    /// A scenario that names it failed or is inconclusive.
    case failing
    /// Scenarios name it, but none of them was run as a whole.
    case notRun = "not run"
    /// A Swift test proves it.
    case byTest = "by test"
    /// It is not proved, and the catalogue says why.
    case withReason = "with reason"
    /// Nothing names it.
    case uncovered
  }

  /// A behaviour and how it stands.
  package struct Entry: Hashable, Sendable {
    package var row: Catalogue.Row
    package var state: State
    /// The names of the scenarios that name it, in the order of their files.
    package var scenarios: [String]
  }

  /// In the order of the catalogue.
  package private(set) var entries: [Entry]
  /// Criteria that look like the catalogue's ids, but are not in it.
  package private(set) var unknownCriteria: [String]

  /// - Parameters:
  ///   - scope: Which rows count; nil means all.
  ///   - verdicts: Of a run, by the id of the scenario.
  package init(
    _ catalogue: Catalogue, scope: Catalogue.Scope?, scenarios: [Scenario],
    verdicts: [String: Verdict]
  ) {
    let proofs = Self.proofs(scenarios, verdicts)
    entries = catalogue.rows.filter {
      $0.isSimulable && (scope == nil || $0.scope == scope)
    }.map { row in
      let named = proofs[row.id] ?? []
      return Entry(
        row: row, state: Self.state(row, named), scenarios: named.map(\.name))
    }
    let ids = Set(catalogue.rows.map(\.id))
    let kinds = Set(catalogue.rows.compactMap { Self.kind(of: $0.id) })
    unknownCriteria = proofs.keys.filter {
      !ids.contains($0) && Self.kind(of: $0).map(kinds.contains) == true
    }.sorted()
  }

  /// The cases of a scenario that name a criterion.
  private struct Proof {
    var name: String
    /// One a case; nil where it was not run.
    var verdicts: [Verdict?] = []
  }

  /// By criterion, in the order of the files.
  private static func proofs(
    _ scenarios: [Scenario], _ verdicts: [String: Verdict]
  ) -> [String: [Proof]] {
    var proofs: [String: [Proof]] = [:]
    for scenario in scenarios {
      for criterion in Set(scenario.criteria + scenario.steps.flatMap(\.criteria)) {
        var named = proofs[criterion] ?? []
        // The cases of a scenario follow each other.
        if named.last?.name != scenario.name { named.append(Proof(name: scenario.name)) }
        named[named.count - 1].verdicts.append(verdicts[scenario.id])
        proofs[criterion] = named
      }
    }
    return proofs
  }

  private static func state(_ row: Catalogue.Row, _ proofs: [Proof]) -> State {
    let verdicts = proofs.flatMap(\.verdicts)
    if verdicts.contains(.failed) || verdicts.contains(.inconclusive) { return .failing }
    if proofs.contains(where: { $0.verdicts.allSatisfy { $0 == .passed } }) { return .passing }
    if row.test != nil { return .byTest }
    if !proofs.isEmpty { return .notRun }
    return row.reason == nil ? .uncovered : .withReason
  }

  /// `MIG` of `MIG-003`.
  private static func kind(of id: String) -> Substring? {
    guard let dash = id.lastIndex(of: "-") else { return nil }
    return id[..<dash]
  }
}

extension Coverage {
  /// How many rows stand how.
  package struct Counts: Hashable, Sendable {
    private var numbers: [State: Int] = [:]

    package init(_ entries: [Entry]) {
      for entry in entries { numbers[entry.state, default: 0] += 1 }
    }

    package subscript(state: State) -> Int { numbers[state] ?? 0 }
    package var rows: Int { State.allCases.map { self[$0] }.reduce(0, +) }
    /// Proved by scenarios that passed, or by tests.
    package var proved: Int { self[.passing] + self[.byTest] }
    /// Of a thousand rows, rounded down; 0 of none.
    package var provedPerMille: Int { rows == 0 ? 0 : proved * 1000 / rows }
  }

  /// The areas in the order of their names, with their counts.
  package var areas: [(name: String, counts: Counts)] {
    Set(entries.map(\.row.area)).sorted().map { area in
      (area, Counts(entries.filter { $0.row.area == area }))
    }
  }

  /// Of all rows.
  package var counts: Counts { Counts(entries) }
}
