import GRDB

extension ResultStoreError {
  /// The error that `error` of GRDB or of this module stands for.
  init(_ error: any Error, path: String) {
    if let error = error as? ResultStoreError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, reason: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: self = .readOnly(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    default:
      // The message alone: GRDB's description repeats the statement and its values.
      self = .failed(path: path, reason: error.message ?? "SQLite error \(error.resultCode)")
    }
  }
}
