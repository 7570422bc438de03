import GodwitModel

/// The nodes in the order in which the scheduler looks at them, and which of them a selector fits.
///
/// Both are the same for many pods in a row, so they are made once and kept until a node changes.
struct NodeList: Sendable {
  /// What a pod asks of its node's labels and name.
  private struct Selection: Hashable, Sendable {
    let selector: StringMap
    let terms: [[NodeRequirement]]?
  }

  private(set) var nodes: [Snapshot<Node>]
  private var fits: [Selection: [Bool]] = [:]

  init(_ nodes: [Snapshot<Node>]) { self.nodes = nodes }

  /// For each node whether the selector and the required affinity of a pod let it be there.
  mutating func fits(_ demand: NodeDemand) -> [Bool] {
    let selection = Selection(selector: demand.selector, terms: demand.terms)
    if let known = fits[selection] { return known }
    // Few are in use at a time; one for each VM, as with addedNodeSelector, need not stay.
    if fits.count >= 64 { fits.removeAll(keepingCapacity: true) }
    let answer = nodes.map { demand.matchesAffinity($0.object) }
    fits[selection] = answer
    return answer
  }
}
