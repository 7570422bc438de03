import GodwitModel

/// Gives what lies in one lane rows in which nothing overlaps.
struct LanePacking: Hashable {
  /// One machine in a lane: from its first pod or stay there to the last.
  struct Item: Hashable {
    var machine: Int
    var interval: Timeline.Interval
    var row = 0
  }

  private(set) var items: [Item] = []
  private(set) var rows = 0

  /// The lane of `node`; nil stands for pods that are not on any.
  init(_ timeline: Timeline, node: String?) {
    for (index, machine) in timeline.machines.enumerated() {
      var intervals = machine.pods.filter { $0.node == node }.map(\.interval)
      if let node { intervals += machine.stays.filter { $0.node == node }.map(\.interval) }
      guard let start = intervals.map(\.start).min(), let end = intervals.map(\.end).max() else {
        continue
      }
      items.append(Item(machine: index, interval: .init(start, end)))
    }
    pack()
  }

  /// Greedy by start, which needs the fewest rows.
  private mutating func pack() {
    items.sort { ($0.interval.start, $0.machine) < ($1.interval.start, $1.machine) }
    var ends: [Instant] = []
    for index in items.indices {
      let interval = items[index].interval
      let row = ends.firstIndex { $0 < interval.start } ?? ends.count
      if row == ends.count { ends.append(interval.end) } else { ends[row] = interval.end }
      items[index].row = row
    }
    rows = ends.count
  }

  /// The row of a machine; nil when it is not in the lane.
  func row(of machine: Int) -> Int? { items.first { $0.machine == machine }?.row }
}
