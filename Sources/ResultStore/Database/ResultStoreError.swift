/// Why a result database could not be opened, written or read.
package enum ResultStoreError: Error, Hashable, Sendable {
  /// The directory in which the file should be made is not there.
  case directoryMissing(path: String)
  /// There is no file to read.
  case fileMissing(path: String)
  /// The file is not a SQLite database, or is damaged.
  case notADatabase(path: String)
  /// A SQLite database that is not Godwit's.
  case foreignDatabase(path: String)
  /// Written by a newer Godwit; the names are the migrations that this one does not know.
  case newerSchema(path: String, migrations: [String])
  /// The file or its directory may not be written.
  case readOnly(path: String)
  case diskFull(path: String)
  /// Another process held the database for longer than the busy timeout.
  case locked(path: String)
  /// A run with this id is stored already.
  case duplicateRun(id: String)
  /// No run with this id is stored.
  case unknownRun(id: String)
  /// No run is stored at all.
  case noRun(path: String)
  /// A scenario came before its run.
  case runNotStarted
  /// A stored value cannot be read; the text says which.
  case damagedRecord(String)
  /// Anything else, in SQLite's words.
  case failed(path: String, reason: String)
}

extension ResultStoreError: CustomStringConvertible {
  /// What is wrong, and where there is something to do about it, what.
  package var description: String {
    switch self {
    case .directoryMissing(let path):
      "\(path): its directory does not exist; create it, or name another file with --db"
    case .fileMissing(let path): "\(path): no such file"
    case .notADatabase(let path):
      "\(path): not a result database, or damaged; move it away, or name another file with --db"
    case .foreignDatabase(let path):
      "\(path): a SQLite database, but not one of Godwit's; name another file with --db"
    case .newerSchema(let path, let migrations):
      "\(path): written by a newer version of Godwit (\(migrations.joined(separator: ", "))); "
        + "update Godwit, or name another file with --db"
    case .readOnly(let path): "\(path): cannot be written, the file or its directory is read-only"
    case .diskFull(let path):
      "\(path): the disk is full; what was stored before is intact, the rest of this run is not"
    case .locked(let path): "\(path): another process kept it locked for more than 5 s"
    case .duplicateRun(let id): "run \(id) is stored already"
    case .unknownRun(let id): "no run \(id) is stored"
    case .noRun(let path): "\(path): no run is stored"
    case .runNotStarted: "a scenario came before the start of its run"
    case .damagedRecord(let what): "stored record is damaged: \(what)"
    case .failed(let path, let reason): "\(path): \(reason)"
    }
  }
}
