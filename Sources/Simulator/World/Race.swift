import GodwitModel

/// The order in which actors that look at the same change get there.
///
/// KubeVirt's and Kubernetes' components are processes of their own with caches of their own: which
/// of them acts first on a change is open, and the run's seed decides. The latencies in
/// `World+Dispatch` are what a look usually takes; one of sixteen comes much later.
struct Race: Sendable {
  private var generator: SeededGenerator
  /// Off during the set-up, whose outcome is given and whose order nobody sees.
  var isOn = false

  init(seed: UInt64) { generator = SeededGenerator(seed: seed, purpose: "races") }

  mutating func goOn(under seed: UInt64) {
    generator = SeededGenerator(seed: seed, purpose: "races")
  }

  /// How long this look takes: from half of what it usually takes upwards.
  mutating func time(of controller: Controller, usually latency: Span) -> Span {
    guard isOn else { return latency }
    let draw = generator.next()
    let fraction = Int64(draw >> 54)
    let unit = latency.nanoseconds / 1024
    switch controller {
    case .heartbeat, .nodeLifecycle, .podEviction, .podCollector, .topology,
      .roleAggregation, .workloadUpdate, .namespace, .serviceAccount,
      .resourceQuota:
      return latency
    // virt-handler's time is a setting, and mostly its own work: it varies by a tenth at most.
    case .handler: return latency + .nanoseconds(unit * fraction / 10)
    case .virtualMachine, .instance, .migration, .evacuation, .disruptionBudget, .disruption,
      .nodeTaints, .garbageCollector, .scheduler, .kubelet:
      let halves: Int64 = draw & 0xF == 0 ? 14 : draw & 0x3 == 1 ? 4 : 2
      return .nanoseconds(latency.nanoseconds / 2 + unit * fraction / 2 * halves)
    }
  }
}
