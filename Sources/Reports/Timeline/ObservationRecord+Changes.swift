import GodwitModel

extension ObservationRecord {
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
