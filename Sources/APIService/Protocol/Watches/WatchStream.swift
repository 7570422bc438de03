import GodwitModel
import Simulator

/// A watch that a client holds: what it wants to see, and how far it has seen it.
package struct WatchStream: Sendable {
  /// Nothing comes any more; the connection is to be closed.
  package internal(set) var isEnded = false
  /// How long the client wants to watch at most, in real time; nil when it did not say.
  package let timeout: Span?

  let kind: ResourceKind
  /// The version in the request's path, where it is not the one in which the kind is stored.
  let version: String
  /// Empty for all of them.
  let namespace: String
  let options: ListOptions
  let form: AcceptedForm
  let includeObject: String
  /// More is due than was asked for.
  package internal(set) var hasMore = false
  /// What comes before everything else.
  var pending: [Pending] = []
  /// The latest change that was looked at.
  var seen: Int
  var lastBookmark: Instant
  /// Up to which change the client was told that it has seen all, or knows it from its beginning.
  var bookmarked: Int
  /// A table tells its columns once.
  var hasSentColumns = false

  init(
    kind: ResourceKind, version: String, namespace: String, options: ListOptions,
    form: AcceptedForm, includeObject: String, seen: Int, now: Instant
  ) {
    timeout = options.timeout
    self.kind = kind
    self.version = version
    self.namespace = namespace
    self.options = options
    self.form = form
    self.includeObject = includeObject
    self.seen = seen
    lastBookmark = now
    bookmarked = seen
  }

  /// What a watch begins with.
  enum Pending: Sendable {
    case object(APIObject)
    case frame(JSONValue)
    /// Nothing comes after it.
    case failure(APIFailure)
  }

  /// How often a client that wants bookmarks gets one.
  ///
  /// k8s.io/apiserver/pkg/storage/cacher/cacher.go, bookmarkFrequency.
  static let bookmarkInterval = Span.minutes(1)

  /// Whether the watch is about an object, whatever its labels.
  func covers(_ object: APIObject) -> Bool {
    object.kind == kind && (namespace.isEmpty || object.metadata.namespace == namespace)
  }

  /// What a change looks like through the selectors: an object that no longer fits is gone.
  func change(_ entry: ChangeHistory.Entry) -> (type: ChangeType, object: APIObject)? {
    guard covers(entry.object) else { return nil }
    let fits = entry.type != .deleted && options.selects(entry.object)
    let fitted = entry.previous.map { options.selects($0) } ?? false
    switch (fitted, fits) {
    case (false, true): return (.added, entry.object)
    case (true, true): return (.modified, entry.object)
    case (true, false):
      // Seen as it last fitted, with the version of the change.
      guard let previous = entry.previous else { return nil }
      if entry.type == .deleted { return (.deleted, entry.object) }
      var metadata = previous.metadata
      metadata.resourceVersion = String(entry.version)
      return (.deleted, previous.with(metadata))
    case (false, false): return nil
    }
  }
}
