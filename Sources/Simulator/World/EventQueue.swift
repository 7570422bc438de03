import GodwitModel
import HeapModule

/// Work that is due at a time; ties go by priority, then in the order in which they were added.
package struct EventQueue<Work: Sendable>: Sendable {
  private struct Entry: Comparable, Sendable {
    let time: Instant
    let priority: Int
    let sequence: Int
    let work: Work

    static func < (left: Entry, right: Entry) -> Bool {
      if left.time != right.time { return left.time < right.time }
      if left.priority != right.priority { return left.priority > right.priority }
      return left.sequence < right.sequence
    }
    static func == (left: Entry, right: Entry) -> Bool { left.sequence == right.sequence }
  }

  private var heap = Heap<Entry>()
  private var sequence = 0

  package init() {}

  package var isEmpty: Bool { heap.isEmpty }

  /// When the earliest work is due.
  package var nextTime: Instant? { heap.min?.time }

  /// Adds work; the higher priority goes first among what is due at the same time.
  package mutating func add(_ work: Work, at time: Instant, priority: Int = 0) {
    heap.insert(Entry(time: time, priority: priority, sequence: sequence, work: work))
    sequence += 1
  }

  /// Takes the earliest work.
  package mutating func pop() -> (time: Instant, work: Work)? {
    heap.popMin().map { ($0.time, $0.work) }
  }
}
