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
  package func field(_ key: String) -> Field<Root>? { position(of: key).map { fields[$0] } }

  /// The place of the field named `key`, if it is known.
  fileprivate func position(of key: String) -> Int? {
    let length = key.utf8.count
    return fields.withUnsafeBufferPointer { fields in
      for index in fields.indices where fields[index].length == length && fields[index].key == key {
        return index
      }
      return nil
    }
  }
}

/// One known field: its JSON key, and how to read, write and compare it in place.
///
/// A field is reached through its offset in the struct. Key paths and closures over the whole
/// struct copy it (up to 600 bytes with their references) for every field; measured, comparing
/// two versions of a VirtualMachineInstance cost 13 µs with the former and 4 µs with the latter.
/// The unsafe part is this file alone: `MemoryLayout.offset(of:)` gives the place of a stored
/// property, and the pointers never leave the call. The closures hold nothing and tables are
/// walked in place, so that no references are counted on the way.
package struct Field<Root: StructuredValue>: Sendable {
  package let key: String
  /// Bytes of the key: compared first, as most keys differ in it.
  fileprivate let length: Int
  fileprivate let offset: Int
  fileprivate let size: Int
  fileprivate let pointer: ChangeWriter.Pointer
  fileprivate let json: @Sendable (UnsafeRawPointer) -> JSONValue?
  fileprivate let set: @Sendable (UnsafeMutableRawPointer, JSONValue) -> Bool
  fileprivate let clear: @Sendable (UnsafeMutableRawPointer) -> Void
  fileprivate let value: @Sendable (UnsafeRawPointer, [String], Int) -> JSONValue?
  fileprivate let appendChanges:
    @Sendable (UnsafeRawPointer, UnsafeRawPointer, ChangeWriter.Pointer, inout ChangeWriter) -> Void
  fileprivate let appendJSON: @Sendable (UnsafeRawPointer, inout [UInt8]) -> Bool

  /// The field `key`, held by the stored property `property`.
  package init<Value: FieldValue>(_ key: String, _ property: KeyPath<Root, Value>) {
    guard let offset = MemoryLayout<Root>.offset(of: property) else {
      preconditionFailure("the field \(key) needs a stored property")
    }
    self.key = key
    length = key.utf8.count
    self.offset = offset
    size = MemoryLayout<Value>.size
    pointer = ChangeWriter.Pointer(key)
    json = { $0.assumingMemoryBound(to: Value.self).pointee.json }
    set = { place, json in
      guard let value = Value(json: json) else { return false }
      place.assumingMemoryBound(to: Value.self).pointee = value
      return true
    }
    clear = { $0.assumingMemoryBound(to: Value.self).pointee = .unset }
    value = { Value.value(in: $0.assumingMemoryBound(to: Value.self), at: $1, from: $2) }
    appendChanges = { old, new, pointer, changes in
      let old = old.assumingMemoryBound(to: Value.self)
      let new = new.assumingMemoryBound(to: Value.self)
      if Value.isSurelySame(old, new) { return }
      let place = changes.enter(pointer)
      Value.appendChanges(from: old, to: new, into: &changes)
      changes.leave(place)
    }
    appendJSON = { Value.appendJSON(of: $0.assumingMemoryBound(to: Value.self), to: &$1) }
  }

  /// Whether the field has the same bytes in both; then it is the same, whatever its type, since
  /// what is behind a reference does not change while two hold it.
  fileprivate func hasSameBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    var (left, right, rest) = (left + offset, right + offset, size)
    while rest >= 8 {
      if left.loadUnaligned(as: UInt64.self) != right.loadUnaligned(as: UInt64.self) {
        return false
      }
      left += 8
      right += 8
      rest -= 8
    }
    while rest > 0 {
      if left.load(as: UInt8.self) != right.load(as: UInt8.self) { return false }
      left += 1
      right += 1
      rest -= 1
    }
    return true
  }
}

extension StructuredValue {
  package static var unset: Self { Self() }

  /// Decodes an object; known fields of a wrong type make it fail, unknown ones go to ``rest``.
  package init?(json: JSONValue) {
    guard case .object(let object) = json else { return nil }
    self.init()
    for member in object.members {
      if let position = Self.fields.position(of: member.key) {
        let field = Self.fields.fields[position]
        let isRead = withUnsafeMutablePointer(to: &self) { root in
          let place = UnsafeMutableRawPointer(root) + field.offset
          if member.value.isNull {
            field.clear(place)
            return true
          }
          return field.set(place, member.value)
        }
        if !isRead { return nil }
      } else {
        rest.append(member.key, member.value.sortedByKey)
      }
    }
  }

  /// The object with its keys in byte order; nil when it has no field set.
  package var json: JSONValue? {
    var object = JSONObject(minimumCapacity: 8)
    withUnsafePointer(to: self) { root in
      Self.fields.fields.withUnsafeBufferPointer { fields in
        for index in fields.indices {
          let place = UnsafeRawPointer(root) + fields[index].offset
          if let value = fields[index].json(place) { object.append(fields[index].key, value) }
        }
      }
    }
    if !rest.isEmpty {
      for member in rest.members { object[member.key] = member.value }
      object.sortKeys()
    }
    return object.isEmpty ? nil : .object(object)
  }

  package static func value(
    in place: UnsafePointer<Self>, at path: [String], from index: Int
  ) -> JSONValue? {
    guard index < path.count else { return place.pointee.json }
    if let position = fields.position(of: path[index]) {
      return fields.fields.withUnsafeBufferPointer {
        $0[position].value(UnsafeRawPointer(place) + $0[position].offset, path, index + 1)
      }
    }
    guard let value = place.pointee.rest[path[index]] else { return nil }
    return value.value(at: path[(index + 1)...])
  }

  /// The value at `path`, from the whole.
  package func value(at path: [String]) -> JSONValue? {
    withUnsafePointer(to: self) { Self.value(in: $0, at: path, from: 0) }
  }

  package static func isSurelySame(
    _ old: UnsafePointer<Self>, _ new: UnsafePointer<Self>
  ) -> Bool {
    false
  }

  package static func appendChanges(
    from old: UnsafePointer<Self>, to new: UnsafePointer<Self>, into changes: inout ChangeWriter
  ) {
    let (left, right) = (UnsafeRawPointer(old), UnsafeRawPointer(new))
    fields.fields.withUnsafeBufferPointer { fields in
      for index in fields.indices where !fields[index].hasSameBytes(left, right) {
        let offset = fields[index].offset
        fields[index].appendChanges(
          left + offset, right + offset, fields[index].pointer, &changes)
      }
    }
    if new.pointee.rest.isEmpty, old.pointee.rest.isEmpty { return }
    let (rest, previous) = (new.pointee.rest, old.pointee.rest)
    guard rest != previous else { return }
    for member in rest.members where previous[member.key] != member.value {
      let place = changes.enter(key: member.key)
      changes.append(member.value)
      changes.leave(place)
    }
    for member in previous.members where rest[member.key] == nil {
      let place = changes.enter(key: member.key)
      changes.append(nil)
      changes.leave(place)
    }
  }

  package static func appendJSON(
    of place: UnsafePointer<Self>, to bytes: inout [UInt8]
  ) -> Bool {
    // The rest goes between the known fields, by its keys.
    guard place.pointee.rest.isEmpty else { return appendWhole(place.pointee.json, to: &bytes) }
    let start = bytes.count
    var separator = UInt8(ascii: "{")
    fields.fields.withUnsafeBufferPointer { fields in
      for index in fields.indices {
        let mark = bytes.count
        bytes.append(separator)
        JSONValue.writeString(fields[index].key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if fields[index].appendJSON(UnsafeRawPointer(place) + fields[index].offset, &bytes) {
          separator = UInt8(ascii: ",")
        } else {
          bytes.removeLast(bytes.count - mark)
        }
      }
    }
    if bytes.count == start { return false }
    bytes.append(UInt8(ascii: "}"))
    return true
  }

  static func appendWhole(_ json: JSONValue?, to bytes: inout [UInt8]) -> Bool {
    json?.write(to: &bytes)
    return json != nil
  }
}
