/// What the API of a version has and answers.
extension KubeVirtProfile {
  // MARK: Fields

  /// A field that is younger than v1.0.
  struct YoungField: Hashable, Sendable {
    /// The named type of `KindSchema` that has it, without its group, and its name.
    let type: String
    let name: String
    /// The first minor version with it.
    let since: Int
  }

  /// Fields of migrations, their policies and their settings that came after v1.0.
  ///
  /// staging/src/kubevirt.io/api/core/v1/types.go and api/migrations/v1alpha1/types.go of each tag.
  static let youngFields: [YoungField] = [
    YoungField(type: "VirtualMachineInstanceMigrationSpec", name: "addedNodeSelector", since: 6),
    YoungField(type: "VirtualMachineInstanceMigrationSpec", name: "sendTo", since: 6),
    YoungField(type: "VirtualMachineInstanceMigrationSpec", name: "receive", since: 6),
    YoungField(type: "VirtualMachineInstanceMigrationSpec", name: "priority", since: 7),
    YoungField(type: "MigrationConfiguration", name: "allowWorkloadDisruption", since: 5),
    YoungField(type: "MigrationConfiguration", name: "utilityVolumesTimeout", since: 8),
    YoungField(type: "MigrationConfiguration", name: "maxDowntimeMs", since: 9),
    YoungField(type: "MigrationPolicySpec", name: "allowWorkloadDisruption", since: 5),
    YoungField(type: "MigrationPolicySpec", name: "maxDowntimeMs", since: 9),
    YoungField(type: "MigrationPolicySpec", name: "experimental", since: 9),
    YoungField(type: "KubeVirtConfiguration", name: "vmRolloutStrategy", since: 2),
    YoungField(type: "DeveloperConfiguration", name: "disabledFeatureGates", since: 8),
    YoungField(type: "VirtualMachineInstanceSpec", name: "utilityVolumes", since: 8),
  ]

  /// Whether the version's CRD has a field; one that it has not is pruned, as any unknown field.
  ///
  /// - Parameter type: With its group: `kubevirt.MigrationConfiguration`.
  func hasField(_ name: String, ofType type: String) -> Bool {
    if minor == Self.newest.minor { return true }
    return !Self.youngFields.contains {
      $0.since > minor && $0.name == name && type.hasSuffix("." + $0.type)
    }
  }

  // MARK: Subresources

  /// `evacuate/cancel` of VMs and VMIs: since v1.7 (pkg/virt-api/api.go).
  var hasEvacuateCancel: Bool { minor >= 7 }

  // MARK: Evictions

  /// How virt-api answers an eviction that it has marked, or finds marked
  /// (admitters/pod-eviction-admitter.go).
  enum EvictionAnswer: Hashable, Sendable {
    /// Up to v1.2: nothing; the disruption budget refuses.
    case leavesItToTheBudget
    /// v1.3 and v1.4: the first one is refused by the webhook, later ones by the budget.
    case refusesTheFirst
    /// Since v1.5: refused by the webhook, those of target pods too.
    case refusesAll
  }

  var evictionAnswer: EvictionAnswer {
    minor < 3 ? .leavesItToTheBudget : minor < 5 ? .refusesTheFirst : .refusesAll
  }

  /// Since v1.4 pods that have ended are let go (`isCompleted`).
  var letsCompletedPodsGo: Bool { minor >= 4 }

  /// Since v1.4 `deleteOptions.dryRun` of an Eviction keeps the VMI from being marked.
  var marksNothingForDryDeletion: Bool { minor >= 4 }

  /// Since v1.7 pods that attach volumes are not evicted while their guest runs
  /// (hotplug-pod-eviction-interceptor).
  var protectsHotplugPods: Bool { minor >= 7 }

  /// Since v1.7 a VMI notes that the descheduler asked for its eviction.
  var notesDescheduler: Bool { minor >= 7 }

  // MARK: Defaults

  /// What becomes of changes to running VMs: `LiveUpdate` since v1.6, which lets CPUs and memory
  /// grow (pkg/virt-config/virt-config.go, DefaultVMRolloutStrategy).
  var defaultRolloutStrategy: String { minor < 6 ? "Stage" : "LiveUpdate" }

  /// Seconds for each started gigabyte: 800 up to v1.3 (virt-config.go,
  /// MigrationCompletionTimeoutPerGiB).
  var completionTimeoutPerGiB: Int { minor < 4 ? 800 : 150 }
}
