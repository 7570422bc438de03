import GodwitModel

/// The JSON Schema of scenario files, made from the descriptions that decode them.
///
/// A schema cannot know names, versions and matrix values; `godwit check` does.
package enum ScenarioSchema {
  /// The schema, of draft 2020-12.
  package static var json: JSONValue {
    var definitions = SchemaDefinitions()
    let root = definitions.object(Format.document, isReference: false)
    definitions.addSpecials()
    var schema: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://godwit.dev/schema/v1/scenario.json",
      "title": "Godwit scenario",
    ]
    for member in root.object?.members ?? [] { schema[member.key] = member.value }
    schema["$defs"] = .object(definitions.sorted)
    return .object(schema)
  }
}
