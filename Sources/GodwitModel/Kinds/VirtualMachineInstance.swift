/// A KubeVirt VirtualMachineInstance (`kubevirt.io/v1`).
package struct VirtualMachineInstance: TypedObject {
  fileprivate var _metadata = Boxed(ObjectMeta())
  package var metadata: ObjectMeta {
    unsafeAddress { _metadata.address }
    _modify { yield &_metadata.value }
  }
  fileprivate var _spec = Boxed(VirtualMachineInstanceSpec())
  package var spec: VirtualMachineInstanceSpec {
    unsafeAddress { _spec.address }
    _modify { yield &_spec.value }
  }
  fileprivate var _status = Boxed(VirtualMachineInstanceStatus())
  package var status: VirtualMachineInstanceStatus {
    unsafeAddress { _status.address }
    _modify { yield &_status.value }
  }
  package var rest = JSONObject()

  package init() {}

  package static let kind = ResourceKind.virtualMachineInstance
  package static let fields = FieldTable<VirtualMachineInstance>(
    Field("metadata", \._metadata), Field("spec", \._spec), Field("status", \._status))
  package var erased: APIObject { .virtualMachineInstance(Snapshot(self)) }
}

/// The specification of a VirtualMachineInstance; also the template of a VirtualMachine.
package struct VirtualMachineInstanceSpec: StructuredValue {
  fileprivate var _domain = Boxed(DomainSpec())
  package var domain: DomainSpec {
    unsafeAddress { _domain.address }
    _modify { yield &_domain.value }
  }
  package var nodeSelector = StringMap()
  package var affinity: JSONValue = .null
  package var tolerations: [Toleration] = []
  package var evictionStrategy: EvictionStrategy?
  package var terminationGracePeriodSeconds: Int?
  package var schedulerName = ""
  package var priorityClassName = ""
  package var networks: [JSONValue] = []
  package var volumes: [JSONValue] = []
  package var utilityVolumes: [JSONValue] = []
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<VirtualMachineInstanceSpec>(
    Field("domain", \._domain),
    Field("nodeSelector", \.nodeSelector),
    Field("affinity", \.affinity),
    Field("tolerations", \.tolerations),
    Field("evictionStrategy", \.evictionStrategy),
    Field("terminationGracePeriodSeconds", \.terminationGracePeriodSeconds),
    Field("schedulerName", \.schedulerName),
    Field("priorityClassName", \.priorityClassName),
    Field("networks", \.networks),
    Field("volumes", \.volumes),
    Field("utilityVolumes", \.utilityVolumes))
}

/// The hardware of a guest.
package struct DomainSpec: StructuredValue {
  package var cpu: DomainCPU?
  package var memory: DomainMemory?
  package var resources: ResourceRequirements?
  package var machine: DomainMachine?
  package var devices: JSONValue = .null
  package var features: JSONValue = .null
  package var launchSecurity: JSONValue = .null
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<DomainSpec>(
    Field("cpu", \.cpu),
    Field("memory", \.memory),
    Field("resources", \.resources),
    Field("machine", \.machine),
    Field("devices", \.devices),
    Field("features", \.features),
    Field("launchSecurity", \.launchSecurity))
}

/// The CPU of a guest.
package struct DomainCPU: StructuredValue {
  package var cores: Int?
  package var sockets: Int?
  package var threads: Int?
  package var maxSockets: Int?
  /// `host-model`, `host-passthrough`, or a named model.
  package var model = ""
  package var features: [DomainCPUFeature] = []
  package var dedicatedCPUPlacement: Bool?
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<DomainCPU>(
    Field("cores", \.cores),
    Field("sockets", \.sockets),
    Field("threads", \.threads),
    Field("maxSockets", \.maxSockets),
    Field("model", \.model),
    Field("features", \.features),
    Field("dedicatedCpuPlacement", \.dedicatedCPUPlacement))
}

/// A CPU feature and how it is wanted: `force`, `require`, `optional`, `disable` or `forbid`.
package struct DomainCPUFeature: StructuredValue {
  package var name = ""
  /// Empty means `require`.
  package var policy = ""
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<DomainCPUFeature>(
    Field("name", \.name), Field("policy", \.policy))
}

/// The memory of a guest.
package struct DomainMemory: StructuredValue {
  /// A quantity, as it was written.
  package var guest = ""
  package var maxGuest = ""
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<DomainMemory>(
    Field("guest", \.guest), Field("maxGuest", \.maxGuest))
}

/// The machine type of a guest.
package struct DomainMachine: StructuredValue {
  package var type = ""
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<DomainMachine>(Field("type", \.type))
}

/// Resources that a container or guest asks for; quantities as they were written.
package struct ResourceRequirements: StructuredValue {
  package var requests = StringMap()
  package var limits = StringMap()
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<ResourceRequirements>(
    Field("requests", \.requests), Field("limits", \.limits))
}

/// What is to happen to a VM when its pod is evicted.
package struct EvictionStrategy: TokenValue {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let none = EvictionStrategy(rawValue: "None")
  package static let liveMigrate = EvictionStrategy(rawValue: "LiveMigrate")
  package static let liveMigrateIfPossible = EvictionStrategy(rawValue: "LiveMigrateIfPossible")
  package static let external = EvictionStrategy(rawValue: "External")
}

/// Leave for a pod to run on a node in spite of a taint.
package struct Toleration: StructuredValue {
  package var key = ""
  /// `Equal` (also when empty) or `Exists`.
  package var operation = ""
  package var value = ""
  /// Empty matches every effect.
  package var effect = ""
  package var tolerationSeconds: Int?
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<Toleration>(
    Field("key", \.key),
    Field("operator", \.operation),
    Field("value", \.value),
    Field("effect", \.effect),
    Field("tolerationSeconds", \.tolerationSeconds))
}
