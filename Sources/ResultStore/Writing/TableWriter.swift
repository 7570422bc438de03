import GRDB
import GRDBSQLite
import GodwitModel

/// One table's INSERT, compiled once, and run once a row.
///
/// Rows are bound through SQLite's own functions rather than GRDB's arguments, which make an object
/// of every value: rows are most of what a run costs to store.
struct TableWriter {
  /// A value of a column.
  enum Value {
    case null
    case integer(Int64)
    case text(String)
    /// Text as its UTF-8.
    case bytes([UInt8])
  }

  private let database: Database
  // Held, so that the handle stays valid.
  private let statement: Statement
  private let handle: OpaquePointer

  /// An insert into `table` of `columns`, in this order.
  init(_ database: Database, into table: String, _ columns: [String]) throws {
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    self.database = database
    statement = try database.cachedStatement(
      sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    handle = statement.sqliteStatement
  }

  /// Inserts one row; the values stand in the order of the columns.
  func insert(_ values: Value...) throws {
    var index: Int32 = 0
    for value in values {
      index += 1
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(handle, index)
      case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
      case .text(let text):
        var text = text
        code = text.withUTF8 { Self.bind($0, to: handle, at: index) }
      case .bytes(let bytes):
        code = bytes.withUnsafeBufferPointer { Self.bind($0, to: handle, at: index) }
      }
      if code != SQLITE_OK { throw error(code) }
    }
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    if code != SQLITE_DONE { throw error(code) }
  }

  private static func bind(
    _ text: UnsafeBufferPointer<UInt8>, to handle: OpaquePointer, at index: Int32
  ) -> Int32 {
    // SQLITE_TRANSIENT, which is a cast that Swift does not import: SQLite takes a copy.
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    return text.withMemoryRebound(to: CChar.self) {
      sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), copy)
    }
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: database.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
  }
}

extension TableWriter.Value: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }

  static func integer(_ value: Int) -> Self { .integer(Int64(value)) }
  static func flag(_ value: Bool) -> Self { .integer(value ? 1 : 0 as Int64) }
  static func time(_ value: Instant) -> Self { .integer(value.nanosecondsSinceEpoch) }

  /// The text, or null.
  static func optional(_ value: String?) -> Self { value.map { .text($0) } ?? .null }
}
