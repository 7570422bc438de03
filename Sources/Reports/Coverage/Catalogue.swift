import GodwitModel

/// A list of behaviours, each of which scenarios or tests should prove: a JSON object a line.
package struct Catalogue: Hashable, Sendable {
  /// In the order of the file; ids are unique.
  package var rows: [Row]

  /// One behaviour.
  package struct Row: Hashable, Sendable {
    /// What `criteria` of scenarios name, for example `MIG-003`.
    package var id: String
    /// What it is about, for example `cancel`.
    package var area: String
    package var given: String
    package var when: String
    package var then: String
    package var scope: Scope
    /// Whether it is about the control plane, so that a simulator can show it.
    package var isSimulable: Bool
    /// Where the behaviour is asserted, as file and line.
    package var source: String
    /// The display name of the Swift test that proves it.
    package var test: String?
    /// Why it is not proved.
    package var reason: String?
  }

  /// How close a behaviour is to live migration.
  package enum Scope: String, Hashable, Sendable {
    case core
    case peripheral
  }

  /// What is wrong with a line.
  package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    package var line: Int
    package var reason: String

    package var description: String { "line \(line): \(reason)" }
  }

  /// Reads the rows of `text`; blank lines are passed over, unknown members are a problem.
  package init(parsing text: String) throws(Problem) {
    rows = []
    var lines: [String: Int] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      let row = try Self.row(String(line), index + 1)
      if let first = lines.updateValue(index + 1, forKey: row.id) {
        throw Problem(line: index + 1, reason: "\(row.id) is in line \(first) already")
      }
      rows.append(row)
    }
  }

  private static let members = [
    "id", "area", "given", "when", "then", "scope", "simulable", "source", "test", "reason",
  ]

  private static func row(_ text: String, _ line: Int) throws(Problem) -> Row {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: text)
    } catch {
      throw Problem(line: line, reason: "not JSON: \(error.reason) at byte \(error.offset)")
    }
    guard let object = value.object else {
      throw Problem(line: line, reason: "not a JSON object")
    }
    for key in object.keys where !members.contains(key) {
      throw Problem(line: line, reason: "unknown member \"\(key)\"")
    }
    func member(_ key: String) throws(Problem) -> String {
      guard let text = object[key]?.string, !text.isEmpty else {
        throw Problem(line: line, reason: "\"\(key)\" must be a text")
      }
      return text
    }
    guard let scope = Scope(rawValue: try member("scope")) else {
      throw Problem(line: line, reason: "\"scope\" must be core or peripheral")
    }
    guard let isSimulable = object["simulable"]?.bool else {
      throw Problem(line: line, reason: "\"simulable\" must be true or false")
    }
    return Row(
      id: try member("id"), area: try member("area"), given: try member("given"),
      when: try member("when"), then: try member("then"), scope: scope, isSimulable: isSimulable,
      source: try member("source"),
      test: object["test"] == nil ? nil : try member("test"),
      reason: object["reason"] == nil ? nil : try member("reason"))
  }
}
