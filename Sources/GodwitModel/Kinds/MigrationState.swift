/// The state of a VM's latest handed-over migration (`status.migrationState`).
///
/// Fields and their writers: KubeVirt staging/src/kubevirt.io/api/core/v1/types.go:990-1056. One
/// reference to the fields, because it is read all the time through an optional, which copies it.
package struct MigrationState: FieldValue {
  fileprivate var fields: Boxed<MigrationStateFields>

  /// A state with no field set.
  package init() { fields = Self.empty }

  private static let empty = Boxed(MigrationStateFields())

  package static var unset: MigrationState { MigrationState() }

  package init?(json: JSONValue) {
    guard let fields = Boxed<MigrationStateFields>(json: json) else { return nil }
    self.fields = fields
  }

  package var json: JSONValue? { fields.json }

  package static func value(
    in place: UnsafePointer<MigrationState>, at path: [String], from index: Int
  ) -> JSONValue? {
    MigrationStateFields.value(in: place.pointee.fields.address, at: path, from: index)
  }

  package static func isSurelySame(
    _ old: UnsafePointer<MigrationState>, _ new: UnsafePointer<MigrationState>
  ) -> Bool {
    old.pointee.fields.address == new.pointee.fields.address
  }

  package static func appendChanges(
    from old: UnsafePointer<MigrationState>, to new: UnsafePointer<MigrationState>,
    into changes: inout ChangeWriter
  ) {
    MigrationStateFields.appendChanges(
      from: old.pointee.fields.address, to: new.pointee.fields.address, into: &changes)
  }

  package static func appendJSON(
    of place: UnsafePointer<MigrationState>, to bytes: inout [UInt8]
  ) -> Bool {
    MigrationStateFields.appendJSON(of: place.pointee.fields.address, to: &bytes)
  }
}

extension MigrationState {
  package var migrationUID: String {
    get { fields.value.migrationUID }
    _modify { yield &fields.value.migrationUID }
  }
  package var migrationPolicyName: String? {
    get { fields.value.migrationPolicyName }
    _modify { yield &fields.value.migrationPolicyName }
  }
  package var migrationConfiguration: JSONValue {
    get { fields.value.migrationConfiguration }
    _modify { yield &fields.value.migrationConfiguration }
  }
  package var mode: String {
    get { fields.value.mode }
    _modify { yield &fields.value.mode }
  }
  package var startTimestamp: Timestamp? {
    get { fields.value.startTimestamp }
    _modify { yield &fields.value.startTimestamp }
  }
  package var endTimestamp: Timestamp? {
    get { fields.value.endTimestamp }
    _modify { yield &fields.value.endTimestamp }
  }
  package var completed: Bool {
    get { fields.value.completed }
    _modify { yield &fields.value.completed }
  }
  package var failed: Bool {
    get { fields.value.failed }
    _modify { yield &fields.value.failed }
  }
  package var failureReason: String {
    get { fields.value.failureReason }
    _modify { yield &fields.value.failureReason }
  }
  package var abortRequested: Bool {
    get { fields.value.abortRequested }
    _modify { yield &fields.value.abortRequested }
  }
  package var abortStatus: String {
    get { fields.value.abortStatus }
    _modify { yield &fields.value.abortStatus }
  }
  package var sourceNode: String {
    get { fields.value.sourceNode }
    _modify { yield &fields.value.sourceNode }
  }
  package var sourcePod: String {
    get { fields.value.sourcePod }
    _modify { yield &fields.value.sourcePod }
  }
  package var targetNode: String {
    get { fields.value.targetNode }
    _modify { yield &fields.value.targetNode }
  }
  package var targetPod: String {
    get { fields.value.targetPod }
    _modify { yield &fields.value.targetPod }
  }
  package var targetNodeAddress: String {
    get { fields.value.targetNodeAddress }
    _modify { yield &fields.value.targetNodeAddress }
  }
  /// Port on the host (text) → port that it stands for.
  package var targetDirectMigrationNodePorts: JSONValue {
    get { fields.value.targetDirectMigrationNodePorts }
    _modify { yield &fields.value.targetDirectMigrationNodePorts }
  }
  package var targetNodeDomainDetected: Bool {
    get { fields.value.targetNodeDomainDetected }
    _modify { yield &fields.value.targetNodeDomainDetected }
  }
  package var targetNodeDomainReadyTimestamp: Timestamp? {
    get { fields.value.targetNodeDomainReadyTimestamp }
    _modify { yield &fields.value.targetNodeDomainReadyTimestamp }
  }
  package var targetMemoryOverhead: String {
    get { fields.value.targetMemoryOverhead }
    _modify { yield &fields.value.targetMemoryOverhead }
  }
  package var targetAttachmentPodUID: String {
    get { fields.value.targetAttachmentPodUID }
    _modify { yield &fields.value.targetAttachmentPodUID }
  }
  package var rest: JSONObject {
    get { fields.value.rest }
    _modify { yield &fields.value.rest }
  }
}

/// The fields of a ``MigrationState``.
struct MigrationStateFields: StructuredValue {
  var migrationUID = ""
  var migrationPolicyName: String?
  var migrationConfiguration: JSONValue = .null
  var mode = ""
  var startTimestamp: Timestamp?
  var endTimestamp: Timestamp?
  var completed = false
  var failed = false
  var failureReason = ""
  var abortRequested = false
  var abortStatus = ""
  var sourceNode = ""
  var sourcePod = ""
  var targetNode = ""
  var targetPod = ""
  var targetNodeAddress = ""
  var targetDirectMigrationNodePorts: JSONValue = .null
  var targetNodeDomainDetected = false
  var targetNodeDomainReadyTimestamp: Timestamp?
  var targetMemoryOverhead = ""
  var targetAttachmentPodUID = ""
  var rest = JSONObject()

  init() {}

  static let fields = FieldTable<MigrationStateFields>(
    Field("migrationUid", \.migrationUID),
    Field("migrationPolicyName", \.migrationPolicyName),
    Field("migrationConfiguration", \.migrationConfiguration),
    Field("mode", \.mode),
    Field("startTimestamp", \.startTimestamp),
    Field("endTimestamp", \.endTimestamp),
    Field("completed", \.completed),
    Field("failed", \.failed),
    Field("failureReason", \.failureReason),
    Field("abortRequested", \.abortRequested),
    Field("abortStatus", \.abortStatus),
    Field("sourceNode", \.sourceNode),
    Field("sourcePod", \.sourcePod),
    Field("targetNode", \.targetNode),
    Field("targetPod", \.targetPod),
    Field("targetNodeAddress", \.targetNodeAddress),
    Field("targetDirectMigrationNodePorts", \.targetDirectMigrationNodePorts),
    Field("targetNodeDomainDetected", \.targetNodeDomainDetected),
    Field("targetNodeDomainReadyTimestamp", \.targetNodeDomainReadyTimestamp),
    Field("targetMemoryOverhead", \.targetMemoryOverhead),
    Field("targetAttachmentPodUID", \.targetAttachmentPodUID))
}
