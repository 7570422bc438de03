import GodwitModel

/// An observation with its changes one by one, which a record makes anew each time.
struct ReadObservation {
  private let record: ObservationRecord
  private let changes: [FieldChange]

  init(_ record: ObservationRecord) {
    self.record = record
    changes = record.changes
  }

  var at: Instant { record.at }
  var type: ChangeType { record.type }
  var namespace: String { record.namespace }
  var name: String { record.name }

  /// The value that the field at `path` took: null when it went away, nil when it did not change.
  /// The field is found too where a whole structure above it was set or went away.
  func value(at path: String...) -> JSONValue? {
    for change in changes where change.path.count <= path.count {
      guard zip(change.path, path).allSatisfy({ $0 == $1 }) else { continue }
      return change.value?.value(at: path[change.path.count...]) ?? .null
    }
    return nil
  }
}
