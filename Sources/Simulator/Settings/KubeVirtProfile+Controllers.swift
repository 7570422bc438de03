/// What virt-controller of a version does.
///
/// Files are below pkg/virt-controller/watch of the tag; up to v1.3 `migration.go` was in that
/// folder itself.
extension KubeVirtProfile {
  // MARK: Migrations

  /// `status.migrationState.sourcePod` and `failureReason`: since v1.3.
  var hasFailureReason: Bool { minor >= 3 }

  /// Up to v1.4 every final migration of a VMI, also an old one, takes over the VMI's latest state;
  /// since v1.5 only the state that is its own (migration.go, updateStatus).
  var copiesStateOfOthers: Bool { minor < 5 }

  /// Since v1.4 migrations of workload updates back off as well as evacuations
  /// (handleMigrationBackoff).
  var updatesBackOff: Bool { minor >= 4 }

  /// Since v1.6 what runs goes before what waits (sigs.k8s.io/controller-runtime priorityqueue);
  /// before, first come first served.
  var hasPriorityQueue: Bool { minor >= 6 }

  /// Since v1.6 a migration counts for the node that it left until it is final
  /// (outboundMigrationsOnNode).
  var countsMigrationsThatLeft: Bool { minor >= 6 }

  /// A VMI's memory that is to change keeps its migration from succeeding: since v1.1.
  var waitsForMemoryChange: Bool { minor >= 1 }

  /// A VMI that has to migrate again keeps its migration from succeeding, and a migration takes
  /// that condition away: since v1.6.
  var hasMigrationRequired: Bool { minor >= 6 }

  /// Since v1.9 the pod that a migration left is deleted with the migration, when only the newest
  /// five are kept (migration.go:2278).
  var collectsPodsOfMigrations: Bool { minor >= 9 }

  /// The words of SuccessfulDelete for a target pod that is cancelled or waited too long.
  ///
  /// Up to v1.2 the pod's name is handed to a text without a place for it, and Go adds it as extra.
  func deletion(of pod: String, _ text: DeletionText) -> String {
    if minor >= 3 { return text.before + " \(pod) " + text.after }
    let name = pod.split(separator: "/").last ?? ""
    return text.old + "%!(EXTRA string=\(name))"
  }

  /// Why a target pod is deleted.
  enum DeletionText: Hashable, Sendable {
    case canceled
    case unschedulable
    case pending

    fileprivate var before: String {
      switch self {
      case .canceled: "migration canceled and pod"
      case .unschedulable: "unschedulable pod"
      case .pending: "pending pod"
      }
    }

    fileprivate var after: String {
      self == .canceled ? "is deleted" : "timeout period exceeded"
    }

    fileprivate var old: String { self == .canceled ? "migration canceled" : before + " " + after }
  }

  // MARK: Migrations that never began

  /// The reason in the event of a migration whose target was lost.
  var lostTargetReason: String { minor < 3 ? "target pod is down" : "Target pod is down" }

  /// Since v1.9 that reason is stored; v1.3 to v1.8 set it only after the VMI was patched
  /// (handleMarkMigrationFailedOnVMI).
  var storesLostTargetReason: Bool { minor >= 9 }

  /// Up to v1.8 a VMI is not told of a lost target any more once its virt-handler listens, and a
  /// failed migration tells it on the same conditions only (migration.go, sync).
  var tellsOfLostTargetOnlyBeforePorts: Bool { minor < 9 }

  // MARK: Evacuations

  /// Up to v1.8 evacuations are made as places are free, unless priorities are in use; since v1.9
  /// all at once (drain/evacuation/evacuation.go, sync).
  var makesAllEvacuations: Bool { minor >= 9 }

  /// v1.0 counts migrations that wait as well when it looks for places.
  var countsWaitingMigrations: Bool { minor < 1 }

  /// How the descheduler is told that a pod is on its way.
  enum EvictionMark: Hashable, Sendable {
    case none
    /// v1.3 to v1.6: the migration controller, on the source pod of an evacuation, with the value
    /// `kubevirt`, until the migration fails (descheduler/descheduler.go).
    case byMigration
    /// Since v1.7: the VMI controller, as long as the VMI is marked (vmi/lifecycle.go:220-233).
    case byInstance
  }

  var evictionMark: EvictionMark { minor < 3 ? .none : minor < 7 ? .byMigration : .byInstance }

  /// The condition EvictionRequested of VMIs: since v1.7.
  var hasEvictionRequested: Bool { minor >= 7 }

  /// Up to v1.5 each VMI that evictions are to migrate has a disruption budget, raised to two pods
  /// while it migrates (drain/disruptionbudget/disruptionbudget.go; migration.go, expandPDB).
  var createsDisruptionBudgets: Bool { minor < 6 }

  // MARK: Pods

  /// The label of the machine type that a node must have: since v1.6
  /// (services/nodeselectorrenderer.go).
  var selectsMachineType: Bool { minor >= 6 }

  /// Since v1.8 a target has the CPU vendor of the source.
  var selectsVendor: Bool { minor >= 8 }

  /// The annotation by which the descheduler knows that an eviction takes time: since v1.3.
  var annotatesRequestEvictOnly: Bool { minor >= 3 }

  /// The container that prints the guest's serial console: since v1.1.
  var hasConsoleLog: Bool { minor >= 1 }
}
