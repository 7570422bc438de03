import GivenObjects

/// What virt-handler and virt-launcher of a version do.
extension KubeVirtProfile {
  // MARK: virt-handler

  /// Up to v1.5 the source's virt-handler moves `nodeName` and writes the end, all in one update;
  /// since v1.6 the target's moves it with `endTimestamp`, and writes `completed` one update later
  /// (pkg/virt-handler/vm.go, migrationSourceUpdateVMIStatus; migration-target.go).
  var sourceHandsOver: Bool { minor < 6 }

  /// Since v1.6 the target's virt-handler removes the label `migrationTargetNodeName` at the end;
  /// before, it stays until the next migration.
  var removesTargetLabel: Bool { minor >= 6 }

  /// v1.6 to v1.8 do not set `completed` of a migration that failed once it had begun
  /// (migration-source.go, setMigrationProgressStatus; tests/libmigration/migration.go:466).
  var completesFailures: Bool { minor < 6 || minor >= 9 }

  /// Up to v1.8 `abortStatus` follows the launcher, so `Aborting` shows; since v1.9 it is written
  /// with a failure only.
  var mirrorsAbortStatus: Bool { minor < 9 }

  /// The condition StorageLiveMigratable: since v1.4.
  var hasStorageCondition: Bool { minor >= 4 }

  /// Up to v1.5 disks come first among what keeps a VM from migrating, since v1.6 last
  /// (pkg/virt-handler/vm.go, calculateLiveMigrationCondition).
  var disksDecideFirst: Bool { minor < 6 }

  /// Since v1.3 Hyper-V passthrough keeps a VM from migrating.
  var rejectsHypervPassthrough: Bool { minor >= 3 }

  /// Since v1.6 Secure Execution is known to keep a VM from migrating.
  var rejectsSecureExecution: Bool { minor >= 6 }

  /// Since v1.7 TDX is known to keep a VM from migrating.
  var rejectsTDX: Bool { minor >= 7 }

  /// Up to v1.8 there is one text for all host devices; since v1.9 it says which.
  var tellsHostDevicesApart: Bool { minor >= 9 }

  /// Why the interface of the pod network keeps a VM from migrating
  /// (pkg/network/vmispec/interface.go).
  func networkObstacle(annotation: String) -> String {
    let beginning = "cannot migrate VMI which does not use masquerade"
    let end = "to connect to the pod network"
    if minor >= 8 { return "\(beginning) or a migratable plugin \(end)" }
    let bridge = "bridge with \(annotation) VM annotation"
    return minor < 2
      ? "\(beginning) \(end) or \(bridge)"
      : "\(beginning), \(bridge) or a migratable plugin \(end)"
  }

  /// A pod network without an interface keeps a VM from migrating: since v1.8.
  var wantsInterfaceOfPodNetwork: Bool { minor >= 8 }

  // MARK: Node labels

  var nodeLabels: NodeLabelRules { NodeLabelRules(minor: minor) }

  // MARK: virt-launcher

  /// The reason of a copy that the user ended, or that a time-out did.
  enum AbortReason: Hashable, Sendable {
    case canceled
    /// Seconds since the last progress.
    case stuck(Int64)
    /// The time that was allowed, in seconds.
    case late(Int64)
  }

  /// virt-launcher/virtwrap/live-migration-source.go: one text since v1.9 (setMigrationResult), one
  /// for each cause before (startMonitor, processInflightMigration). A user's abort may up to v1.5
  /// also be reported with libvirt's own error, when that comes before the monitor looks.
  func failureReason(_ reason: AbortReason) -> String {
    if minor >= 9 { return "Live migration has been aborted" }
    return switch reason {
    case .canceled: "Live migration aborted "
    case .stuck(let seconds):
      "Live migration stuck for \(seconds) seconds and has been aborted"
    case .late(let seconds):
      "Live migration is not completed after \(seconds) seconds and has been aborted"
    }
  }

  /// The reason of a copy that libvirt gave up with `error`: the bare error since v1.6, when the
  /// result is set where it is met (migrateHelper).
  func failureReason(ofError error: String) -> String {
    if minor >= 6 { return error }
    return "Live migration failed error encountered during MigrateToURI3 libvirt api call: " + error
  }
}
