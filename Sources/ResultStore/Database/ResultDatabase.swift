import FoundationEssentials
import GRDB

/// A file of stored runs: SQLite in WAL mode, foreign keys on, the schema up to date.
///
/// One value is one connection; it may be used from any task. Several processes may write to one
/// file: each waits up to 5 s for the other.
package struct ResultDatabase: Sendable {
  /// The path as it was given.
  package let path: String
  let queue: DatabaseQueue

  /// How a file is opened.
  package enum Mode: Sendable {
    /// For reading and writing; made when it is not there.
    case write
    /// For reading only; an error when it is not there.
    case read
  }

  /// Marks a file as Godwit's (`PRAGMA application_id`): the letters `GDWT`.
  static let applicationID = 0x4744_5754

  /// Opens the file at `path`, and in mode `write` creates it and brings its schema up to date.
  package init(path: String, mode: Mode = .write) throws(ResultStoreError) {
    self.path = path
    try Self.checkFile(at: path, mode: mode)
    do {
      queue = try DatabaseQueue(path: path, configuration: Self.configuration(mode))
      switch mode {
      case .write:
        try queue.inDatabase { try Self.prepare($0, path: path) }
        try Schema.migrator.migrate(queue)
      case .read: try queue.inDatabase { try Self.check($0, path: path) }
      }
    } catch {
      throw ResultStoreError(error, path: path)
    }
  }

  /// Closes the connection; the last one to close also folds the write-ahead log into the file.
  package func close() throws(ResultStoreError) {
    do { try queue.close() } catch { throw ResultStoreError(error, path: path) }
  }

  private static func checkFile(at path: String, mode: Mode) throws(ResultStoreError) {
    var isDirectory = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if exists, isDirectory { throw .notADatabase(path: path) }
    if exists { return }
    if mode == .read { throw .fileMissing(path: path) }
    let directory = path.lastIndex(of: "/").map { path.prefix(upTo: path.index(after: $0)) }
    let parent = directory.map(String.init) ?? "."
    if !FileManager.default.fileExists(atPath: parent, isDirectory: &isDirectory) || !isDirectory {
      throw .directoryMissing(path: path)
    }
  }

  private static func configuration(_ mode: Mode) -> Configuration {
    var configuration = Configuration()
    configuration.label = "results"
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.readonly = mode == .read
    if mode == .write {
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    }
    return configuration
  }

  private static func prepare(_ database: Database, path: String) throws {
    try check(database, path: path)
    // Set here and not by the configuration, so that a foreign file is left as it is.
    try database.execute(sql: "PRAGMA journal_mode = WAL")
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  /// Refuses files that are not Godwit's, or too new.
  private static func check(_ database: Database, path: String) throws {
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if mark != applicationID, mark != 0 || tables > 0 {
      throw ResultStoreError.foreignDatabase(path: path)
    }
    guard tables > 0 else { return }
    let unknown = try Schema.unknownMigrations(database)
    if !unknown.isEmpty {
      throw ResultStoreError.newerSchema(path: path, migrations: unknown)
    }
  }
}
