/// Takes elements as they come and gives them out by their number, from 0 without a gap.
struct ReorderingBuffer<Element> {
  private var waiting: [Int: Element] = [:]
  /// The number of the element that is given out next.
  private(set) var next = 0

  /// How many elements wait for one before them.
  var count: Int { waiting.count }

  mutating func insert(_ element: Element, at number: Int) {
    precondition(number >= next && waiting[number] == nil, "number \(number) came twice")
    waiting[number] = element
  }

  /// The next element, if it is there.
  mutating func popNext() -> Element? {
    guard let element = waiting.removeValue(forKey: next) else { return nil }
    next += 1
    return element
  }
}
