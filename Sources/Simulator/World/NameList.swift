/// Names in the order in which they were added; adding and removing take the same time whatever
/// their number.
struct NameList: Sendable {
  private struct Entry: Sendable {
    var name: ObjectName
    /// Tells a name that was removed and added again from its former entry.
    var number: Int
  }

  /// In order, with entries of names that were removed until the list is tidied.
  private var entries: [Entry] = []
  private var numbers: [ObjectName: Int] = [:]
  private var next = 0

  var isEmpty: Bool { numbers.isEmpty }

  /// Every name, the oldest first.
  var names: [ObjectName] { first(.max) }

  /// At most so many names, the oldest first.
  func first(_ limit: Int) -> [ObjectName] {
    if numbers.isEmpty { return [] }
    var found: [ObjectName] = []
    for entry in entries where numbers[entry.name] == entry.number {
      if found.count >= limit { break }
      found.append(entry.name)
    }
    return found
  }

  /// Adds a name at the end, unless it is there.
  mutating func append(_ name: ObjectName) {
    guard numbers[name] == nil else { return }
    numbers[name] = next
    entries.append(Entry(name: name, number: next))
    next += 1
  }

  /// Gives every entry the name that stands for its own.
  mutating func rename(_ renamed: (ObjectName) -> ObjectName) {
    var present: [ObjectName: Int] = [:]
    for position in entries.indices {
      let entry = entries[position]
      entries[position].name = renamed(entry.name)
      if numbers[entry.name] == entry.number { present[entries[position].name] = entry.number }
    }
    numbers = present
  }

  mutating func remove(_ name: ObjectName) {
    guard numbers.removeValue(forKey: name) != nil else { return }
    if numbers.isEmpty {
      entries.removeAll(keepingCapacity: true)
    } else if entries.count > 2 * numbers.count + 16 {
      entries.removeAll { numbers[$0.name] != $0.number }
    }
  }
}
