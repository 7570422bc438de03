/// The second migration: observations in blocks instead of rows.
///
/// Rows were most of what a run cost: a scenario has some forty observations, each of which paid
/// for its cell, its key and two foreign keys. The view `observation` shows them as before.
extension Schema {
  static let observationBlocks = """
    DROP VIEW observed_change;

    -- entries: a JSON array, for each observation an array of its sequence, the nanoseconds since
    -- the attempt began, type, object, resource version, path_list, values (a JSON array, one for
    -- each path of the list), and where it is kept the whole object.
    CREATE TABLE observation_block (
      attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
      first_sequence INTEGER NOT NULL,
      entries TEXT NOT NULL,
      PRIMARY KEY (attempt, first_sequence)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO observation_block
    SELECT attempt, min(sequence), json_group_array(json_array(
      sequence, at_ns - started_at_ns, type, object, resource_version, path_list,
      json(field_values), json(body)))
    FROM (
      SELECT observation.*, attempt.started_at_ns
      FROM observation JOIN attempt ON attempt.id = observation.attempt
      ORDER BY attempt, sequence)
    GROUP BY attempt, sequence / 64;

    DROP TABLE observation;

    CREATE VIEW observation AS
    SELECT block.attempt, json_extract(entry.value, '$[0]') AS sequence,
      attempt.started_at_ns + json_extract(entry.value, '$[1]') AS at_ns,
      json_extract(entry.value, '$[2]') AS type, json_extract(entry.value, '$[3]') AS object,
      json_extract(entry.value, '$[4]') AS resource_version,
      json_extract(entry.value, '$[5]') AS path_list,
      json_extract(entry.value, '$[6]') AS field_values,
      json_extract(entry.value, '$[7]') AS body
    FROM observation_block AS block
    JOIN attempt ON attempt.id = block.attempt
    JOIN json_each(block.entries) AS entry;

    \(observedChange)
    """
}
