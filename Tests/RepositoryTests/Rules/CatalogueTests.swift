import Foundation
import GodwitModel
import Testing

/// `scenarios/catalogue.jsonl` and what names its rows.
@Suite struct CatalogueTests {
  private struct Row {
    var id: String
    var test: String?
    var reason: String?
  }

  private static let rows: [Row] = (Repository.text("scenarios/catalogue.jsonl") ?? "")
    .split(separator: "\n").compactMap { line in
      guard let value = try? JSONValue(parsing: String(line)), let id = value["id"]?.string else {
        return nil
      }
      return Row(id: id, test: value["test"]?.string, reason: value["reason"]?.string)
    }

  /// Ids as they are written, beginning with the letters of the catalogue's own.
  private static func ids(in line: Substring) -> [String] {
    line.matches(of: /MIG-[0-9A-Za-z]+/).map { String($0.output) }
  }

  @Test func theCatalogueIsThere() {
    #expect(Self.rows.count > 400)
    #expect(Set(Self.rows.map(\.id)).count == Self.rows.count)
  }

  @Test func scenariosNameOnlyRowsThatExist() {
    let known = Set(Self.rows.map(\.id))
    let files = Repository.files(below: "scenarios") { $0.hasSuffix(".yaml") }
    let violations = files.flatMap { file in
      file.lines.indices.flatMap { index in
        Self.ids(in: file.lines[index]).filter { !known.contains($0) }.map {
          Violation(path: file.path, line: index + 1, text: "\($0) is not in the catalogue")
        }
      }
    }
    #expect(violations.isEmpty, "\(Violation.list(violations))")
  }

  /// A test that proves a row is named by its display name, which holds the row's id.
  @Test func testsThatProveARowExist() {
    let lines = Repository.tests.flatMap(\.lines)
    let missing = Self.rows.filter { row in
      guard let test = row.test else { return false }
      let isThere = lines.contains { $0.contains("\"\(test)\"") || $0.contains("`\(test)`") }
      return !test.contains(row.id) || !isThere
    }.map(\.id)
    #expect(missing == [], "their tests are not in Tests/, or do not have the id in their name")
  }
}
