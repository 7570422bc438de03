import GodwitModel

/// The definitions of values with a grammar of their own.
extension SchemaDefinitions {
  /// Adds a definition for every special shape.
  mutating func addSpecials() {
    for special in SpecialShape.allCases {
      define(special.definitionName, schema(of: special))
    }
    addManifest()
    addPattern()
  }

  private mutating func schema(of special: SpecialShape) -> JSONValue {
    switch special {
    case .matrix: Self.matrix
    case .condition: ["type": "object", "minProperties": 1, "additionalProperties": Self.scalar]
    case .expectation, .neverExpectation: Self.expectation
    case .order: order
    case .selection: Self.selection
    case .answer: object(Format.answer, patterns: true)
    case .whens: whens()
    case .then: then()
    case .labelEdits, .annotationEdits:
      Self.edits(["type": "object", "additionalProperties": Self.nullableScalar])
    case .patchEdits: Self.edits(["type": "object"])
    case .taintEdits, .untaintEdits:
      Self.edits(["anyOf": [Self.scalar, ["type": "array", "items": Self.scalar]]])
    case .manifests:
      [
        "anyOf": [
          ["type": "array", "items": Self.reference("Manifest")], Self.reference("Manifest"),
        ]
      ]
    case .migrationPolicies:
      [
        "type": "array",
        "items": ["anyOf": [object(Format.migrationPolicy), Self.reference("Manifest")]],
      ]
    }
  }

  private static let nullableScalar: JSONValue = [
    "type": ["string", "number", "boolean", "null"]
  ]

  private static let matrix: JSONValue = [
    "type": "object",
    "minProperties": 1,
    "properties": [
      "include": ["type": "array", "minItems": 1, "items": ["type": "object", "minProperties": 1]]
    ],
    "additionalProperties": ["type": "array", "minItems": 1],
  ]

  /// Keys of expectations: `vmi/fedora`, `vmim`, `event`, `console/fedora`, `run/drain`.
  private static let clauses: JSONValue = [
    "description": "Objects, collections, console/VM or run/NAME, and what they must be.",
    "type": "object",
    "minProperties": 1,
    "properties": [
      "vm": Self.reference("CollectionCondition"), "vmi": Self.reference("CollectionCondition"),
      "vmim": Self.reference("CollectionCondition"), "pod": Self.reference("CollectionCondition"),
      "node": Self.reference("CollectionCondition"),
      "event": Self.reference("CollectionCondition"),
    ],
    "patternProperties": [
      "^console/.+$": Self.reference("ConsolePage"),
      "^run/.+$": Self.reference("ClientRun"),
      "^(?!console/|run/)[^/]+/.+$": Self.reference("ObjectCondition"),
    ],
    "additionalProperties": Self.reference("CollectionCondition"),
  ]

  private static let expectation: JSONValue = [
    "anyOf": [
      Self.reference("Clauses"),
      ["type": "array", "minItems": 1, "items": Self.reference("Clauses")],
    ]
  ]

  private static let selection: JSONValue = [
    "type": "object", "minProperties": 1,
    "additionalProperties": [
      "anyOf": [["type": "string"], ["type": "array", "minItems": 1, "items": ["type": "string"]]]
    ],
  ]

  private var order: JSONValue {
    [
      "anyOf": [
        [
          "type": "object", "minProperties": 1,
          "additionalProperties": [
            "type": "object", "minProperties": 1,
            "additionalProperties": ["type": "array", "minItems": 1],
          ],
        ],
        ["type": "array", "minItems": 2, "items": Self.expectation],
      ]
    ]
  }

  private static func edits(_ value: JSONValue) -> JSONValue {
    ["type": "object", "minProperties": 1, "additionalProperties": value]
  }

  /// An object of which a partial match is written.
  private mutating func object(_ object: ObjectShape, patterns: Bool) -> JSONValue {
    var properties = JSONObject()
    for key in object.keys {
      properties[key.name] = [
        "description": .string(key.summary), "$ref": "#/$defs/Pattern",
      ]
    }
    return [
      "description": .string(object.summary), "type": "object", "minProperties": 1,
      "properties": .object(properties), "additionalProperties": false,
    ]
  }

  private mutating func whens() -> JSONValue {
    var alternatives: [JSONValue] = []
    for verb in Format.verbs {
      var properties = JSONObject()
      properties[verb.name] = key(.required(verb.name, verb.target, verb.summary))
      for modifier in Format.modifiers where verb.modifiers.contains(modifier.name) {
        properties[modifier.name] = key(modifier)
      }
      alternatives.append([
        "type": "object", "properties": .object(properties), "required": [.string(verb.name)],
        "additionalProperties": false,
      ])
    }
    define("When", ["oneOf": .array(alternatives)])
    return [
      "anyOf": [
        Self.reference("When"),
        ["type": "array", "minItems": 1, "items": Self.reference("When")],
      ]
    ]
  }

  private mutating func then() -> JSONValue {
    var alternatives: [JSONValue] = []
    for form in Format.forms {
      var properties = JSONObject()
      properties[form.name] = key(.required(form.name, form.value, form.summary))
      for member in Format.thenKeys
      where form.times.contains(member.name) || Format.commonThenKeys.contains(member.name) {
        properties[member.name] = key(member)
      }
      alternatives.append([
        "type": "object", "properties": .object(properties), "required": [.string(form.name)],
        "additionalProperties": false,
      ])
    }
    return ["oneOf": .array(alternatives)]
  }

  private mutating func addManifest() {
    define(
      "Manifest",
      [
        "description": "An object as Kubernetes has it.", "type": "object",
        "properties": [
          "apiVersion": Self.scalar,
          "kind": ["enum": .array(KindSchema.kinds.map { .string($0) })],
          "metadata": ["type": "object"],
        ],
        "required": ["apiVersion", "kind", "metadata"],
      ])
  }

  private mutating func addPattern() {
    let matchers = MatcherDecoder.names.map { (String($0), JSONValue.bool(true)) }
    define(
      "Pattern",
      [
        "description": "A value, a partial match of a map or list, or matchers such as $oneOf.",
        "anyOf": [
          Self.scalar,
          ["type": "array", "items": Self.reference("Pattern")],
          [
            "type": "object", "properties": .object(JSONObject(matchers)), "minProperties": 1,
            "additionalProperties": false,
          ],
          [
            "type": "object", "propertyNames": ["pattern": "^[^$]|^\\$\\{"],
            "additionalProperties": Self.reference("Pattern"),
          ],
        ],
      ])
    let words = JSONValue.array(Clause.Word.allCases.map { .string($0.rawValue) })
    let word: JSONValue = ["anyOf": [["enum": words], Self.reference("Reference")]]
    define(
      "ObjectCondition",
      ["anyOf": [word, ["type": "object", "minProperties": 1], Self.reference("Pattern")]])
    define("CollectionCondition", ["anyOf": [word, Self.collection]])
    define("Clauses", Self.clauses)
    define("ClientRun", object(Format.clientRun, patterns: true))
    define("ConsolePage", Self.consolePage)
  }

  private static let consolePage: JSONValue = [
    "description": .string(Format.consolePage.summary),
    "type": "object",
    "properties": [
      "from": ["type": "string"],
      "actions": [
        "type": "object", "minProperties": 1,
        "propertyNames": [
          "anyOf": [
            ["enum": .array((Format.actions + Format.oldActions).map { .string($0) })],
            Self.reference("Reference"),
          ]
        ],
        "additionalProperties": Self.reference("Pattern"),
      ],
      "dialog": [
        "type": "object", "minProperties": 1,
        "propertyNames": ["enum": .array(Format.dialogOptions.map { .string($0) })],
        "additionalProperties": Self.reference("Pattern"),
      ],
    ],
    "additionalProperties": false,
  ]

  private static let collection: JSONValue = [
    "type": "object",
    "properties": [
      "$where": Self.reference("Pattern"),
      "$of": ["type": "string", "description": "Only what belongs to this object."],
      "$any": true, "$all": true, "$none": true,
      "$count": [
        "anyOf": [
          ["type": "integer", "minimum": 0],
          [
            "type": "object", "minProperties": 1, "additionalProperties": false,
            "properties": [
              "min": ["type": "integer", "minimum": 0],
              "max": ["type": "integer", "minimum": 0],
            ],
          ],
          Self.reference("Reference"),
        ]
      ],
    ],
    "additionalProperties": Self.reference("Pattern"),
  ]
}
