/// One of several parts of a plan: `2/5` is the second of five.
///
/// A scenario's part follows from its id alone, so all parts together are the whole plan, no two
/// share a scenario, and a new scenario moves no other one.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  package let index: Int
  package let count: Int

  /// Reads `i/n` with 1 ≤ i ≤ n; nil for anything else.
  package init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
      index >= 1, index <= count
    else { return nil }
    self.index = index
    self.count = count
  }

  package var description: String { "\(index)/\(count)" }

  /// Whether the scenario with this id is in this part.
  package func contains(_ id: String) -> Bool {
    StableHash.mixed(StableHash.fnv1a(id)) % UInt64(count) == UInt64(index - 1)
  }
}
