import GodwitModel

/// The objects of one kind, in the order in which they were created.
package struct ObjectTable<Object: TypedObject>: Sendable {
  /// The identity of an object within its kind.
  private struct Name: Hashable, Sendable {
    var namespace: String
    var name: String
  }

  private var slots: [Snapshot<Object>?] = []
  private var index: [Name: Int] = [:]
  private var live = 0

  package init() {}

  package var count: Int { live }

  /// Every object, oldest first.
  package var all: [Snapshot<Object>] { slots.compactMap { $0 } }

  package subscript(namespace: String, name: String) -> Snapshot<Object>? {
    guard let position = index[Name(namespace: namespace, name: name)] else { return nil }
    return slots[position]
  }

  mutating func put(_ snapshot: Snapshot<Object>) {
    let metadata = snapshot.object.metadata
    let name = Name(namespace: metadata.namespace, name: metadata.name)
    if let position = index[name] {
      slots[position] = snapshot
    } else {
      index[name] = slots.count
      slots.append(snapshot)
      live += 1
    }
  }

  mutating func remove(namespace: String, name: String) {
    guard let position = index.removeValue(forKey: Name(namespace: namespace, name: name)) else {
      return
    }
    slots[position] = nil
    live -= 1
    if slots.count > 32, live * 2 < slots.count { compact() }
  }

  private mutating func compact() {
    slots = slots.filter { $0 != nil }
    for (position, slot) in slots.enumerated() {
      guard let metadata = slot?.object.metadata else { continue }
      index[Name(namespace: metadata.namespace, name: metadata.name)] = position
    }
  }
}
