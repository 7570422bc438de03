import GodwitModel

/// The nodes in the order in which the scheduler looks at them, and what it thinks of each.
///
/// Pods that ask for the same are told the same, so what was found is kept until the room on the
/// node changes, and all of it until a node does.
struct NodeList: Sendable {
  /// What a pod asks of its node's labels and name.
  private struct Selection: Hashable, Sendable {
    let selector: StringMap
    let terms: [[NodeRequirement]]?
  }

  /// What was found for pods that ask for the same.
  private struct Ratings: Sendable {
    let demand: NodeDemand
    /// For each node whether the selector and the required affinity let the pod be there.
    let fits: [Bool]
    var ratings: [Rating]
  }

  /// What was found for one node, as long as its room has this version.
  private struct Rating: Sendable {
    var version = -1
    var obstacle: World.Obstacle?
    var score = NodeScore(ofResources: 0)
  }

  let nodes: [Snapshot<Node>]
  /// Where the room of each node is.
  private let rooms: [Int]
  private var fits: [Selection: [Bool]] = [:]
  private var places: [NodeDemand: Int] = [:]
  private var found: [Ratings] = []

  init(_ nodes: [Snapshot<Node>], _ index: ClusterIndex) {
    self.nodes = nodes
    rooms = nodes.map { index.roomPlace(ofNode: $0.object.metadata.name) }
  }

  /// Where the answers for such pods are; to be asked for anew with each pod.
  mutating func place(of demand: NodeDemand) -> Int {
    if let place = places[demand] { return place }
    // Few are in use at a time; those of one VM, as with addedNodeSelector, need not stay.
    if found.count >= 64 {
      places.removeAll(keepingCapacity: true)
      found.removeAll(keepingCapacity: true)
    }
    places[demand] = found.count
    found.append(
      Ratings(
        demand: demand, fits: fits(demand),
        ratings: Array(repeating: Rating(), count: nodes.count)))
    return found.count - 1
  }

  /// Why the node at `position` cannot take such a pod, other pods aside; nil when it can.
  mutating func obstacle(
    at position: Int, for place: Int, _ index: ClusterIndex
  ) -> World.Obstacle? {
    let room = rooms[position]
    if found[place].ratings[position].version != index.rooms[room].version {
      let rating = Self.rating(
        nodes[position].object, index.rooms[room], found[place].demand,
        fits: found[place].fits[position])
      found[place].ratings[position] = rating
    }
    return found[place].ratings[position].obstacle
  }

  /// How good the node at `position` is for such a pod, after ``obstacle(at:for:_:)`` found none.
  func score(at position: Int, for place: Int) -> NodeScore {
    found[place].ratings[position].score
  }

  private static func rating(
    _ node: Node, _ room: NodeRoom, _ demand: NodeDemand, fits: Bool
  ) -> Rating {
    var rating = Rating(version: room.version)
    rating.obstacle = demand.obstacle(on: node, room, fits: fits)
    if rating.obstacle == nil { rating.score = NodeScore(of: node, room, for: demand) }
    return rating
  }

  private mutating func fits(_ demand: NodeDemand) -> [Bool] {
    let selection = Selection(selector: demand.selector, terms: demand.terms)
    if let known = fits[selection] { return known }
    if fits.count >= 64 { fits.removeAll(keepingCapacity: true) }
    let answer = nodes.map { demand.matchesAffinity($0.object) }
    fits[selection] = answer
    return answer
  }
}
