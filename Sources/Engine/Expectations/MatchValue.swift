import GodwitModel

/// What a pattern is matched against: an object, read path by path, or a JSON value.
package enum MatchValue {
  case object(APIObject)
  case json(JSONValue?)

  /// The value at a path below; nil when it is unset.
  func value(at path: [String]) -> JSONValue? {
    switch self {
    case .object(let object): object.value(at: path)
    case .json(let value): value?.value(at: path)
    }
  }

  /// The whole value.
  var whole: JSONValue? {
    switch self {
    case .object(let object): object.json
    case .json(let value): value
    }
  }
}

/// One difference between a pattern and a value.
package struct Mismatch: Hashable, Sendable {
  package var path: [String]
  package var expected: String
  package var actual: String

  package init(path: [String], expected: String, actual: String) {
    self.path = path
    self.expected = expected
    self.actual = actual
  }
}

/// Where a match stands: what its references mean, and whether differences are wanted.
package struct MatchContext {
  /// The value of another object's field; nil where nothing refers to one.
  let reference: ((Target, [String]) -> JSONValue?)?
  /// Only whether it matches is asked; no differences are put into words.
  var isQuick: Bool

  package init(
    isQuick: Bool = false, reference: ((Target, [String]) -> JSONValue?)? = nil
  ) {
    self.isQuick = isQuick
    self.reference = reference
  }

  /// The value that a reference means.
  func value(_ target: Target, _ path: [String]) -> JSONValue? { reference?(target, path) }
}
