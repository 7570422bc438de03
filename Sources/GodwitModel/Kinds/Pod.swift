/// A Kubernetes Pod.
package struct Pod: TypedObject {
  fileprivate var _metadata = Boxed(ObjectMeta())
  package var metadata: ObjectMeta {
    unsafeAddress { _metadata.address }
    _modify { yield &_metadata.value }
  }
  fileprivate var _spec = Boxed(PodSpec())
  package var spec: PodSpec {
    unsafeAddress { _spec.address }
    _modify { yield &_spec.value }
  }
  fileprivate var _status = Boxed(PodStatus())
  package var status: PodStatus {
    unsafeAddress { _status.address }
    _modify { yield &_status.value }
  }
  package var rest = JSONObject()

  package init() {}

  package static let kind = ResourceKind.pod
  package static let fields = FieldTable<Pod>(
    Field("metadata", \._metadata), Field("spec", \._spec), Field("status", \._status))
  package var erased: APIObject { .pod(Snapshot(self)) }
}

/// What a pod asks for.
package struct PodSpec: StructuredValue {
  package var nodeName = ""
  package var nodeSelector = StringMap()
  package var affinity: JSONValue = .null
  package var tolerations: [Toleration] = []
  package var containers: [Container] = []
  package var schedulerName = ""
  package var priorityClassName = ""
  package var terminationGracePeriodSeconds: Int?
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<PodSpec>(
    Field("nodeName", \.nodeName),
    Field("nodeSelector", \.nodeSelector),
    Field("affinity", \.affinity),
    Field("tolerations", \.tolerations),
    Field("containers", \.containers),
    Field("schedulerName", \.schedulerName),
    Field("priorityClassName", \.priorityClassName),
    Field("terminationGracePeriodSeconds", \.terminationGracePeriodSeconds))
}

/// A container of a pod.
package struct Container: StructuredValue {
  package var name = ""
  package var image = ""
  package var resources: ResourceRequirements?
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<Container>(
    Field("name", \.name), Field("image", \.image), Field("resources", \.resources))
}

/// What is known of a pod.
package struct PodStatus: StructuredValue {
  package var phase = PodPhase.unset
  package var conditions: [Condition] = []
  package var reason = ""
  package var message = ""
  package var podIP = ""
  package var hostIP = ""
  package var qosClass = ""
  package var startTime: Timestamp?
  package var containerStatuses: [JSONValue] = []
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<PodStatus>(
    Field("phase", \.phase),
    Field("conditions", \.conditions),
    Field("reason", \.reason),
    Field("message", \.message),
    Field("podIP", \.podIP),
    Field("hostIP", \.hostIP),
    Field("qosClass", \.qosClass),
    Field("startTime", \.startTime),
    Field("containerStatuses", \.containerStatuses))
}

/// The phase of a pod.
package struct PodPhase: TokenValue {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let pending = PodPhase(rawValue: "Pending")
  package static let running = PodPhase(rawValue: "Running")
  package static let succeeded = PodPhase(rawValue: "Succeeded")
  package static let failed = PodPhase(rawValue: "Failed")

  /// Whether the pod has ended.
  package var isFinal: Bool { self == .succeeded || self == .failed }
}
