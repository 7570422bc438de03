/// A Kubernetes Event (`v1`), as the recorders of client-go write it.
package struct Event: TypedObject {
  fileprivate var _metadata = Boxed(ObjectMeta())
  package var metadata: ObjectMeta {
    unsafeAddress { _metadata.address }
    _modify { yield &_metadata.value }
  }
  fileprivate var _involvedObject = Boxed(ObjectReference())
  package var involvedObject: ObjectReference {
    unsafeAddress { _involvedObject.address }
    _modify { yield &_involvedObject.value }
  }
  /// `Normal` or `Warning`.
  package var type = ""
  package var reason = ""
  package var message = ""
  package var count = 0
  package var firstTimestamp: Timestamp?
  package var lastTimestamp: Timestamp?
  package var source = EventSource()
  package var reportingComponent = ""
  package var reportingInstance = ""
  package var rest = JSONObject()

  package init() {}

  package static let kind = ResourceKind.event
  package static let fields = FieldTable<Event>(
    Field("metadata", \._metadata),
    Field("involvedObject", \._involvedObject),
    Field("type", \.type),
    Field("reason", \.reason),
    Field("message", \.message),
    Field("count", \.count),
    Field("firstTimestamp", \.firstTimestamp),
    Field("lastTimestamp", \.lastTimestamp),
    Field("source", \.source),
    Field("reportingComponent", \.reportingComponent),
    Field("reportingInstance", \.reportingInstance))
  package var erased: APIObject { .event(Snapshot(self)) }
}

/// Which object an event is about.
package struct ObjectReference: StructuredValue {
  package var apiVersion = ""
  package var kind = ""
  package var namespace = ""
  package var name = ""
  package var uid = ""
  package var resourceVersion = ""
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<ObjectReference>(
    Field("apiVersion", \.apiVersion),
    Field("kind", \.kind),
    Field("namespace", \.namespace),
    Field("name", \.name),
    Field("uid", \.uid),
    Field("resourceVersion", \.resourceVersion))
}

/// Who reported an event.
package struct EventSource: StructuredValue {
  package var component = ""
  package var host = ""
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<EventSource>(
    Field("component", \.component), Field("host", \.host))
}
