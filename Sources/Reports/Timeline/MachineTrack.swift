import GodwitModel

/// Follows one VM's instance through the observations.
struct MachineTrack {
  let namespace: String
  let name: String
  var pods: [Timeline.PodBar] = []
  private var stays: [Timeline.Stay] = []
  private var present: (node: String, since: Instant)?
  /// Where it must have been before anything was known, from the migration's own record.
  private var inferredSource: String?
  private var wasAdded = false
  private var wasPlaced = false

  init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// Notes that it runs on `node` from `instant` on.
  mutating func begin(on node: String, at instant: Instant) {
    if present?.node == node { return }
    leave(at: instant)
    if !node.isEmpty {
      present = (node, instant)
      wasPlaced = true
    }
  }

  /// Reads one change of the instance; `start` is that of the attempt.
  mutating func read(_ start: Instant, _ observation: ReadObservation) {
    if observation.type == .added { wasAdded = true }
    if inferredSource == nil, !wasPlaced, !wasAdded,
      let source = observation.value(at: "status", "migrationState", "sourceNode")?.string
    {
      inferredSource = source
      begin(on: source, at: start)
    }
    if let node = observation.value(at: "status", "nodeName") {
      begin(on: node.string ?? "", at: observation.at)
    }
    let phase = observation.value(at: "status", "phase")?.string
    if observation.type == .deleted || phase == "Succeeded" || phase == "Failed" {
      leave(at: observation.at)
    }
  }

  private mutating func leave(at instant: Instant) {
    guard let present else { return }
    stays.append(.init(node: present.node, interval: .init(present.since, instant)))
    self.present = nil
  }

  /// The machine, or nil when it was never seen on a node and has no pods.
  func finished(start: Instant, end: Instant) -> Timeline.Machine? {
    var track = self
    track.leave(at: end)
    if track.stays.isEmpty, pods.isEmpty { return nil }
    var machine = Timeline.Machine(namespace: namespace, name: name, stays: track.stays)
    machine.pods = pods.compactMap { pod in
      // From when the VM runs in it, its own bar tells the story.
      guard let node = pod.node,
        let stay = track.stays.first(where: {
          $0.node == node && $0.interval.end > pod.interval.start
            && $0.interval.start < pod.interval.end
        })
      else { return pod }
      var shortened = pod
      shortened.interval.end = min(pod.interval.end, stay.interval.start)
      return shortened.interval.end > shortened.interval.start ? shortened : nil
    }.sorted { ($0.interval.start, $0.name) < ($1.interval.start, $1.name) }
    return machine
  }
}

/// Follows one virt-launcher pod that was made during the attempt.
struct PodTrack {
  let namespace: String
  let name: String
  let machine: String
  private let made: Instant
  private var bound: (node: String, at: Instant)?
  private(set) var end: Instant?

  /// Nil when the new pod is not a VM's.
  init?(_ observation: ReadObservation) {
    let isLauncher =
      observation.value(at: "metadata", "labels", "kubevirt.io")?.string == "virt-launcher"
      || observation.name.hasPrefix("virt-launcher-")
    guard isLauncher, let machine = Self.machine(of: observation) else { return nil }
    namespace = observation.namespace
    name = observation.name
    self.machine = machine
    made = observation.at
  }

  private static func machine(of observation: ReadObservation) -> String? {
    let owners = observation.value(at: "metadata", "ownerReferences")?.array ?? []
    if let owner = owners.first(where: { $0["kind"]?.string == "VirtualMachineInstance" }) {
      return owner["name"]?.string
    }
    if let name = observation.value(at: "metadata", "labels", "vm.kubevirt.io/name")?.string {
      return name
    }
    // virt-launcher-NAME-SUFFIX
    let parts = observation.name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count > 3 ? parts[2..<(parts.count - 1)].joined(separator: "-") : nil
  }

  mutating func read(_ observation: ReadObservation) {
    if let node = observation.value(at: "spec", "nodeName")?.string, bound == nil {
      bound = (node, observation.at)
    }
    let phase = observation.value(at: "status", "phase")?.string
    if observation.type == .deleted || phase == "Succeeded" || phase == "Failed" {
      end = observation.at
    }
  }

  /// Its time without a node, if there was any, and its time on the node.
  func bars(end attemptEnd: Instant) -> [Timeline.PodBar] {
    let end = end ?? attemptEnd
    guard let bound else {
      return [Timeline.PodBar(name: name, node: nil, interval: .init(made, end))]
    }
    var bars = [
      Timeline.PodBar(name: name, node: bound.node, interval: .init(bound.at, max(end, bound.at)))
    ]
    if bound.at > made {
      bars.insert(
        Timeline.PodBar(name: name, node: nil, interval: .init(made, bound.at)), at: 0)
    }
    return bars
  }
}
