import GRDB

/// One table's INSERT, compiled once, and run once a row.
struct TableWriter {
  private let statement: Statement

  /// An insert into `table` of the columns in their order; `columns` names them.
  init(_ database: Database, into table: String, _ columns: [String]) throws {
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    statement = try database.cachedStatement(
      sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
  }

  /// Inserts one row.
  func insert(_ values: (any DatabaseValueConvertible)?...) throws {
    try statement.execute(arguments: StatementArguments(values))
  }
}
