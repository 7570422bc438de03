import GodwitModel

/// Frequencies of the time stamp counter: which VMIs depend on it, and what of it nodes offer.
///
/// KubeVirt pkg/virt-controller/watch/topology/{tsc,hinter,filter,nodetopologyupdater}.go.
enum Topology {
  /// What a VMI needs its frequency for.
  enum Requirement: Hashable, Sendable {
    case boot
    case migration
  }

  static let frequencyLabel = "cpu-timer.node.kubevirt.io/tsc-frequency"
  static let scalableLabel = "cpu-timer.node.kubevirt.io/tsc-scalable"
  static let schedulingLabel = "scheduling.node.kubevirt.io/tsc-frequency-"

  /// Of VMs for which guest timers would be inconsistent after a migration.
  static let obstacle =
    "HyperV Reenlightenment VMIs cannot migrate when TSC Frequency is not exposed on the cluster: "
    + "guest timers might be inconsistent"

  /// Why a VMI depends on the frequency; nil when it does not.
  static func requirement(of spec: VirtualMachineInstanceSpec) -> Requirement? {
    let needsInvariant = (spec.domain.cpu?.features ?? []).contains {
      $0.name == "invtsc" && ($0.policy == "require" || $0.policy == "force")
    }
    if needsInvariant { return .boot }
    let enlightenment = spec.domain.features["hyperv"]?["reenlightenment"]
    return enlightenment?["enabled"]?.bool == true ? .migration : nil
  }

  /// The frequency on which a VMI counts; nil when none is known.
  static func frequency(of instance: VirtualMachineInstance) -> Int64? {
    guard let hint = instance.status.rest["topologyHints"]?["tscFrequency"]?.int, hint > 0 else {
      return nil
    }
    return Int64(hint)
  }

  /// The frequency of a node in Hz, if its label says one.
  static func frequency(of node: Node) -> Int64? {
    guard let text = node.metadata.labels[frequencyLabel], let value = Int64(text), value > 0
    else { return nil }
    return value
  }

  /// Which frequencies of those in use a node can give its guests, its own among them, ascending.
  ///
  /// QEMU accepts a difference of 250 parts in a million; a scalable counter also runs slower.
  static func offered(by node: Node, inUse: [Int64]) -> [Int64] {
    guard let own = frequency(of: node) else { return [] }
    let isScalable = node.metadata.labels[scalableLabel] == "true"
    let tolerance = own / 4000
    let offered = (inUse + [own]).filter { wanted in
      abs(wanted - own) <= tolerance || isScalable && wanted <= own
    }
    var unique: [Int64] = []
    for value in offered.sorted() where unique.last != value { unique.append(value) }
    return unique
  }
}

extension World {
  /// How often the labels of nodes are brought up to date (application.go, 30 s).
  static let topologyPeriod = Span.seconds(30)

  /// What the status of a new VMI says of the frequency; nil when it does not depend on one
  /// (hinter.go:34-47). Without a node that has one it is 0.
  func topologyHints(for instance: VirtualMachineInstance) -> JSONValue? {
    guard instance.spec.rest["architecture"] == "amd64",
      Topology.requirement(of: instance.spec) != nil
    else { return nil }
    return ["tscFrequency": .int(Int(lowestFrequency() ?? 0))]
  }

  /// Of the nodes that take guests or have some (hinter.go:49-68).
  private func lowestFrequency() -> Int64? {
    if let configured = settings.minimumTSCFrequency { return configured }
    var lowest: Int64?
    for node in store.nodes.all.map(\.object) {
      guard let frequency = Topology.frequency(of: node),
        node.metadata.labels["kubevirt.io/schedulable"] == "true"
          || !store.index.instances(onNode: node.metadata.name).isEmpty
      else { continue }
      lowest = min(lowest ?? frequency, frequency)
    }
    return lowest
  }

  /// Says on every node which frequencies it offers (nodetopologyupdater.go:36-105).
  mutating func updateNodeTopology() {
    var inUse = store.virtualMachineInstances.all.compactMap { Topology.frequency(of: $0.object) }
    if let lowest = lowestFrequency() { inUse.append(lowest) }
    for node in store.nodes.all.map(\.object) where Topology.frequency(of: node) != nil {
      var labels = node.metadata.labels
      for entry in labels.entries where entry.key.hasPrefix(Topology.schedulingLabel) {
        labels[entry.key] = nil
      }
      for frequency in Topology.offered(by: node, inUse: inUse) {
        labels[Topology.schedulingLabel + String(frequency)] = "true"
      }
      guard labels != node.metadata.labels else { continue }
      var changed = node
      changed.metadata.labels = labels
      store.update(changed.erased, at: now)
    }
  }

  /// Has the labels of the nodes looked at with the next period.
  mutating func awaitTopologyUpdate() {
    wake(WorkKey(.topology, node: ""), after: Self.topologyPeriod)
  }
}
