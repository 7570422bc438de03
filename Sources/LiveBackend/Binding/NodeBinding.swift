import BackendInterface
import GodwitModel

/// Which real node each node of a scenario is.
struct NodeBinding: Hashable, Sendable {
  /// From the scenario's nodes to the real ones.
  var nodes = StringMap()
  /// What has to be changed on them, in the order of the scenario's nodes.
  var changes: [NodeChange] = []

  /// No nodes.
  init() {}

  /// Binds a scenario's nodes; the same every time for the same nodes.
  ///
  /// Nodes on which nothing has to be changed are preferred, and where changes are not allowed no
  /// others are taken. `cluster.bind` goes first. Where no assignment exists, the error says what
  /// the cluster lacks.
  static func bind(
    _ scenario: Scenario, to real: [Node], allowsChanges: Bool
  ) throws(BackendError) -> NodeBinding {
    let layouts = scenario.given.cluster.nodes
    let requirements = NodeRequirements(scenario)
    let usable = real.filter(\.takesMachines)
    guard usable.count >= layouts.count else {
      throw .unsuitable(
        "needs \(layouts.count) schedulable nodes, the cluster has \(usable.count)")
    }
    let chosen = scenario.given.cluster.bindings
    for entry in chosen.entries where !usable.contains(where: { $0.metadata.name == entry.value }) {
      throw .unsuitable(
        "\(entry.key) is bound to \(entry.value), which is no schedulable node of the cluster")
    }
    let reserved = chosen.entries.map(\.value)
    func candidates(_ layout: NodeLayout, _ isFit: (Node) -> Bool) -> [Int] {
      let names = usable.indices.filter { index in
        let name = usable[index].metadata.name
        let mayBe = chosen[layout.name].map { $0 == name } ?? !reserved.contains(name)
        return mayBe && isFit(usable[index])
      }
      // A node that is called the same first: less to explain to who looks at the cluster.
      return names.filter { usable[$0].metadata.name == layout.name }
        + names.filter { usable[$0].metadata.name != layout.name }
    }
    let unchanged = layouts.map { layout in
      candidates(layout) {
        requirements.obstacles(layout, on: $0).isEmpty
          && requirements.changes(layout, on: $0).isEmpty
      }
    }
    if let matching = Matching.complete(unchanged) {
      return NodeBinding(layouts, matching, usable, requirements)
    }
    let fit = layouts.map { layout in
      candidates(layout) { requirements.obstacles(layout, on: $0).isEmpty }
    }
    guard let matching = Matching.complete(fit) else {
      throw .unsuitable(lack(layouts, fit, usable, requirements))
    }
    let binding = NodeBinding(layouts, matching, usable, requirements)
    if let change = binding.changes.first, !allowsChanges {
      throw .unsuitable(ClusterNeeds.refusal(of: change.text))
    }
    return binding
  }

  private init(
    _ layouts: [NodeLayout], _ matching: [Int], _ real: [Node], _ requirements: NodeRequirements
  ) {
    for (layout, index) in zip(layouts, matching) {
      nodes[layout.name] = real[index].metadata.name
      let change = requirements.changes(layout, on: real[index])
      if !change.isEmpty { changes.append(change) }
    }
  }

  private static func lack(
    _ layouts: [NodeLayout], _ fit: [[Int]], _ real: [Node], _ requirements: NodeRequirements
  ) -> String {
    for (layout, candidates) in zip(layouts, fit) where candidates.isEmpty {
      let best = real.map { requirements.obstacles(layout, on: $0) }
        .filter { !$0.isEmpty }.min { $0.count < $1.count }
      guard let what = best?.first else { continue }
      return "needs a node with \(what), of which the cluster has none that is schedulable"
    }
    // Every node has a candidate, but some share theirs.
    let short = Matching.shortOfCandidates(fit)
    let names = short.map { layouts[$0].name }.joined(separator: ", ")
    let count = Set(short.flatMap { fit[$0] }).count
    return "needs \(short.count) different nodes for \(names), the cluster has \(count) that fit"
  }
}

/// Matchings in a bipartite graph, by augmenting paths: if there is a complete one, it is found.
enum Matching {
  /// For each of the left the one of the right that it gets, all different; nil when there is no
  /// such assignment.
  ///
  /// - Parameter candidates: For each of the left which of the right it may get, best first.
  static func complete(_ candidates: [[Int]]) -> [Int]? {
    var owners: [Int: Int] = [:]
    for left in candidates.indices {
      var seen: Set<Int> = []
      guard augment(left, candidates, &owners, &seen) else { return nil }
    }
    var result = Array(repeating: 0, count: candidates.count)
    for (right, left) in owners { result[left] = right }
    return result
  }

  /// Some of the left that together have fewer candidates than they are.
  static func shortOfCandidates(_ candidates: [[Int]]) -> [Int] {
    var owners: [Int: Int] = [:]
    for left in candidates.indices {
      var seen: Set<Int> = []
      if augment(left, candidates, &owners, &seen) { continue }
      return (seen.compactMap { owners[$0] } + [left]).sorted()
    }
    return []
  }

  private static func augment(
    _ left: Int, _ candidates: [[Int]], _ owners: inout [Int: Int], _ seen: inout Set<Int>
  ) -> Bool {
    // Who can have one that nobody has takes it: the first get what comes first.
    for right in candidates[left] where owners[right] == nil && seen.insert(right).inserted {
      owners[right] = left
      return true
    }
    for right in candidates[left] where seen.insert(right).inserted {
      if let owner = owners[right], !augment(owner, candidates, &owners, &seen) { continue }
      owners[right] = left
      return true
    }
    return false
  }
}
