import GodwitModel

/// How a watch is held, and when it is given up.
package struct WatchPolicy: Hashable, Sendable {
  /// Objects a page of a list (client-go tools/pager/pager.go:31).
  package var pageSize = 500
  /// How long the server is asked to hold a watch: between this and twice as long, by chance, so
  /// that watches do not all end together (client-go tools/cache/reflector.go:57, :853).
  package var shortestWatch = Span.minutes(5)
  /// After how long without a byte a watch is taken for dead. Bookmarks come about once a minute
  /// (k8s.io/apiserver pkg/storage/cacher/cacher.go:206); events are not cached and have them
  /// rarely, so such a watch is only resumed, not given up.
  package var longestSilence = Span.minutes(3)
  /// Bytes of one line. etcd takes 1.5 MiB; as JSON an object is a few times larger at most.
  package var longestLine = 16 * 1024 * 1024
  /// How long nothing may come of all attempts before the watch is given up.
  package var longestOutage = Span.minutes(5)
  /// Between attempts; see ``Backoff``.
  package var firstWait = Span.milliseconds(200)
  package var longestWait = Span.seconds(10)
  /// A watch that ends sooner, with nothing in it, is a failure
  /// (client-go tools/cache/reflector.go:1090).
  package var shortestHealthy = Span.seconds(1)

  package init() {}
}
