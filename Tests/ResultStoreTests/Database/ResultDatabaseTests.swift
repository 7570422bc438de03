import Foundation
import GRDB
import GodwitModel
import Testing

@testable import ResultStore

@Suite struct ResultDatabaseTests {
  @Test func aNewFileIsPreparedAsItShould() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    #expect(try database.texts("PRAGMA journal_mode") == ["wal"])
    #expect(
      try database.texts("SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys") == ["1"])
    #expect(try database.texts("SELECT CAST(timeout AS TEXT) FROM pragma_busy_timeout") == ["5000"])
    #expect(try database.texts("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous") == ["1"])
    let loose = try database.texts(
      """
      SELECT name FROM pragma_table_list
      WHERE type = 'table' AND strict = 0 AND schema = 'main'
        AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'
      """)
    #expect(loose.isEmpty, "tables that are not STRICT")
  }

  @Test func aFileIsOpenedAgainAndClosedIntoOneFile() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("runs.sqlite")
    let first = try ResultDatabase(path: path)
    let writer = RunWriter(database: first)
    writer.record(.runStarted(SampleRecords.header()))
    try writer.finish()
    try first.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["runs.sqlite"])
    let second = try ResultDatabase(path: path, mode: .read)
    #expect(try RunReader(database: second).runs().map(\.header.id) == ["run-1"])
  }

  @Test func aMissingDirectoryIsNamed() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("not/there/runs.sqlite")
    let error = #expect(throws: ResultStoreError.directoryMissing(path: path)) {
      try ResultDatabase(path: path)
    }
    #expect(error.map { "\($0)" }?.contains("its directory does not exist") == true)
  }

  @Test func aMissingFileIsNotMadeByReading() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("runs.sqlite")
    #expect(throws: ResultStoreError.fileMissing(path: path)) {
      try ResultDatabase(path: path, mode: .read)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [ResultDatabase.Mode.read, .write])
  func aFileThatIsNoDatabaseIsRefusedAndLeftAlone(mode: ResultDatabase.Mode) throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("runs.sqlite")
    let text = String(repeating: "this is not a database\n", count: 100)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: ResultStoreError.notADatabase(path: path)) {
      try ResultDatabase(path: path, mode: mode)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func aDirectoryIsNoDatabase() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: ResultStoreError.notADatabase(path: directory.path)) {
      try ResultDatabase(path: directory.path)
    }
  }

  @Test func aDamagedFileIsReportedWhenRead() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("runs.sqlite")
    let database = try ResultDatabase(path: path)
    let writer = RunWriter(database: database)
    writer.record(.runStarted(SampleRecords.header()))
    for index in 0..<50 { writer.record(.scenarioFinished(SampleRecords.scenario(index))) }
    try writer.finish()
    try database.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for index in 4096..<bytes.count where index % 3 == 0 { bytes[index] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(throws: ResultStoreError.notADatabase(path: path)) {
      let damaged = try ResultDatabase(path: path, mode: .read)
      _ = try RunReader(database: damaged).record(of: "run-1")
    }
  }

  @Test func aForeignDatabaseIsRefusedAndLeftAlone() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("other.sqlite")
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE pet (name TEXT)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: ResultStoreError.foreignDatabase(path: path)) {
      try ResultDatabase(path: path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func observationsOfTheFirstSchemaAreKept() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("runs.sqlite")
    let record = SampleRecords.scenario(0, verdict: .failed)
    let database = try ResultDatabase(path: path)
    let writer = RunWriter(database: database, keepObjects: true)
    writer.record(.runStarted(SampleRecords.header()))
    writer.record(.scenarioFinished(record))
    try writer.finish()
    // Back to how the first schema kept them: rows of a table.
    try database.run("CREATE TABLE rows AS SELECT * FROM observation")
    try database.run("DROP VIEW observed_change")
    try database.run("DROP VIEW observation")
    try database.run("DROP TABLE observation_block")
    try database.run("ALTER TABLE rows RENAME TO observation")
    try database.run("CREATE VIEW observed_change AS SELECT 1")
    try database.run("DELETE FROM grdb_migrations WHERE identifier LIKE '2026-11%'")
    try database.close()

    let migrated = try ResultDatabase(path: path)
    let stored = try RunReader(database: migrated).record(of: "run-1").scenarios
    #expect(stored == [record])
  }

  @Test func manyObservationsMakeSeveralBlocks() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let record = SampleRecords.scenario(0, verdict: .failed, observations: 1000)
    let writer = RunWriter(database: database)
    writer.record(.runStarted(SampleRecords.header()))
    writer.record(.scenarioFinished(record))
    try writer.finish()
    let blocks = try database.texts("SELECT CAST(length(entries) AS TEXT) FROM observation_block")
    #expect(blocks.count > 1)
    #expect(try RunReader(database: database).record(of: "run-1").scenarios == [record])
  }

  @Test func aNewerSchemaIsRefused() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("runs.sqlite")
    let database = try ResultDatabase(path: path)
    try database.run("INSERT INTO grdb_migrations VALUES ('2031-05 something new')")
    try database.close()
    #expect(
      throws: ResultStoreError.newerSchema(path: path, migrations: ["2031-05 something new"])
    ) { try ResultDatabase(path: path) }
  }

  @Test func aLockedDatabaseIsNamedAsThat() throws {
    let error = ResultStoreError(
      DatabaseError(resultCode: .SQLITE_BUSY, message: "database is locked"), path: "runs.sqlite")
    #expect(error == .locked(path: "runs.sqlite"))
  }

  @Test func deletingARunDeletesAllThatBelongsToIt() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let writer = RunWriter(database: database)
    writer.record(.runStarted(SampleRecords.header()))
    writer.record(.scenarioFinished(SampleRecords.scenario(0, verdict: .failed)))
    try writer.finish()
    try database.run("DELETE FROM run")
    for table in [
      "scenario", "attempt", "step", "expectation", "mismatch", "request",
      "observation", "criterion", "tag", "parameter", "environment",
    ] {
      #expect(try database.texts("SELECT CAST(count(*) AS TEXT) FROM \(table)") == ["0"])
    }
  }

  @Test func theViewsAnswerQuestionsInPlainSQL() throws {
    let directory = try TemporaryDirectory()
    let database = try ResultDatabase(path: directory.file("runs.sqlite"))
    let writer = RunWriter(database: database)
    writer.record(.runStarted(SampleRecords.header()))
    writer.record(.scenarioFinished(SampleRecords.scenario(0, verdict: .failed)))
    try writer.finish()
    let phases = try database.texts(
      """
      SELECT seconds || ' ' || name || ' ' || value FROM observed_change
      WHERE kind = 'VirtualMachineInstance' AND path = '/status/phase' ORDER BY sequence LIMIT 2
      """)
    #expect(phases == ["0.2 fedora Running", "0.3 fedora Running"])
    let removed = try database.texts(
      "SELECT DISTINCT path FROM observed_change WHERE is_removed")
    #expect(removed == ["/metadata/labels/kubevirt.io~1a~0b\"c"])
    let criteria = try database.texts(
      "SELECT criterion || ' ' || verdict FROM proved_criterion ORDER BY criterion")
    #expect(criteria == ["INI-01 failed", "INI-16 failed", "INI-19 failed"])
  }
}
