import GodwitModel

/// The name of an object within its kind.
package struct ObjectName: Hashable, Sendable {
  package var namespace: String
  package var name: String

  package init(_ namespace: String, _ name: String) {
    self.namespace = namespace
    self.name = name
  }

  // Inlined, or the whole metadata would be copied for two of its fields.
  @inline(__always)
  package init(_ metadata: ObjectMeta) {
    namespace = metadata.namespace
    name = metadata.name
  }

  package static func == (left: ObjectName, right: ObjectName) -> Bool {
    left.name == right.name && left.namespace == right.namespace
  }

  /// Names rarely differ in their namespace alone, and hashing text is what look-ups cost.
  package func hash(into hasher: inout Hasher) { hasher.combine(endOf: name) }
}

/// The objects of one kind, in the order in which they were created.
package struct ObjectTable<Object: TypedObject>: Sendable {
  private var slots: [Snapshot<Object>?] = []
  private var index: [ObjectName: Int] = [:]
  private var live = 0

  package init() {}

  package var count: Int { live }

  /// Every object, oldest first.
  package var all: [Snapshot<Object>] { slots.compactMap { $0 } }

  package subscript(namespace: String, name: String) -> Snapshot<Object>? {
    self[ObjectName(namespace, name)]
  }

  package subscript(name: ObjectName) -> Snapshot<Object>? {
    guard let position = index[name] else { return nil }
    return slots[position]
  }

  /// Stores a version; what stood there before.
  @discardableResult
  mutating func put(_ snapshot: Snapshot<Object>) -> Snapshot<Object>? {
    let name = ObjectName(snapshot.object.metadata)
    if let position = index[name] {
      defer { slots[position] = snapshot }
      return slots[position]
    }
    index[name] = slots.count
    slots.append(snapshot)
    live += 1
    return nil
  }

  @discardableResult
  mutating func remove(_ name: ObjectName) -> Snapshot<Object>? {
    guard let position = index.removeValue(forKey: name) else { return nil }
    let removed = slots[position]
    slots[position] = nil
    live -= 1
    if slots.count > 32, live * 2 < slots.count { compact() }
    return removed
  }

  /// Gives the objects other names: `renamed` returns nil for one that keeps its name.
  mutating func rename(_ renamed: (Object) -> Object?) {
    for position in slots.indices {
      guard let object = slots[position]?.object, let other = renamed(object) else { continue }
      index[ObjectName(object.metadata)] = nil
      index[ObjectName(other.metadata)] = position
      slots[position] = Snapshot(other)
    }
  }

  private mutating func compact() {
    slots = slots.filter { $0 != nil }
    for (position, slot) in slots.enumerated() {
      guard let metadata = slot?.object.metadata else { continue }
      index[ObjectName(metadata)] = position
    }
  }
}
