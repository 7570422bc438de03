import GRDB

/// The tables of a result database. Migrations are named and only ever added.
///
/// What people query are the tables and the views `observed_change` and `proved_criterion`.
/// Times are nanoseconds since 1970 in UTC, spans nanoseconds. Seeds are text, since SQLite has no
/// unsigned 64-bit integers.
enum Schema {
  /// All migrations, in order.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("2026-01 runs and scenarios") { database in
      try database.execute(sql: runTables)
      try database.execute(sql: attemptTables)
      try database.execute(sql: observationTables)
      try database.execute(sql: observedChange)
      try database.execute(sql: provedCriterion)
    }
    migrator.registerMigration("2026-11 observations in blocks") { database in
      try database.execute(sql: observationBlocks)
    }
    return migrator
  }

  /// The names of migrations that were applied to the file and that this version does not know.
  static func unknownMigrations(_ database: Database) throws -> [String] {
    guard try database.tableExists("grdb_migrations") else { return [] }
    let known = migrator.migrations
    return try String.fetchAll(
      database, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid"
    ).filter { !known.contains($0) }
  }

  private static let runTables = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL UNIQUE,
      started_at_ns INTEGER NOT NULL,
      backend TEXT NOT NULL,
      backend_version TEXT NOT NULL,
      seed TEXT NOT NULL,
      tool_version TEXT NOT NULL,
      host TEXT NOT NULL,
      arguments TEXT NOT NULL CHECK (json_valid(arguments)),
      git_revision TEXT,
      shard TEXT,
      planned_scenarios INTEGER NOT NULL,
      -- All null while the run goes on, or when it was killed.
      ended_at_ns INTEGER,
      exit_status INTEGER,
      is_complete INTEGER CHECK (is_complete IN (0, 1)),
      CHECK ((ended_at_ns IS NULL) = (exit_status IS NULL)),
      CHECK ((ended_at_ns IS NULL) = (is_complete IS NULL))
    ) STRICT;

    CREATE TABLE environment (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE scenario (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      plan_index INTEGER NOT NULL,
      scenario_id TEXT NOT NULL,
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      file TEXT NOT NULL,
      line INTEGER NOT NULL,
      kubevirt_version TEXT NOT NULL,
      nodes TEXT NOT NULL CHECK (json_valid(nodes)),
      verdict TEXT NOT NULL
        CHECK (verdict IN ('passed', 'failed', 'inconclusive', 'skipped')),
      is_flaky INTEGER NOT NULL CHECK (is_flaky IN (0, 1)),
      reason TEXT NOT NULL,
      UNIQUE (run, plan_index)
    ) STRICT;
    CREATE INDEX scenario_by_id ON scenario (scenario_id);

    CREATE TABLE criterion (
      scenario INTEGER NOT NULL REFERENCES scenario ON DELETE CASCADE,
      position INTEGER NOT NULL,
      criterion TEXT NOT NULL,
      PRIMARY KEY (scenario, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tag (
      scenario INTEGER NOT NULL REFERENCES scenario ON DELETE CASCADE,
      position INTEGER NOT NULL,
      tag TEXT NOT NULL,
      PRIMARY KEY (scenario, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE parameter (
      scenario INTEGER NOT NULL REFERENCES scenario ON DELETE CASCADE,
      position INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (scenario, position)
    ) STRICT, WITHOUT ROWID;
    """

  private static let attemptTables = """
    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY,
      scenario INTEGER NOT NULL REFERENCES scenario ON DELETE CASCADE,
      number INTEGER NOT NULL,
      seed TEXT NOT NULL,
      verdict TEXT NOT NULL
        CHECK (verdict IN ('passed', 'failed', 'inconclusive', 'skipped')),
      reason TEXT NOT NULL,
      cause TEXT,
      -- In the backend's time.
      started_at_ns INTEGER NOT NULL,
      ended_at_ns INTEGER NOT NULL,
      -- On the wall clock.
      wall_time_ns INTEGER NOT NULL,
      UNIQUE (scenario, number)
    ) STRICT;

    -- Where VMs ran when the attempt began.
    CREATE TABLE placement (
      attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
      position INTEGER NOT NULL,
      namespace TEXT NOT NULL,
      name TEXT NOT NULL,
      node TEXT NOT NULL,
      phase TEXT NOT NULL,
      PRIMARY KEY (attempt, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step (
      attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
      position INTEGER NOT NULL,
      -- Its place in the scenario.
      step_index INTEGER NOT NULL,
      title TEXT NOT NULL,
      criteria TEXT NOT NULL CHECK (json_valid(criteria)),
      line INTEGER NOT NULL,
      verdict TEXT NOT NULL
        CHECK (verdict IN ('passed', 'failed', 'inconclusive', 'skipped')),
      started_at_ns INTEGER NOT NULL,
      ended_at_ns INTEGER NOT NULL,
      PRIMARY KEY (attempt, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE expectation (
      attempt INTEGER NOT NULL,
      step INTEGER NOT NULL,
      position INTEGER NOT NULL,
      form TEXT NOT NULL,
      text TEXT NOT NULL,
      line INTEGER NOT NULL,
      verdict TEXT NOT NULL
        CHECK (verdict IN ('passed', 'failed', 'inconclusive', 'skipped')),
      decided_at_ns INTEGER NOT NULL,
      explanation TEXT NOT NULL,
      PRIMARY KEY (attempt, step, position),
      FOREIGN KEY (attempt, step) REFERENCES step (attempt, position) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mismatch (
      attempt INTEGER NOT NULL,
      step INTEGER NOT NULL,
      expectation INTEGER NOT NULL,
      position INTEGER NOT NULL,
      subject TEXT NOT NULL,
      path TEXT NOT NULL,
      expected TEXT NOT NULL,
      actual TEXT NOT NULL,
      line INTEGER NOT NULL,
      PRIMARY KEY (attempt, step, expectation, position),
      FOREIGN KEY (attempt, step, expectation)
        REFERENCES expectation (attempt, step, position) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE request (
      attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      at_ns INTEGER NOT NULL,
      step_index INTEGER NOT NULL,
      user TEXT NOT NULL,
      surface TEXT NOT NULL,
      method TEXT NOT NULL,
      path TEXT NOT NULL,
      body TEXT,
      code INTEGER NOT NULL,
      response TEXT,
      PRIMARY KEY (attempt, sequence)
    ) STRICT, WITHOUT ROWID;
    """

  /// Objects and lists of paths recur all the time, so they stand once. Nothing makes them unique:
  /// they are interned by the writer, which may forget.
  private static let observationTables = """
    CREATE TABLE object (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      namespace TEXT NOT NULL,
      name TEXT NOT NULL
    ) STRICT;

    -- paths: a JSON array of JSON Pointers; one that begins with '-' names a field that went away.
    CREATE TABLE path_list (
      id INTEGER PRIMARY KEY,
      paths TEXT NOT NULL
    ) STRICT;

    -- field_values: a JSON array, one value for each path of the list.
    CREATE TABLE observation (
      attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      at_ns INTEGER NOT NULL,
      type TEXT NOT NULL,
      object INTEGER NOT NULL REFERENCES object,
      resource_version TEXT NOT NULL,
      path_list INTEGER NOT NULL REFERENCES path_list,
      field_values TEXT NOT NULL,
      body TEXT,
      PRIMARY KEY (attempt, sequence)
    ) STRICT, WITHOUT ROWID;
    """

  static let observedChange = """
    CREATE VIEW observed_change AS
    SELECT run.run_id, scenario.scenario_id, attempt.number AS attempt,
      observation.sequence, observation.at_ns,
      (observation.at_ns - attempt.started_at_ns) / 1e9 AS seconds,
      observation.type, object.kind, object.namespace, object.name,
      ltrim(path.value, '-') AS path, path.value LIKE '-%' AS is_removed,
      field.value AS value
    FROM observation
    JOIN attempt ON attempt.id = observation.attempt
    JOIN scenario ON scenario.id = attempt.scenario
    JOIN run ON run.id = scenario.run
    JOIN object ON object.id = observation.object
    JOIN path_list ON path_list.id = observation.path_list
    JOIN json_each(path_list.paths) AS path
    JOIN json_each(observation.field_values) AS field ON field.key = path.key;
    """

  private static let provedCriterion = """
    -- Criteria of scenarios, and of the steps of a scenario's last attempt, with their verdicts.
    CREATE VIEW proved_criterion AS
    SELECT run.run_id, scenario.scenario_id, NULL AS step_index, criterion.criterion,
      scenario.verdict
    FROM criterion
    JOIN scenario ON scenario.id = criterion.scenario
    JOIN run ON run.id = scenario.run
    UNION ALL
    SELECT run.run_id, scenario.scenario_id, step.step_index, entry.value, step.verdict
    FROM step
    JOIN attempt ON attempt.id = step.attempt
    JOIN scenario ON scenario.id = attempt.scenario
    JOIN run ON run.id = scenario.run
    JOIN json_each(step.criteria) AS entry
    WHERE attempt.number =
      (SELECT max(number) FROM attempt AS other WHERE other.scenario = scenario.id);
    """
}
