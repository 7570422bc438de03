import GRDBSQLite

/// SQLite through its C functions, as little around it as can be: the floor of storing.
final class RawSQLite {
  enum Value {
    case null
    case integer(Int64)
    case text([UInt8])
  }

  /// One table's statement and its rows.
  struct Rows {
    var table: String
    var columns: Int
    var rows: [[Value]]
  }

  private let handle: OpaquePointer

  init(_ path: String) throws {
    var handle: OpaquePointer?
    guard sqlite3_open(path, &handle) == SQLITE_OK, let handle else {
      throw ChildProcess.Failure(reason: "cannot open \(path)")
    }
    self.handle = handle
  }

  deinit { sqlite3_close(handle) }

  func execute(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
  }

  private func failure(_ what: String) -> ChildProcess.Failure {
    ChildProcess.Failure(reason: what + ": " + String(cString: sqlite3_errmsg(handle)))
  }

  /// All rows of a query.
  func query(_ sql: String) throws -> [[Value]] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw failure(sql)
    }
    defer { sqlite3_finalize(statement) }
    var rows: [[Value]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append((0..<sqlite3_column_count(statement)).map { value(statement, $0) })
    }
    return rows
  }

  private func value(_ statement: OpaquePointer?, _ column: Int32) -> Value {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_NULL: return .null
    default:
      let count = Int(sqlite3_column_bytes(statement, column))
      guard let bytes = sqlite3_column_text(statement, column) else { return .text([]) }
      return .text(Array(UnsafeBufferPointer(start: bytes, count: count)))
    }
  }

  /// Inserts rows with one prepared statement.
  func insert(_ rows: Rows) throws {
    let marks = Array(repeating: "?", count: rows.columns).joined(separator: ",")
    var statement: OpaquePointer?
    let sql = "INSERT INTO \(rows.table) VALUES (\(marks))"
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw failure(sql)
    }
    defer { sqlite3_finalize(statement) }
    for row in rows.rows {
      for (index, value) in row.enumerated() {
        let column = Int32(index + 1)
        switch value {
        case .null: sqlite3_bind_null(statement, column)
        case .integer(let number): sqlite3_bind_int64(statement, column, number)
        case .text(let bytes):
          bytes.withUnsafeBytes {
            // Null means that SQLite need not copy: the row outlives the step.
            _ = sqlite3_bind_text(
              statement, column, $0.baseAddress?.assumingMemoryBound(to: CChar.self),
              Int32($0.count), nil)
          }
        }
      }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(sql) }
      sqlite3_reset(statement)
    }
  }
}
