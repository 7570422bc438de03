/// The metadata of an API object.
package struct ObjectMeta: StructuredValue {
  package var name = ""
  package var generateName = ""
  package var namespace = ""
  package var uid = ""
  package var resourceVersion = ""
  package var generation = 0
  package var creationTimestamp: Timestamp?
  package var deletionTimestamp: Timestamp?
  package var deletionGracePeriodSeconds: Int?
  package var labels = StringMap()
  package var annotations = StringMap()
  package var finalizers: [String] = []
  package var ownerReferences: [OwnerReference] = []
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<ObjectMeta>(
    Field("name", \.name),
    Field("generateName", \.generateName),
    Field("namespace", \.namespace),
    Field("uid", \.uid),
    Field("resourceVersion", \.resourceVersion),
    Field("generation", \.generation),
    Field("creationTimestamp", \.creationTimestamp),
    Field("deletionTimestamp", \.deletionTimestamp),
    Field("deletionGracePeriodSeconds", \.deletionGracePeriodSeconds),
    Field("labels", \.labels),
    Field("annotations", \.annotations),
    Field("finalizers", \.finalizers),
    Field("ownerReferences", \.ownerReferences))

  /// Whether a deletion has been asked for.
  package var isBeingDeleted: Bool { deletionTimestamp != nil }

  /// The owner that controls the object.
  package var controller: OwnerReference? { ownerReferences.first { $0.controller == true } }
}

/// A reference from an object to its owner.
package struct OwnerReference: StructuredValue {
  package var apiVersion = ""
  package var kind = ""
  package var name = ""
  package var uid = ""
  package var controller: Bool?
  package var blockOwnerDeletion: Bool?
  package var rest = JSONObject()

  package init() {}

  package static let fields = FieldTable<OwnerReference>(
    Field("apiVersion", \.apiVersion),
    Field("kind", \.kind),
    Field("name", \.name),
    Field("uid", \.uid),
    Field("controller", \.controller),
    Field("blockOwnerDeletion", \.blockOwnerDeletion))
}

/// A condition of an object's status.
package struct Condition: StructuredValue {
  package var type = ""
  package var status = ""
  package var reason = ""
  package var message = ""
  /// Written as `null` while unset, as KubeVirt's conditions are.
  package var lastProbeTime: Timestamp?
  package var lastTransitionTime: Timestamp?
  package var rest = JSONObject()

  package init() {}

  package init(
    type: String, status: String, reason: String = "", message: String = "",
    lastProbeTime: Timestamp? = nil, lastTransitionTime: Timestamp? = nil
  ) {
    self.type = type
    self.status = status
    self.reason = reason
    self.message = message
    self.lastProbeTime = lastProbeTime
    self.lastTransitionTime = lastTransitionTime
  }

  package static let fields = FieldTable<Condition>(
    Field("type", \.type),
    Field("status", \.status),
    Field("reason", \.reason),
    Field("message", \.message),
    Field("lastProbeTime", \.lastProbeTime),
    Field("lastTransitionTime", \.lastTransitionTime))

  /// The condition with its two times always there, `null` while unset.
  package var json: JSONValue? {
    var object = JSONObject()
    object.append("lastProbeTime", lastProbeTime?.json ?? .null)
    object.append("lastTransitionTime", lastTransitionTime?.json ?? .null)
    if let message = message.json { object.append("message", message) }
    if let reason = reason.json { object.append("reason", reason) }
    object.append("status", .string(status))
    object.append("type", .string(type))
    for member in rest.members { object[member.key] = member.value }
    return .object(rest.isEmpty ? object : object.sortedByKey)
  }

  package static func appendJSON(
    of place: UnsafePointer<Condition>, to bytes: inout [UInt8]
  ) -> Bool {
    appendWhole(place.pointee.json, to: &bytes)
  }
}

extension [Condition] {
  /// The condition of this type.
  package subscript(type: String) -> Condition? {
    for condition in self where condition.type == type { return condition }
    return nil
  }
}

/// When an object first entered a phase.
package struct PhaseTransition: StructuredValue {
  package var phase = ""
  package var phaseTransitionTimestamp: Timestamp?
  package var rest = JSONObject()

  package init() {}

  package init(phase: String, at time: Timestamp) {
    self.phase = phase
    phaseTransitionTimestamp = time
  }

  package static let fields = FieldTable<PhaseTransition>(
    Field("phase", \.phase),
    Field("phaseTransitionTimestamp", \.phaseTransitionTimestamp))
}
