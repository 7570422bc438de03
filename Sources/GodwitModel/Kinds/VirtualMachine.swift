/// A KubeVirt VirtualMachine (`kubevirt.io/v1`).
package struct VirtualMachine: TypedObject {
  fileprivate var _metadata = Boxed(ObjectMeta())
  package var metadata: ObjectMeta {
    unsafeAddress { _metadata.address }
    _modify { yield &_metadata.value }
  }
  fileprivate var _spec = Boxed(VirtualMachineSpec())
  package var spec: VirtualMachineSpec {
    unsafeAddress { _spec.address }
    _modify { yield &_spec.value }
  }
  fileprivate var _status = Boxed(VirtualMachineStatus())
  package var status: VirtualMachineStatus {
    unsafeAddress { _status.address }
    _modify { yield &_status.value }
  }
  package var rest = JSONObject()

  package init() {}

  package static let kind = ResourceKind.virtualMachine
  package static let fields = FieldTable<VirtualMachine>(
    Field("metadata", \._metadata), Field("spec", \._spec), Field("status", \._status))
  package var erased: APIObject { .virtualMachine(Snapshot(self)) }
}

/// What a VirtualMachine should be.
package struct VirtualMachineSpec: StructuredValue {
  /// `Always`, `Halted`, `Manual`, `RerunOnFailure`, `Once`, `WaitAsReceiver`.
  package var runStrategy: String?
  package var running: Bool?
  fileprivate var _template = Boxed(VirtualMachineTemplate())
  package var template: VirtualMachineTemplate {
    unsafeAddress { _template.address }
    _modify { yield &_template.value }
  }
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<VirtualMachineSpec>(
    Field("runStrategy", \.runStrategy),
    Field("running", \.running),
    Field("template", \._template))
}

/// The instance that a VirtualMachine makes.
package struct VirtualMachineTemplate: StructuredValue {
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
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<VirtualMachineTemplate>(
    Field("metadata", \._metadata), Field("spec", \._spec))
}

/// What is known of a VirtualMachine.
package struct VirtualMachineStatus: StructuredValue {
  package var created = false
  package var ready = false
  package var printableStatus = ""
  package var conditions: [Condition] = []
  package var runStrategy = ""
  package var desiredGeneration = 0
  package var observedGeneration = 0
  package var stateChangeRequests: [JSONValue] = []
  package var volumeSnapshotStatuses: [JSONValue] = []
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<VirtualMachineStatus>(
    Field("created", \.created),
    Field("ready", \.ready),
    Field("printableStatus", \.printableStatus),
    Field("conditions", \.conditions),
    Field("runStrategy", \.runStrategy),
    Field("desiredGeneration", \.desiredGeneration),
    Field("observedGeneration", \.observedGeneration),
    Field("stateChangeRequests", \.stateChangeRequests),
    Field("volumeSnapshotStatuses", \.volumeSnapshotStatuses))
}
