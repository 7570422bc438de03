import GodwitModel

/// A ``Coverage`` for people.
package enum CoverageText {
  /// The columns of the table after the area.
  private static let columns = ["rows"] + Coverage.State.allCases.map(\.rawValue)
  /// How much of a row is shown beside its id.
  private static let excerptLength = 110

  /// A table by area, then what fails, was not run, or is uncovered, then the total.
  package static func text(_ coverage: Coverage, scope: String) -> String {
    table(coverage) + list(.failing, of: coverage) + list(.notRun, of: coverage)
      + list(.uncovered, of: coverage) + total(coverage.counts, scope: scope)
  }

  private static func table(_ coverage: Coverage) -> String {
    let areas = coverage.areas + [(name: "total", counts: coverage.counts)]
    let width = (areas.map(\.name.count).max() ?? 0)
    var text = padded("area", to: width) + columns.map { "  " + $0 }.joined() + "\n"
    for area in areas {
      let numbers = [area.counts.rows] + Coverage.State.allCases.map { area.counts[$0] }
      text += padded(area.name, to: width)
      for (column, number) in zip(columns, numbers) {
        let digits = String(number)
        text += String(repeating: " ", count: column.count + 2 - digits.count) + digits
      }
      text += "\n"
    }
    return text
  }

  private static func list(_ state: Coverage.State, of coverage: Coverage) -> String {
    let entries = coverage.entries.filter { $0.state == state }
    if entries.isEmpty { return "" }
    var text = "\n\(state.rawValue):\n"
    for entry in entries {
      let scenarios =
        entry.scenarios.isEmpty ? "" : " (\(entry.scenarios.joined(separator: ", ")))"
      text += "  \(entry.row.id)  \(entry.row.area): \(excerpt(entry.row))\(scenarios)\n"
    }
    return text
  }

  /// The beginning of what the row is about.
  private static func excerpt(_ row: Catalogue.Row) -> String {
    let text = TextHygiene.oneLine("\(row.when) → \(row.then)")
    return text.count <= excerptLength ? text : text.prefix(excerptLength - 1) + "…"
  }

  private static func total(_ counts: Coverage.Counts, scope: String) -> String {
    let percent = "\(counts.provedPerMille / 10).\(counts.provedPerMille % 10)"
    return "\n\(percent) % proved: \(counts.proved) of \(counts.rows) rows (\(scope))\n"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}
