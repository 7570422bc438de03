/// The description of an object of the format: the one source for decoding, checking and schema.
struct ObjectShape: Sendable {
  /// Its name among the definitions of the JSON Schema.
  let name: String
  /// How messages name it, for example `given.cluster` or `a virtual machine`.
  let place: String
  /// One sentence for the schema.
  let summary: String
  /// The keys in the order in which people write them.
  let keys: [Key]
  /// A named type of `KindSchema` whose fields are keys as well.
  var kubernetesType: String?

  /// One key of an object.
  struct Key: Sendable {
    let name: String
    let shape: ValueShape
    let isRequired: Bool
    /// One sentence for the schema.
    let summary: String
  }

  /// The key of that name.
  func key(_ name: String) -> Key? {
    for key in keys where key.name == name { return key }
    return nil
  }
}

extension ObjectShape.Key {
  /// A key that may be left out.
  static func optional(
    _ name: String, _ shape: ValueShape, _ summary: String
  ) -> ObjectShape.Key {
    ObjectShape.Key(name: name, shape: shape, isRequired: false, summary: summary)
  }

  /// A key that must be there.
  static func required(
    _ name: String, _ shape: ValueShape, _ summary: String
  ) -> ObjectShape.Key {
    ObjectShape.Key(name: name, shape: shape, isRequired: true, summary: summary)
  }
}

/// What a value of the format may be.
indirect enum ValueShape: Sendable {
  case text(TextRule)
  case boolean
  case integer(ClosedRange<Int>)
  /// `30s`, `1m30s`; whether zero is one.
  case duration(allowsZero: Bool)
  /// `1Gi`, `500m`, at least 0.
  case quantity
  /// One of these words.
  case words([String])
  case list(ValueShape, isEmptyAllowed: Bool)
  /// Free keys.
  case map(ValueShape)
  case labels(LabelRule)
  case object(ObjectShape)
  /// The alternatives differ in being a scalar, a map or a list.
  case either([ValueShape])
  /// A value of a named type of `KindSchema`.
  case kubernetes(String)
  /// A whole object of any known kind.
  case manifest
  /// What has a grammar of its own.
  case special(SpecialShape)

  /// A list of texts.
  static let texts = ValueShape.list(.text(.nonEmpty), isEmptyAllowed: true)
}

/// What a text must look like.
enum TextRule: Sendable {
  case any
  case nonEmpty
  /// A name of a scenario: it stands in ids and file names.
  case scenarioName
  /// A name of most objects: lower-case letters, digits, `-` and `.`, at most 253.
  case objectName
  /// A name of a namespace: a label of DNS, at most 63.
  case dnsLabel
  /// A condition on a version: `>=v1.5`.
  case versionCondition
}

/// What labels and annotations may be.
enum LabelRule: Sendable {
  case labels
  case annotations
  /// Labels where null takes one away.
  case labelChanges
  /// Annotations where null takes one away.
  case annotationChanges
}

/// Values with a grammar of their own, checked where they are decoded.
enum SpecialShape: String, Sendable, CaseIterable {
  case matrix
  case condition
  case expectation
  case neverExpectation
  case order
  case selection
  case answer
  case whens
  case then
  case labelEdits
  case annotationEdits
  case patchEdits
  case taintEdits
  case untaintEdits
  case manifests
  case migrationPolicies
}
