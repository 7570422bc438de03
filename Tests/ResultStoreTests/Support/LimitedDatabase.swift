import GRDB

@testable import ResultStore

extension ResultDatabase {
  /// Lets the file grow no more, which is what SQLite sees of a full disk.
  func limitToPresentSize() throws {
    try queue.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
  }

  /// Runs one statement, as another program might.
  func run(_ sql: String) throws { try queue.writeWithoutTransaction { try $0.execute(sql: sql) } }

  /// The first column of all rows, as texts.
  func texts(_ sql: String) throws -> [String] {
    try queue.read { try String.fetchAll($0, sql: sql) }
  }
}
