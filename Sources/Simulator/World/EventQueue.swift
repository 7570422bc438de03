import GodwitModel
import HeapModule

/// Work that is due at a time; ties go in the order in which they were added.
package struct EventQueue<Work: Sendable>: Sendable {
  private struct Entry: Comparable, Sendable {
    let time: Instant
    let sequence: Int
    let work: Work

    static func < (left: Entry, right: Entry) -> Bool {
      left.time == right.time ? left.sequence < right.sequence : left.time < right.time
    }
    static func == (left: Entry, right: Entry) -> Bool { left.sequence == right.sequence }
  }

  private var heap = Heap<Entry>()
  private var sequence = 0

  package init() {}

  package var isEmpty: Bool { heap.isEmpty }

  /// When the earliest work is due.
  package var nextTime: Instant? { heap.min?.time }

  package mutating func add(_ work: Work, at time: Instant) {
    heap.insert(Entry(time: time, sequence: sequence, work: work))
    sequence += 1
  }

  /// Takes the earliest work.
  package mutating func pop() -> (time: Instant, work: Work)? {
    heap.popMin().map { ($0.time, $0.work) }
  }
}
