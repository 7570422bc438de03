import GodwitModel

/// A ``Coverage`` for programs.
package enum CoverageJSON {
  /// An object with the counts of all, those of each area, and every row with its state.
  package static func value(_ coverage: Coverage) -> JSONValue {
    var object: JSONObject = ["total": counts(coverage.counts)]
    object["areas"] = .object(
      JSONObject(coverage.areas.map { ($0.name, counts($0.counts)) }))
    object["rows"] = .array(
      coverage.entries.map { entry in
        var row: JSONObject = [
          "id": .string(entry.row.id), "area": .string(entry.row.area),
          "scope": .string(entry.row.scope.rawValue), "state": .string(entry.state.rawValue),
          "scenarios": .array(entry.scenarios.map { .string($0) }),
        ]
        row["test"] = entry.row.test.map { .string($0) }
        row["reason"] = entry.row.reason.map { .string($0) }
        return .object(row)
      })
    return .object(object)
  }

  private static func counts(_ counts: Coverage.Counts) -> JSONValue {
    var object: JSONObject = ["rows": .int(counts.rows)]
    for state in Coverage.State.allCases { object[state.rawValue] = .int(counts[state]) }
    object["provedPercent"] = .number(
      "\(counts.provedPerMille / 10).\(counts.provedPerMille % 10)")
    return .object(object)
  }
}
