import GodwitModel
import KubernetesClient

/// What a list says is there, so that it can be told when a watch has come as far.
struct CatchUp: Sendable {
  /// Every object that the list has, with its version.
  let versions: [(key: ObjectKey, version: UInt64)]
  /// The version of the list itself.
  let version: UInt64

  /// - Parameters:
  ///   - body: The answer to a list.
  ///   - view: What the scenario sees of an object; nil for what is none of its own.
  init?(_ body: JSONValue, of kind: ResourceKind, view: (APIObject) -> APIObject?) {
    guard let items = body["items"]?.array,
      let version = body["metadata"]?["resourceVersion"]?.string.flatMap({ UInt64($0) })
    else { return nil }
    self.version = version
    var versions: [(key: ObjectKey, version: UInt64)] = []
    for item in items {
      guard let object = APIObject(kind, json: item) else { return nil }
      guard let seen = view(object), let number = UInt64(seen.resourceVersion) else { continue }
      versions.append((seen.key, number))
    }
    self.versions = versions
  }

  /// Whether the watch at `index` has delivered all that the list tells of.
  func isReached(by queue: ObservationQueue, at index: Int) -> Bool {
    if queue.version(of: index) >= version { return true }
    for (key, version) in versions where (queue.version(of: key, in: index) ?? 0) < version {
      return false
    }
    // What the watch still has and the list has not was deleted, which the watch must tell.
    let listed = Set(versions.map(\.key))
    return queue.keys(in: index).allSatisfy { key in
      listed.contains(key) || (queue.version(of: key, in: index) ?? 0) > version
    }
  }
}
