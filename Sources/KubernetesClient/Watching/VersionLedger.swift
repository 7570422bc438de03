import GodwitModel

/// Which versions of which objects have been seen, so that none is handed on twice.
///
/// A resourceVersion is opaque but for this: the ones of a kind may be compared as whole numbers
/// (Kubernetes API concepts, "Resource versions"); where they are none, only equality tells.
struct VersionLedger: Sendable {
  private struct Key: Hashable {
    let namespace: String
    let name: String
  }

  /// The version from which a watch resumes.
  private(set) var last = ""
  private var known: [Key: String] = [:]

  var lastNumber: UInt64? { UInt64(last) }

  /// Begins anew with the objects of a list, whatever was seen before: after a restored backup the
  /// versions are lower.
  mutating func reset(to objects: [APIObject], version: String) {
    last = version
    known = [:]
    for object in objects { known[Self.key(of: object)] = object.resourceVersion }
  }

  /// Whether this version has not been seen; it then counts as seen.
  mutating func admit(_ type: ChangeType, _ object: APIObject) -> Bool {
    let key = Self.key(of: object)
    let version = object.resourceVersion
    let seen = known[key]
    let isNew =
      if let number = UInt64(version), let lastNumber {
        if let seen = seen.flatMap({ UInt64($0) }) {
          // A deletion has a version of its own, but had the object's last one in old servers.
          type == .deleted ? number >= seen : number > seen
        } else {
          number > lastNumber
        }
      } else {
        type == .deleted ? seen != nil : seen != version
      }
    guard isNew else { return false }
    known[key] = type == .deleted ? nil : version
    advance(to: version)
    return true
  }

  /// Everything up to `version` has been seen.
  mutating func advance(to version: String) {
    if let number = UInt64(version), let lastNumber, number < lastNumber { return }
    last = version
  }

  private static func key(of object: APIObject) -> Key {
    object.read { Key(namespace: $0.namespace, name: $0.name) }
  }
}
