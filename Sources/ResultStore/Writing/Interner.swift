/// Remembers under which row id a value is stored already.
///
/// It forgets everything when it is full, so that long runs stay small; a value that was forgotten
/// is stored once more, which harms nothing.
struct Interner<Value: Hashable & Sendable>: Sendable {
  private var ids: [Value: Int64] = [:]
  private let capacity: Int

  init(capacity: Int = 8192) { self.capacity = capacity }

  /// The row id of `value`, which `insert` stores when it is new.
  mutating func id(of value: Value, insert: (Value) throws -> Int64) rethrows -> Int64 {
    if let id = ids[value] { return id }
    let id = try insert(value)
    if ids.count >= capacity { ids.removeAll(keepingCapacity: true) }
    ids[value] = id
    return id
  }
}
