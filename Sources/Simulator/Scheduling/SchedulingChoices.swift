/// How a scheduler decided where it was free to, so that another run can decide the same.
///
/// A choice is followed only where the simulator's scheduler finds the node as good as the best;
/// otherwise the seed decides, as without it.
package struct SchedulingChoices: Sendable {
  private var nodes: [ObjectName: [String]] = [:]

  package init() {}

  /// The next pod of the VM that is bound goes to `node`.
  package mutating func append(_ node: String, forPodOf machine: ObjectName) {
    nodes[machine, default: []].append(node)
  }

  /// Takes out where the next pod of the VM is to go; nil when nothing was said of it.
  mutating func takeNext(forPodOf machine: ObjectName) -> String? {
    guard let first = nodes[machine]?.first else { return nil }
    nodes[machine]?.removeFirst()
    return first
  }
}
