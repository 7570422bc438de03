/// The storage of a boxed part: one value behind a reference, reached in place.
///
/// A managed buffer rather than a class with a variable: reading a variable of a class copies the
/// whole value and checks for exclusive access, which together cost more than all comparisons.
private final class BoxStorage<Value>: ManagedBuffer<Void, Value> {
  static func make(_ value: Value) -> BoxStorage {
    let buffer = BoxStorage.create(minimumCapacity: 1) { _ in () }
    buffer.withUnsafeMutablePointerToElements { $0.initialize(to: value) }
    return unsafeDowncast(buffer, to: BoxStorage.self)
  }

  var pointer: UnsafeMutablePointer<Value> { withUnsafeMutablePointerToElements { $0 } }

  deinit { _ = withUnsafeMutablePointerToElements { $0.deinitialize(count: 1) } }
}

/// A part of an object kept behind one reference, so that a copy of the object costs one retain
/// and two versions that share the part are seen to be equal without looking inside.
@propertyWrapper
package struct Boxed<Value: FieldValue>: @unchecked Sendable {
  // Unchecked, because the storage is only written while a single reference to it exists; from
  // then on it never changes.
  private var storage: BoxStorage<Value>

  package init(wrappedValue: Value) { storage = .make(wrappedValue) }

  package var wrappedValue: Value {
    get { storage.pointer.pointee }
    _modify {
      if !isKnownUniquelyReferenced(&storage) { storage = .make(storage.pointer.pointee) }
      yield &storage.pointer.pointee
    }
  }
}

extension Boxed: FieldValue {
  package static var unset: Boxed { Boxed(wrappedValue: .unset) }

  package init?(json: JSONValue) {
    guard let value = Value(json: json) else { return nil }
    self.init(wrappedValue: value)
  }

  package var json: JSONValue? { storage.pointer.pointee.json }

  package static func value(
    in place: UnsafePointer<Boxed>, at path: [String], from index: Int
  ) -> JSONValue? {
    Value.value(in: place.pointee.storage.pointer, at: path, from: index)
  }

  package static func appendChanges(
    from old: UnsafePointer<Boxed>, to new: UnsafePointer<Boxed>, path: inout [String],
    into changes: inout [FieldChange]
  ) {
    if new.pointee.storage === old.pointee.storage { return }
    Value.appendChanges(
      from: old.pointee.storage.pointer, to: new.pointee.storage.pointer, path: &path,
      into: &changes)
  }

  package static func == (left: Boxed, right: Boxed) -> Bool {
    left.storage === right.storage || left.storage.pointer.pointee == right.storage.pointer.pointee
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(storage.pointer.pointee) }
}

/// An optional part of an object kept behind one reference; see ``Boxed``.
@propertyWrapper
package struct OptionallyBoxed<Value: FieldValue>: @unchecked Sendable {
  // Unchecked: the storage is never written after it was made.
  private var storage: BoxStorage<Value>?

  package init(wrappedValue: Value?) { storage = wrappedValue.map(BoxStorage.make) }

  package var wrappedValue: Value? {
    get { storage?.pointer.pointee }
    set { storage = newValue.map(BoxStorage.make) }
  }
}

extension OptionallyBoxed: FieldValue {
  package static var unset: OptionallyBoxed { OptionallyBoxed(wrappedValue: nil) }

  package init?(json: JSONValue) {
    guard let value = Value(json: json) else { return nil }
    self.init(wrappedValue: value)
  }

  package var json: JSONValue? {
    guard let storage else { return nil }
    return storage.pointer.pointee.json ?? .object(JSONObject())
  }

  package static func value(
    in place: UnsafePointer<OptionallyBoxed>, at path: [String], from index: Int
  ) -> JSONValue? {
    guard let storage = place.pointee.storage else { return nil }
    if index == path.count { return place.pointee.json }
    return Value.value(in: storage.pointer, at: path, from: index)
  }

  package static func appendChanges(
    from old: UnsafePointer<OptionallyBoxed>, to new: UnsafePointer<OptionallyBoxed>,
    path: inout [String], into changes: inout [FieldChange]
  ) {
    let (storage, previous) = (new.pointee.storage, old.pointee.storage)
    if storage === previous { return }
    if let storage, let previous {
      Value.appendChanges(
        from: previous.pointer, to: storage.pointer, path: &path, into: &changes)
    } else {
      changes.append(FieldChange(path: path, value: new.pointee.json))
    }
  }

  package static func == (left: OptionallyBoxed, right: OptionallyBoxed) -> Bool {
    switch (left.storage, right.storage) {
    case (nil, nil): true
    case (let left?, let right?): left === right || left.pointer.pointee == right.pointer.pointee
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(storage?.pointer.pointee) }
}
