import GodwitModel

/// What KubeVirt makes of the eviction of a launcher pod, by the strategy of its VMI.
///
/// KubeVirt admitters/pod-eviction-admitter.go:139-160.
enum EvictionRule: Hashable, Sendable {
  /// The pod is evicted.
  case allow
  /// The pod stays, and nothing comes of it.
  case refuse(String)
  /// The pod stays, and the VMI has to leave its node.
  case evacuate

  init(for instance: VirtualMachineInstance, strategy: EvictionStrategy) {
    let isMigratable = instance.status.conditions["LiveMigratable"]?.status == "True"
    switch strategy {
    case .liveMigrate where !isMigratable:
      self = .refuse(
        "VMI \(instance.metadata.name) is configured with an eviction strategy but is not "
          + "live-migratable")
    case .liveMigrate, .external: self = .evacuate
    case .liveMigrateIfPossible where isMigratable: self = .evacuate
    default: self = .allow
    }
  }

  /// The words for an evacuation, which the descheduler knows.
  static func evacuationText(_ instance: VirtualMachineInstance) -> String {
    let name = instance.metadata
    return "Eviction triggered evacuation of VMI \"\(name.namespace)/\(name.name)\""
  }
}
