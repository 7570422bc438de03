/// A KubeVirt VirtualMachineInstanceMigration (`kubevirt.io/v1`).
package struct VirtualMachineInstanceMigration: TypedObject {
  fileprivate var _metadata = Boxed(ObjectMeta())
  package var metadata: ObjectMeta {
    unsafeAddress { _metadata.address }
    _modify { yield &_metadata.value }
  }
  fileprivate var _spec = Boxed(VirtualMachineInstanceMigrationSpec())
  package var spec: VirtualMachineInstanceMigrationSpec {
    unsafeAddress { _spec.address }
    _modify { yield &_spec.value }
  }
  fileprivate var _status = Boxed(VirtualMachineInstanceMigrationStatus())
  package var status: VirtualMachineInstanceMigrationStatus {
    unsafeAddress { _status.address }
    _modify { yield &_status.value }
  }
  package var rest = JSONObject()

  package init() {}

  package static let kind = ResourceKind.virtualMachineInstanceMigration
  package static let fields = FieldTable<VirtualMachineInstanceMigration>(
    Field("metadata", \._metadata), Field("spec", \._spec), Field("status", \._status))
  package var erased: APIObject { .migration(Snapshot(self)) }
}

/// What a migration asks for; it never changes after creation.
package struct VirtualMachineInstanceMigrationSpec: StructuredValue {
  package var vmiName = ""
  package var addedNodeSelector = StringMap()
  package var priority: String?
  package var sendTo: JSONValue = .null
  package var receive: JSONValue = .null
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<VirtualMachineInstanceMigrationSpec>(
    Field("vmiName", \.vmiName),
    Field("addedNodeSelector", \.addedNodeSelector),
    Field("priority", \.priority),
    Field("sendTo", \.sendTo),
    Field("receive", \.receive))
}

/// What is known of a migration.
package struct VirtualMachineInstanceMigrationStatus: StructuredValue {
  package var phase = MigrationPhase.unset
  package var phaseTransitionTimestamps: [PhaseTransition] = []
  package var conditions: [Condition] = []
  package var migrationState: MigrationState?
  package var synchronizationAddresses: [String] = []
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<VirtualMachineInstanceMigrationStatus>(
    Field("phase", \.phase),
    Field("phaseTransitionTimestamps", \.phaseTransitionTimestamps),
    Field("conditions", \.conditions),
    Field("migrationState", \.migrationState),
    Field("synchronizationAddresses", \.synchronizationAddresses))
}

/// The phase of a migration.
///
/// Values: KubeVirt staging/src/kubevirt.io/api/core/v1/types.go:1851-1873.
package struct MigrationPhase: TokenValue {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let pending = MigrationPhase(rawValue: "Pending")
  package static let scheduling = MigrationPhase(rawValue: "Scheduling")
  package static let scheduled = MigrationPhase(rawValue: "Scheduled")
  package static let preparingTarget = MigrationPhase(rawValue: "PreparingTarget")
  package static let targetReady = MigrationPhase(rawValue: "TargetReady")
  package static let running = MigrationPhase(rawValue: "Running")
  package static let succeeded = MigrationPhase(rawValue: "Succeeded")
  package static let failed = MigrationPhase(rawValue: "Failed")
  package static let waitingForSync = MigrationPhase(rawValue: "WaitingForSync")
  package static let synchronizing = MigrationPhase(rawValue: "Synchronizing")

  /// Whether the migration has ended.
  package var isFinal: Bool { self == .succeeded || self == .failed }
}
