import GodwitModel

/// Collects the definitions of the JSON Schema.
struct SchemaDefinitions {
  private var definitions = JSONObject()

  /// The definitions by name.
  var sorted: JSONObject {
    let members = definitions.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return JSONObject(members.map { ($0.key, $0.value) })
  }

  mutating func define(_ name: String, _ schema: JSONValue) { definitions[name] = schema }

  func isDefined(_ name: String) -> Bool { definitions[name] != nil }

  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/" + name)] }

  /// The schema of an object: a reference to its definition, or the schema itself.
  mutating func object(_ object: ObjectShape, isReference: Bool = true) -> JSONValue {
    if isReference, isDefined(object.name) { return Self.reference(object.name) }
    if isReference { define(object.name, true) }
    var properties = JSONObject()
    for key in object.keys { properties[key.name] = self.key(key) }
    for field in object.kubernetesType.flatMap({ KindSchema.fields(ofType: $0) }) ?? []
    where properties[field.name] == nil {
      properties[field.name] = kubernetes(field.shape)
    }
    var schema: JSONObject = [
      "description": .string(object.summary),
      "type": "object",
      "properties": .object(properties),
      "additionalProperties": false,
    ]
    let required = object.keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    if !isReference { return .object(schema) }
    define(object.name, .object(schema))
    return Self.reference(object.name)
  }

  /// The schema of a key's value, with its description.
  mutating func key(_ key: ObjectShape.Key) -> JSONValue {
    var schema: JSONObject = ["description": .string(key.summary)]
    for member in value(key.shape).object?.members ?? [] { schema[member.key] = member.value }
    return .object(schema)
  }

  /// The schema of a value; where it is not text anyway, a `${key}` may stand for it.
  mutating func value(_ shape: ValueShape) -> JSONValue {
    switch shape {
    case .text(.versionCondition): orReference(Self.versionCondition)
    case .text: Self.scalar
    case .duration: Self.scalar
    case .quantity: Self.scalar
    case .boolean: orReference(["type": "boolean"])
    case .integer(let range):
      orReference([
        "type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound),
      ])
    case .words(let words): orReference(["enum": .array(words.map { .string($0) })])
    case .list(let element, let isEmptyAllowed): list(element, isEmptyAllowed)
    case .map(let value):
      orReference(["type": "object", "additionalProperties": self.value(value)])
    case .labels(let rule): orReference(Self.labels(rule))
    case .object(let object): orReference(self.object(object))
    case .either(let shapes): ["anyOf": .array(shapes.map { value($0) })]
    case .kubernetes(let type): orReference(kubernetes(.object(type)))
    case .manifest: Self.reference("Manifest")
    case .special(let special): orReference(Self.reference(special.definitionName))
    }
  }

  private mutating func list(_ element: ValueShape, _ isEmptyAllowed: Bool) -> JSONValue {
    var schema: JSONObject = ["type": "array", "items": value(element)]
    if !isEmptyAllowed { schema["minItems"] = 1 }
    return orReference(.object(schema))
  }

  private mutating func orReference(_ schema: JSONValue) -> JSONValue {
    define(
      "Reference",
      [
        "description": "A value of the matrix: `${key}`.", "type": "string",
        "pattern": "\\$\\{[^}]+\\}",
      ])
    return ["anyOf": [schema, Self.reference("Reference")]]
  }

  /// Text is taken from any scalar.
  static let scalar: JSONValue = ["type": ["string", "number", "boolean"]]

  /// Comparisons with versions; commas may separate them.
  private static let versionCondition: JSONValue = [
    "type": "string",
    "pattern":
      "^[ ,]*((>=|>|<=|<|==?|!=) *v?[0-9]+(\\.[0-9]+){0,2}([ ,]+|$))+$",
  ]

  private static func labels(_ rule: LabelRule) -> JSONValue {
    let types: JSONValue =
      switch rule {
      case .labels, .annotations: ["string", "number", "boolean"]
      case .labelChanges, .annotationChanges: ["string", "number", "boolean", "null"]
      }
    return ["type": "object", "additionalProperties": ["type": types]]
  }

  /// The schema of a field of a Kubernetes type. Named types become definitions.
  mutating func kubernetes(_ shape: FieldShape) -> JSONValue {
    switch shape {
    case .string, .quantity, .time, .intOrString: Self.scalar
    case .boolean: orReference(["type": "boolean"])
    case .integer: orReference(["type": "integer"])
    case .number: orReference(["type": "number"])
    case .any: true
    case .enumeration(let values):
      orReference(["enum": .array(values.filter { !$0.isEmpty }.map { .string($0) })])
    case .map(let value):
      orReference(["type": "object", "additionalProperties": kubernetes(value)])
    case .list(let element, _): orReference(["type": "array", "items": kubernetes(element)])
    case .object(let type): orReference(namedType(type))
    }
  }

  private mutating func namedType(_ type: String) -> JSONValue {
    if isDefined(type) { return Self.reference(type) }
    define(type, true)
    var properties = JSONObject()
    for field in KindSchema.fields(ofType: type) ?? [] {
      properties.append(field.name, kubernetes(field.shape))
    }
    define(
      type,
      ["type": "object", "properties": .object(properties), "additionalProperties": false])
    return Self.reference(type)
  }
}

extension SpecialShape {
  /// Its name among the definitions: `LabelEdits`.
  var definitionName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
