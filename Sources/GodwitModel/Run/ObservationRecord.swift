/// One change that was observed.
package struct ObservationRecord: Hashable, Sendable {
  /// From 0, in the order of observation; shared with requests.
  package var sequence: Int
  package var at: Instant
  package var type: ChangeType
  package var kind: String
  package var namespace: String
  package var name: String
  package var resourceVersion: String
  /// The changed fields, as they are stored.
  package var changeList: ChangeList
  /// The whole object; kept where the scenario did not pass, or objects are to be kept.
  package var object: JSONValue?

  package init(
    sequence: Int, at: Instant, type: ChangeType, key: ObjectKey, resourceVersion: String,
    changes: ChangeList, object: JSONValue? = nil
  ) {
    self.sequence = sequence
    self.at = at
    self.type = type
    kind = key.kind.kind
    namespace = key.namespace
    name = key.name
    self.resourceVersion = resourceVersion
    changeList = changes
    self.object = object
  }

  /// For readers of stored records, which know the names of a kind but not the kind.
  package init(
    sequence: Int, at: Instant, type: ChangeType, kind: String, namespace: String, name: String,
    resourceVersion: String, changes: ChangeList, object: JSONValue? = nil
  ) {
    self.sequence = sequence
    self.at = at
    self.type = type
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.resourceVersion = resourceVersion
    changeList = changes
    self.object = object
  }
}

extension ObservationRecord {
  /// The changed fields one by one; made anew at each call.
  package var changes: [FieldChange] {
    get { changeList.fields }
    set { changeList = ChangeList(newValue) }
  }
}

/// One request and its answer, or a fault that was injected (method `FAULT`).
package struct RequestRecord: Hashable, Sendable {
  package var sequence: Int
  package var at: Instant
  package var stepIndex: Int
  package var user: String
  /// `console`, `cli` or `virtctl`.
  package var surface: String
  package var method: String
  package var path: String
  package var body: JSONValue?
  package var code: Int
  package var response: JSONValue?

  package init(sequence: Int, at: Instant, stepIndex: Int, user: String, surface: String) {
    self.sequence = sequence
    self.at = at
    self.stepIndex = stepIndex
    self.user = user
    self.surface = surface
    method = ""
    path = ""
    code = 0
  }
}

extension RequestRecord {
  /// Whether the server did what was asked.
  package var isSuccess: Bool { (200..<300).contains(code) }

  /// Whether this is a fault that was injected, and no request.
  package var isFault: Bool { method == "FAULT" }
}
