import GodwitModel

/// How good a node is for a pod in the eyes of kube-scheduler's default plugins.
///
/// k8s.io/kubernetes pkg/scheduler/framework/plugins, release 1.36, in its whole numbers: where two
/// nodes get the same number there, the scheduler chooses freely (recorded in drain-with-limits).
struct NodeScore: Sendable {
  /// What the plugins that look at one node alone give it.
  var ofResources: Int64
  /// The weights of the pod's preferences that the node meets.
  var preference: Int64 = 0
  /// Taints with PreferNoSchedule that the pod does not tolerate.
  var avoidances: Int64 = 0
  /// What the pods that are there are worth, or cost.
  var nearness: Int64 = 0

  private static let highest: Int64 = 100

  init(ofResources: Int64, preference: Int64 = 0, avoidances: Int64 = 0) {
    self.ofResources = ofResources
    self.preference = preference
    self.avoidances = avoidances
  }

  /// The numbers of a node for pods that ask for `demand`.
  init(of node: Node, _ room: NodeRoom, for demand: NodeDemand) {
    ofResources = Self.resources(
      wanted: demand.requests, used: room.used, capacity: room.capacity)
    for preference in demand.preferred where preference.term.allSatisfy({ $0.matches(node) }) {
      self.preference += preference.weight
    }
    avoidances = Int64(
      node.spec.taints.count { $0.effect == "PreferNoSchedule" && !demand.tolerates($0) })
  }

  /// The sums of nodes that are compared with each other.
  ///
  /// NodeAffinity (weight 2) and TaintToleration (weight 3) give the best node of those that are
  /// left the full 100, and the others their share of it; InterPodAffinity (weight 2) gives the
  /// worst none (interpodaffinity/scoring.go, NormalizeScore).
  static func totals(_ scores: [NodeScore]) -> [Int64] {
    let most = scores.map(\.preference).max() ?? 0
    let worst = scores.map(\.avoidances).max() ?? 0
    let nearest = scores.map(\.nearness).max() ?? 0
    let farthest = scores.map(\.nearness).min() ?? 0
    return scores.map { score in
      var total = score.ofResources
      if most > 0 { total += 2 * (highest * score.preference / most) }
      if worst > 0 { total += 3 * (highest - highest * score.avoidances / worst) }
      if nearest > farthest {
        total += 2 * (highest * (score.nearness - farthest) / (nearest - farthest))
      }
      return total
    }
  }

  /// NodeResourcesFit with LeastAllocated, and NodeResourcesBalancedAllocation.
  ///
  /// noderesources/least_allocated.go and balanced_allocation.go.
  static func resources(
    wanted: ResourceList, used: ResourceList, capacity: ResourceList
  ) -> Int64 {
    let cpu = used.cpu + wanted.cpu
    let memory = used.memory + wanted.memory
    let free = (share(of: capacity.cpu, left: cpu) + share(of: capacity.memory, left: memory)) / 2
    // A pod that asks for nothing cannot unbalance a node.
    if wanted.cpu == 0, wanted.memory == 0 { return free }
    let with = balance(cpu, memory, capacity)
    let without = balance(used.cpu, used.memory, capacity)
    return free + highest / 2 + (highest / 2 + with - without) / 2
  }

  private static func share(of capacity: Int64, left used: Int64) -> Int64 {
    capacity > 0 ? max(0, (capacity - used) * highest / capacity) : 0
  }

  /// 100, less 50 times the difference of the shares of CPU and memory that are used.
  private static func balance(_ cpu: Int64, _ memory: Int64, _ capacity: ResourceList) -> Int64 {
    guard capacity.cpu > 0, capacity.memory > 0 else { return highest }
    // The products need more than 64 bits on large nodes.
    let whole = Int128(capacity.cpu) * Int128(capacity.memory)
    let first = Int128(min(cpu, capacity.cpu)) * Int128(capacity.memory)
    let second = Int128(min(memory, capacity.memory)) * Int128(capacity.cpu)
    let difference = first > second ? first - second : second - first
    // Rounded up, because what is left is rounded down.
    return highest - Int64((difference * 50 + whole - 1) / whole)
  }
}
