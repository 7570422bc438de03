/// A struct that is a JSON object: its known fields typed, all others untouched in ``rest``.
///
/// One ``FieldTable`` a type serves decoding, encoding, patches, matching, columns and describe.
package protocol StructuredValue: FieldValue {
  /// The known fields, in byte order of their keys.
  static var fields: FieldTable<Self> { get }

  /// The value with no field set.
  init()

  /// The fields that Godwit carries but does not act on, as they came.
  var rest: JSONObject { get set }
}

/// The known fields of a structured value.
package struct FieldTable<Root: StructuredValue>: Sendable {
  package let fields: [Field<Root>]

  /// A table of `fields`, sorted by key.
  package init(_ fields: Field<Root>...) {
    self.fields = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// The field named `key`, if it is known.
  package func field(_ key: String) -> Field<Root>? {
    for field in fields where field.key == key { return field }
    return nil
  }
}

/// One known field: its JSON key, and how to read, write and compare it.
package struct Field<Root: StructuredValue>: Sendable {
  package let key: String
  let json: @Sendable (Root) -> JSONValue?
  let set: @Sendable (inout Root, JSONValue) -> Bool
  let clear: @Sendable (inout Root) -> Void
  let value: @Sendable (Root, [String], Int) -> JSONValue?
  let appendChanges: @Sendable (Root, Root, [String], inout [FieldChange]) -> Void

  /// The field `key`, stored at `property`.
  package init<Value: FieldValue>(
    _ key: String, _ property: any WritableKeyPath<Root, Value> & Sendable
  ) {
    self.key = key
    json = { $0[keyPath: property].json }
    set = { root, json in
      guard let value = Value(json: json) else { return false }
      root[keyPath: property] = value
      return true
    }
    clear = { $0[keyPath: property] = .unset }
    value = { $0[keyPath: property].value(at: $1, from: $2) }
    appendChanges = { new, old, prefix, changes in
      new[keyPath: property].appendChanges(
        since: old[keyPath: property], prefix: prefix, to: &changes)
    }
  }
}

extension StructuredValue {
  package static var unset: Self { Self() }

  /// Decodes an object; known fields of a wrong type make it fail, unknown ones go to ``rest``.
  package init?(json: JSONValue) {
    guard case .object(let object) = json else { return nil }
    self.init()
    for member in object.members {
      if let field = Self.fields.field(member.key) {
        if member.value.isNull {
          field.clear(&self)
        } else if !field.set(&self, member.value) {
          return nil
        }
      } else {
        rest.append(member.key, member.value)
      }
    }
  }

  /// The object with its keys in byte order; nil when it has no field set.
  package var json: JSONValue? {
    var object = JSONObject()
    for field in Self.fields.fields {
      if let value = field.json(self) { object.append(field.key, value) }
    }
    if !rest.isEmpty {
      for member in rest.members { object[member.key] = member.value }
      object = object.sortedByKey
    }
    return object.isEmpty ? nil : .object(object)
  }

  package func value(at path: [String], from index: Int) -> JSONValue? {
    guard index < path.count else { return json }
    if let field = Self.fields.field(path[index]) {
      return field.value(self, path, index + 1)
    }
    guard let value = rest[path[index]] else { return nil }
    return value.value(at: path[(index + 1)...])
  }

  package func appendChanges(
    since old: Self, prefix: [String], to changes: inout [FieldChange]
  ) {
    if self == old { return }
    for field in Self.fields.fields {
      field.appendChanges(self, old, prefix + [field.key], &changes)
    }
    guard rest != old.rest else { return }
    for member in rest.members where old.rest[member.key] != member.value {
      changes.append(FieldChange(path: prefix + [member.key], value: member.value))
    }
    for member in old.rest.members where rest[member.key] == nil {
      changes.append(FieldChange(path: prefix + [member.key], value: nil))
    }
  }
}
