/// A JSON value as it travels through Godwit: ordered objects, and numbers kept as their text.
///
/// Numbers stay text so that nothing is lost or reformatted on the way through, and because the
/// pure modules have no floating point.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number in its JSON spelling, for example `5` or `1.50`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// The member `key` of an object; nil when there is none, or the value is not an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  /// The element at `index` of an array; nil when out of bounds, or the value is not an array.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The text of a string value.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The value of a boolean.
  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The value of a whole number that fits 64 bits.
  package var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// The elements of an array.
  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object.
  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// Whether the value is `null`.
  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The text of a scalar: strings bare, numbers and booleans as written; nil for null, arrays
  /// and objects.
  package var scalarText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// A number value.
  package static func int(_ value: Int) -> JSONValue { .number(String(value)) }

  /// The value at `path`, object members only.
  package func value(at path: some Sequence<String>) -> JSONValue? {
    var current = self
    for key in path {
      guard let next = current[key] else { return nil }
      current = next
    }
    return current
  }

  /// The same value with the keys of every object in byte order, as Kubernetes writes custom
  /// resources.
  package var sortedByKey: JSONValue {
    switch self {
    case .array(let elements): .array(elements.map(\.sortedByKey))
    case .object(let object): .object(object.sortedByKey)
    case .null, .bool, .number, .string: self
    }
  }
}

// Not by a nil literal: `condition ? nil : value` where an optional is wanted would then be null,
// which is a value that is there.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
}
