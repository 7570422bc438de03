/// A Kubernetes Node.
package struct Node: TypedObject {
  fileprivate var _metadata = Boxed(ObjectMeta())
  package var metadata: ObjectMeta {
    unsafeAddress { _metadata.address }
    _modify { yield &_metadata.value }
  }
  fileprivate var _spec = Boxed(NodeSpec())
  package var spec: NodeSpec {
    unsafeAddress { _spec.address }
    _modify { yield &_spec.value }
  }
  fileprivate var _status = Boxed(NodeStatus())
  package var status: NodeStatus {
    unsafeAddress { _status.address }
    _modify { yield &_status.value }
  }
  package var rest = JSONObject()

  package init() {}

  package static let kind = ResourceKind.node
  package static let fields = FieldTable<Node>(
    Field("metadata", \._metadata), Field("spec", \._spec), Field("status", \._status))
  package var erased: APIObject { .node(Snapshot(self)) }
}

/// How a node may be used.
package struct NodeSpec: StructuredValue {
  package var unschedulable = false
  package var taints: [Taint] = []
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<NodeSpec>(
    Field("unschedulable", \.unschedulable), Field("taints", \.taints))
}

/// A mark on a node that keeps pods away.
package struct Taint: StructuredValue {
  package var key = ""
  package var value = ""
  /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
  package var effect = ""
  package var timeAdded: Timestamp?
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<Taint>(
    Field("key", \.key),
    Field("value", \.value),
    Field("effect", \.effect),
    Field("timeAdded", \.timeAdded))
}

/// What is known of a node.
package struct NodeStatus: StructuredValue {
  package var capacity = StringMap()
  package var allocatable = StringMap()
  package var conditions: [JSONValue] = []
  package var addresses: [JSONValue] = []
  package var nodeInfo: JSONValue = .null
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<NodeStatus>(
    Field("capacity", \.capacity),
    Field("allocatable", \.allocatable),
    Field("conditions", \.conditions),
    Field("addresses", \.addresses),
    Field("nodeInfo", \.nodeInfo))
}
