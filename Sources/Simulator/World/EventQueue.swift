import GodwitModel
import HeapModule

/// Work that is due at a time; ties go by priority, then in the order in which they were added.
package struct EventQueue<Work: Sendable>: Sendable {
  /// Numbers only: the heap moves its entries about, and work carries names.
  private struct Entry: Comparable, Sendable {
    let time: Instant
    let priority: Int32
    /// Where the work is.
    let place: Int32
    let sequence: Int

    static func < (left: Entry, right: Entry) -> Bool {
      if left.time != right.time { return left.time < right.time }
      if left.priority != right.priority { return left.priority > right.priority }
      return left.sequence < right.sequence
    }
    static func == (left: Entry, right: Entry) -> Bool { left.sequence == right.sequence }
  }

  private var heap = Heap<Entry>()
  private var works: [Work?] = []
  private var freePlaces: [Int32] = []
  private var sequence = 0

  package init() {}

  package var isEmpty: Bool { heap.isEmpty }

  /// When the earliest work is due.
  package var nextTime: Instant? { heap.min?.time }

  /// Adds work; the higher priority goes first among what is due at the same time.
  package mutating func add(_ work: Work, at time: Instant, priority: Int = 0) {
    let place: Int32
    if let free = freePlaces.popLast() {
      place = free
      works[Int(free)] = work
    } else {
      place = Int32(works.count)
      works.append(work)
    }
    heap.insert(
      Entry(time: time, priority: Int32(priority), place: place, sequence: sequence))
    sequence += 1
  }

  /// Changes what is to be done, not when.
  package mutating func change(_ changed: (Work) -> Work) {
    for place in works.indices { works[place] = works[place].map(changed) }
  }

  /// Takes the earliest work.
  package mutating func pop() -> (time: Instant, work: Work)? {
    guard let entry = heap.popMin() else { return nil }
    let place = Int(entry.place)
    guard let work = works[place] else { return nil }
    works[place] = nil
    freePlaces.append(entry.place)
    return (entry.time, work)
  }
}
