import GodwitModel

/// kube-scheduler: filters the nodes, scores those that are left, binds the pod.
///
/// Messages are those of the recordings (kube-scheduler 1.36).
extension World {
  /// Why a node cannot take a pod.
  enum Obstacle: Hashable, Sendable {
    case unschedulable
    case taint
    case selector
    case resources([String], isBeyondCapacity: Bool)
    case affinity
    case antiAffinity
    case othersAntiAffinity

    var reasons: [String] {
      switch self {
      case .unschedulable: ["node(s) were unschedulable"]
      case .taint: ["node(s) had untolerated taint(s)"]
      case .selector: ["node(s) didn't match Pod's node affinity/selector"]
      case .resources(let names, _): names
      case .affinity: ["node(s) didn't match pod affinity rules"]
      case .antiAffinity: ["node(s) didn't match pod anti-affinity rules"]
      case .othersAntiAffinity: ["node(s) didn't satisfy existing pods anti-affinity rules"]
      }
    }

    /// Whether removing other pods could help.
    var isResolvable: Bool {
      switch self {
      case .antiAffinity, .othersAntiAffinity: true
      case .resources(_, let isBeyondCapacity): !isBeyondCapacity
      default: false
      }
    }
  }

  mutating func schedule(_ name: ObjectName) {
    guard let pod = store.pods[name]?.object, pod.spec.nodeName.isEmpty,
      !pod.metadata.isBeingDeleted,
      pod.spec.schedulerName == "default-scheduler"
        || pod.spec.schedulerName.isEmpty
    else { return }
    let demand = NodeDemand(pod)
    let affinity = PodAffinity(of: pod, in: store)
    if let owner = pod.metadata.controller,
      let placed = placements[ObjectName(pod.metadata.namespace, owner.name)],
      let node = store.nodes["", placed]?.object
    {
      let room = store.index.room(ofNode: placed)
      let fits = demand.matchesAffinity(node)
      if obstacle(for: demand, affinity, on: node, room, fits) == nil {
        return bind(pod, to: node)
      }
      // Said by the set-up, which looks for pods without a node.
      return refuse(pod, "the node \(placed), on which it is to run, cannot take it")
    }
    let (nodes, fits) = nodesAndFits(demand)
    var obstacles: [Obstacle] = []
    var feasible: [Candidate] = []
    let enough = Self.feasibleNodes(of: nodes.count)
    let start = nodes.isEmpty ? 0 : nextNode % nodes.count
    var looked = 0
    while looked < nodes.count, feasible.count < enough {
      let position = (start + looked) % nodes.count
      let node = nodes[position]
      let room = store.index.room(ofNode: node.object.metadata.name)
      looked += 1
      if let obstacle = obstacle(for: demand, affinity, on: node.object, room, fits[position]) {
        obstacles.append(obstacle)
      } else {
        feasible.append(Candidate(node: node, room: room))
      }
    }
    if !nodes.isEmpty { nextNode = (start + looked) % nodes.count }
    if let node = choose(among: Self.best(of: feasible, for: demand), for: pod) {
      bind(pod, to: node)
    } else {
      refuse(pod, Self.message(obstacles))
    }
  }

  /// The nodes, and for each whether the pod's selector lets it be there.
  private mutating func nodesAndFits(_ demand: NodeDemand) -> ([Snapshot<Node>], [Bool]) {
    var list = nodeList ?? NodeList(store.nodes.all)
    nodeList = nil
    let fits = list.fits(demand)
    nodeList = list
    return (list.nodes, fits)
  }

  /// One of equally good nodes: the one that was chosen before, or else the seed's.
  private mutating func choose(among best: [Node], for pod: Pod) -> Node? {
    if let owner = pod.metadata.controller, !best.isEmpty,
      let chosen = choices.takeNext(forPodOf: ObjectName(pod.metadata.namespace, owner.name)),
      let node = best.first(where: { $0.metadata.name == chosen })
    {
      return node
    }
    return scheduling.pick(best)
  }

  /// How many nodes are enough to choose from: pkg/scheduler/schedule_one.go,
  /// numFeasibleNodesToFind.
  private static func feasibleNodes(of count: Int) -> Int {
    guard count >= 100 else { return count }
    let percentage = max(50 - count / 125, 5)
    return max(count * percentage / 100, 100)
  }

  /// A node that can take the pod, and its room, which is looked up once for all questions.
  private struct Candidate {
    let node: Snapshot<Node>
    let room: NodeRoom
  }

  private func obstacle(
    for demand: NodeDemand, _ affinity: PodAffinity, on node: Node, _ room: NodeRoom, _ fits: Bool
  ) -> Obstacle? {
    if node.spec.unschedulable {
      var taint = Taint()
      taint.key = Node.cordonTaint
      taint.effect = "NoSchedule"
      if !demand.tolerates(taint) { return .unschedulable }
    }
    if !node.spec.taints.isEmpty, !demand.toleratesTaints(node) { return .taint }
    if !fits { return .selector }
    if let obstacle = Self.shortage(for: demand.requests, in: room) { return obstacle }
    switch affinity.verdict(node) {
    case .passes: return nil
    case .affinityNotMet: return .affinity
    case .antiAffinityNotMet: return .antiAffinity
    case .refusedByOthers: return .othersAntiAffinity
    }
  }

  /// pkg/scheduler/framework/plugins/noderesources/fit.go.
  private static func shortage(for requests: ResourceList, in room: NodeRoom) -> Obstacle? {
    let (capacity, used) = (room.capacity, room.used)
    var names: [String] = []
    var isBeyondCapacity = false
    func check(_ name: String, _ wanted: Int64, _ used: Int64, _ capacity: Int64) {
      guard wanted > 0, wanted > capacity - used else { return }
      names.append(name == "pods" ? "Too many pods" : "Insufficient " + name)
      if wanted > capacity { isBeyondCapacity = true }
    }
    check("pods", requests.pods, used.pods, capacity.pods)
    check("cpu", requests.cpu, used.cpu, capacity.cpu)
    check("memory", requests.memory, used.memory, capacity.memory)
    for device in requests.devices {
      check(
        device.name, device.count, used.count(of: device.name), capacity.count(of: device.name))
    }
    return names.isEmpty ? nil : .resources(names, isBeyondCapacity: isBeyondCapacity)
  }

  /// The nodes with the highest score.
  private static func best(of nodes: [Candidate], for demand: NodeDemand) -> [Node] {
    if nodes.count < 2 { return nodes.map(\.node.object) }
    let totals = NodeScore.totals(nodes.map { score(demand, $0.node.object, $0.room) })
    let highest = totals.max()
    return nodes.indices.filter { totals[$0] == highest }.map { nodes[$0].node.object }
  }

  private static func score(
    _ demand: NodeDemand, _ node: Node, _ room: NodeRoom
  ) -> NodeScore {
    var score = NodeScore(
      ofResources: NodeScore.resources(
        wanted: demand.requests, used: room.used, capacity: room.capacity))
    for preference in demand.preferred where preference.term.allSatisfy({ $0.matches(node) }) {
      score.preference += preference.weight
    }
    score.avoidances = Int64(
      node.spec.taints.count { $0.effect == "PreferNoSchedule" && !demand.tolerates($0) })
    return score
  }

  private mutating func bind(_ pod: Pod, to node: Node) {
    hold(store.nodes["", node.metadata.name] != nil, "a pod is bound to a node that is")
    var bound = pod
    bound.spec.nodeName = node.metadata.name
    bound.status.conditions.merge(
      Condition(type: "PodScheduled", status: "True", lastTransitionTime: Timestamp(now)))
    write(bound)
    let name = pod.metadata.name
    reportScheduling(
      .normal, "Scheduled",
      "Successfully assigned \(pod.metadata.namespace)/\(name) to \(node.metadata.name)",
      action: "Binding", on: pod)
  }

  private mutating func refuse(_ pod: Pod, _ message: String) {
    let condition = Condition(
      type: "PodScheduled", status: "False", reason: "Unschedulable", message: message,
      lastTransitionTime: Timestamp(now))
    if pod.status.conditions["PodScheduled"]?.saysTheSame(as: condition) == true { return }
    var refused = pod
    refused.status.conditions.merge(condition)
    reportScheduling(.warning, "FailedScheduling", message, action: "Scheduling", on: pod)
    write(refused)
  }

  /// pkg/scheduler/framework/types.go, FitError: reasons by their text, then what preemption says.
  private static func message(_ obstacles: [Obstacle]) -> String {
    guard !obstacles.isEmpty else { return "no nodes available to schedule pods" }
    let resolvable = obstacles.count { $0.isResolvable }
    var preemption: [String] = []
    if resolvable > 0 {
      preemption.append("\(resolvable) No preemption victims found for incoming pod")
    }
    if resolvable < obstacles.count {
      preemption.append(
        "\(obstacles.count - resolvable) Preemption is not helpful for scheduling")
    }
    preemption.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let head = "0/\(obstacles.count) nodes are available: "
    return head + histogram(obstacles.flatMap(\.reasons)) + ". no new claims to deallocate, "
      + "preemption: " + head + preemption.joined(separator: ", ") + "."
  }

  private static func histogram(_ reasons: [String]) -> String {
    var counted: [(reason: String, count: Int)] = []
    for reason in reasons {
      if let position = counted.firstIndex(where: { $0.reason == reason }) {
        counted[position].count += 1
      } else {
        counted.append((reason, 1))
      }
    }
    return counted.map { "\($0.count) \($0.reason)" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .joined(separator: ", ")
  }
}
