import GodwitModel

extension Timeline {
  /// How much of each a timeline holds, so that a drawing stays readable.
  package struct Limits: Hashable, Sendable {
    package var nodes = 40
    package var machines = 24
    package var migrations = 16
    package var marks = 200

    package init() {}
  }

  /// The timeline of an attempt; `nodes` are those of the scenario.
  package init(_ attempt: AttemptRecord, nodes: [String], limits: Limits = Limits()) {
    var builder = TimelineBuilder(attempt, nodes: nodes)
    self = builder.build().limited(limits)
  }

  /// Keeps what tells most: machines that moved or have pods of migrations, the nodes they need,
  /// the first migrations and marks.
  func limited(_ limits: Limits) -> Timeline {
    var limited = self
    func moves(_ index: Int) -> Bool {
      machines[index].stays.count > 1 || !machines[index].pods.isEmpty
    }
    let moving = machines.indices.filter(moves)
    let still = machines.indices.filter { !moves($0) }
    let kept = (moving + still).prefix(limits.machines).sorted()
    limited.machines = kept.map { machines[$0] }
    limited.omitted.machines = machines.count - kept.count

    var needed: Set<String> = []
    for machine in limited.machines {
      needed.formUnion(machine.stays.map(\.node))
      needed.formUnion(machine.pods.compactMap(\.node))
    }
    needed.formUnion(nodeStates.map(\.node))
    let used = nodes.filter(needed.contains)
    let unused = nodes.filter { !needed.contains($0) }
    let keptNodes = Set((used + unused).prefix(limits.nodes))
    limited.nodes = nodes.filter(keptNodes.contains)
    limited.omitted.nodes = nodes.count - limited.nodes.count
    limited.nodeStates = nodeStates.filter { keptNodes.contains($0.node) }

    limited.migrations = Array(migrations.prefix(limits.migrations))
    limited.omitted.migrations = migrations.count - limited.migrations.count
    limited.marks = Array(marks.prefix(limits.marks))
    limited.omitted.marks = marks.count - limited.marks.count
    return limited
  }
}
