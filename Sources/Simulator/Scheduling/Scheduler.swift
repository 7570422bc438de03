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
    case spread
    /// The node has not the label by which pods are spread.
    case spreadLabel
    case affinity
    case antiAffinity
    case othersAntiAffinity

    var reasons: [String] {
      switch self {
      case .unschedulable: ["node(s) were unschedulable"]
      case .taint: ["node(s) had untolerated taint(s)"]
      case .selector: ["node(s) didn't match Pod's node affinity/selector"]
      case .resources(let names, _): names
      case .spread: ["node(s) didn't match pod topology spread constraints"]
      case .spreadLabel:
        ["node(s) didn't match pod topology spread constraints (missing required label)"]
      case .affinity: ["node(s) didn't match pod affinity rules"]
      case .antiAffinity: ["node(s) didn't match pod anti-affinity rules"]
      case .othersAntiAffinity: ["node(s) didn't satisfy existing pods anti-affinity rules"]
      }
    }

    /// Whether removing other pods could help.
    var isResolvable: Bool {
      switch self {
      case .spread, .antiAffinity, .othersAntiAffinity: true
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
    let spread = TopologySpread(of: pod, demand, in: store)
    if let owner = pod.metadata.controller,
      let placed = placements[ObjectName(pod.metadata.namespace, owner.name)],
      let node = store.nodes["", placed]?.object
    {
      let room = store.index.room(ofNode: placed)
      let fits = demand.matchesAffinity(node)
      if (demand.obstacle(on: node, room, fits: fits) ?? spread.obstacle(on: node)
        ?? affinity.obstacle(on: node)) == nil
      {
        return bind(pod, to: node)
      }
      // Said by the set-up, which looks for pods without a node.
      return refuse(pod, "the node \(placed), on which it is to run, cannot take it")
    }
    var list = nodeList ?? NodeList(store.nodes.all, store.index)
    nodeList = nil
    defer { nodeList = list }
    let place = list.place(of: demand)
    var obstacles: [Obstacle] = []
    var feasible: [Int] = []
    let count = list.nodes.count
    let enough = Self.feasibleNodes(of: count)
    let start = count == 0 ? 0 : nextNode % count
    var looked = 0
    while looked < count, feasible.count < enough {
      let position = (start + looked) % count
      looked += 1
      if let obstacle = list.obstacle(at: position, for: place, store.index)
        ?? spread.obstacle(on: list.nodes[position].object)
        ?? affinity.obstacle(on: list.nodes[position].object)
      {
        obstacles.append(obstacle)
      } else {
        feasible.append(position)
      }
    }
    if count > 0 { nextNode = (start + looked) % count }
    let preferences = PodPreferences(of: pod, in: store)
    let best = Self.best(feasible) { position in
      var score = list.score(at: position, for: place)
      score.nearness = preferences.weight(on: list.nodes[position].object)
      return score
    }
    if let node = choose(among: best.map { list.nodes[$0] }, for: pod) {
      bind(pod, to: node.object)
    } else {
      refuse(pod, Self.message(obstacles))
    }
  }

  /// One of equally good nodes: the one that was chosen before, or else the seed's.
  private mutating func choose(among best: [Snapshot<Node>], for pod: Pod) -> Snapshot<Node>? {
    if let owner = pod.metadata.controller, !best.isEmpty,
      let chosen = choices.takeNext(forPodOf: ObjectName(pod.metadata.namespace, owner.name)),
      let node = best.first(where: { $0.object.metadata.name == chosen })
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

  /// Of nodes by their positions those with the highest score.
  private static func best(_ nodes: [Int], _ score: (Int) -> NodeScore) -> [Int] {
    if nodes.count < 2 { return nodes }
    let totals = NodeScore.totals(nodes.map(score))
    let highest = totals.max()
    return nodes.indices.filter { totals[$0] == highest }.map { nodes[$0] }
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

extension NodeDemand {
  /// Why a node cannot take such a pod, other pods aside; nil when it can. `fits` tells whether the
  /// node has the labels that the pod asks for.
  func obstacle(on node: Node, _ room: NodeRoom, fits: Bool) -> World.Obstacle? {
    if node.spec.unschedulable {
      var taint = Taint()
      taint.key = Node.cordonTaint
      taint.effect = "NoSchedule"
      if !tolerates(taint) { return .unschedulable }
    }
    if !node.spec.taints.isEmpty, !toleratesTaints(node) { return .taint }
    if !fits { return .selector }
    return shortage(in: room)
  }

  /// pkg/scheduler/framework/plugins/noderesources/fit.go.
  private func shortage(in room: NodeRoom) -> World.Obstacle? {
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
}
