/// What is known of a VirtualMachineInstance.
package struct VirtualMachineInstanceStatus: StructuredValue {
  package var phase = VirtualMachineInstancePhase.unset
  package var phaseTransitionTimestamps: [PhaseTransition] = []
  package var nodeName = ""
  package var evacuationNodeName = ""
  package var reason = ""
  /// Pod UID → node name; a pod that is not scheduled yet has an empty one.
  @KeptWhenEmpty package var activePods = StringMap()
  package var conditions: [Condition] = []
  package var migrationState: MigrationState?
  package var migrationMethod = MigrationMethod.unset
  package var migrationTransport = ""
  package var launcherContainerImageVersion = ""
  package var qosClass = ""
  package var selinuxContext = ""
  package var runtimeUser = 0
  package var currentCPUTopology: JSONValue = .null
  package var guestOSInfo: JSONValue = .null
  package var memory: JSONValue = .null
  package var machine: DomainMachine?
  package var interfaces: [JSONValue] = []
  package var volumeStatus: [JSONValue] = []
  package var migratedVolumes: [JSONValue] = []
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<VirtualMachineInstanceStatus>(
    Field("phase", \.phase),
    Field("phaseTransitionTimestamps", \.phaseTransitionTimestamps),
    Field("nodeName", \.nodeName),
    Field("evacuationNodeName", \.evacuationNodeName),
    Field("reason", \.reason),
    Field("activePods", \._activePods),
    Field("conditions", \.conditions),
    Field("migrationState", \.migrationState),
    Field("migrationMethod", \.migrationMethod),
    Field("migrationTransport", \.migrationTransport),
    Field("launcherContainerImageVersion", \.launcherContainerImageVersion),
    Field("qosClass", \.qosClass),
    Field("selinuxContext", \.selinuxContext),
    Field("runtimeUser", \.runtimeUser),
    Field("currentCPUTopology", \.currentCPUTopology),
    Field("guestOSInfo", \.guestOSInfo),
    Field("memory", \.memory),
    Field("machine", \.machine),
    Field("interfaces", \.interfaces),
    Field("volumeStatus", \.volumeStatus),
    Field("migratedVolumes", \.migratedVolumes))
}

/// The phase of a VirtualMachineInstance; it stays `Running` during a migration.
package struct VirtualMachineInstancePhase: TokenValue {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let pending = VirtualMachineInstancePhase(rawValue: "Pending")
  package static let scheduling = VirtualMachineInstancePhase(rawValue: "Scheduling")
  package static let scheduled = VirtualMachineInstancePhase(rawValue: "Scheduled")
  package static let running = VirtualMachineInstancePhase(rawValue: "Running")
  package static let succeeded = VirtualMachineInstancePhase(rawValue: "Succeeded")
  package static let failed = VirtualMachineInstancePhase(rawValue: "Failed")
  package static let unknown = VirtualMachineInstancePhase(rawValue: "Unknown")

  /// Whether the guest has ended for good.
  package var isFinal: Bool { self == .succeeded || self == .failed }
}

/// How a VM migrates: memory only, or its disks as well.
package struct MigrationMethod: TokenValue {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let liveMigration = MigrationMethod(rawValue: "LiveMigration")
  package static let blockMigration = MigrationMethod(rawValue: "BlockMigration")
}
