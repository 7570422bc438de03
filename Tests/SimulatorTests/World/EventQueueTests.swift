import GodwitModel
import Simulator
import Testing

@Suite struct EventQueueTests {
  private let start = Instant.simulationEpoch

  private func drain(_ queue: EventQueue<String>) -> [String] {
    var queue = queue
    var order: [String] = []
    while let (_, work) = queue.pop() { order.append(work) }
    return order
  }

  @Test func `the earliest goes first`() {
    var queue = EventQueue<String>()
    queue.add("late", at: start + .seconds(2))
    queue.add("early", at: start + .seconds(1))
    #expect(queue.nextTime == start + .seconds(1))
    #expect(drain(queue) == ["early", "late"])
  }

  @Test func `at one time the urgent goes first and equals as they came`() {
    var queue = EventQueue<String>()
    queue.add("first", at: start)
    queue.add("second", at: start)
    queue.add("urgent", at: start, priority: 1000)
    queue.add("third", at: start)
    #expect(drain(queue) == ["urgent", "first", "second", "third"])
  }

  @Test func `time comes before urgency`() {
    var queue = EventQueue<String>()
    queue.add("urgent", at: start + .nanoseconds(1), priority: 1000)
    queue.add("plain", at: start)
    #expect(drain(queue) == ["plain", "urgent"])
  }

  @Test func `equals keep their order through many insertions and removals`() {
    var queue = EventQueue<String>()
    var expected: [String] = []
    for number in 0..<500 {
      queue.add("\(number)", at: start)
      expected.append("\(number)")
      if number.isMultiple(of: 3) { #expect(queue.pop()?.work == expected.removeFirst()) }
    }
    #expect(drain(queue) == expected)
  }

  @Test func `an empty queue has nothing`() {
    var queue = EventQueue<String>()
    #expect(queue.isEmpty)
    #expect(queue.nextTime == nil)
    #expect(queue.pop() == nil)
  }
}
