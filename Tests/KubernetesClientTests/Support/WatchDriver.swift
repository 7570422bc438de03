import FaultProxy
import GodwitModel

@testable import KubernetesClient

/// Leads a watch by hand, and puts what it wants into words.
struct WatchDriver {
  var watch: ObjectWatch
  var now = Instant(nanosecondsSinceEpoch: 0)

  init(policy: WatchPolicy = WatchPolicy(), kind: ResourceKind = .configMap) {
    watch = ObjectWatch(
      kind, namespace: "demo", policy: policy, randomness: SeededRandomness())
  }

  /// One that has listed object `a` at version 10 and watches.
  static func watching(policy: WatchPolicy = WatchPolicy()) -> WatchDriver {
    var driver = WatchDriver(policy: policy)
    _ = driver.start()
    _ = driver.tell(.answered(Wire.list("10", [Wire.object("a", "5")])))
    _ = driver.tell(.opened)
    return driver
  }

  mutating func start() -> [String] { watch.start().map(Self.words) }

  /// What it wants after something happened, `after` so long.
  mutating func tell(_ event: ObjectWatch.Event, after span: Span = .zero) -> [String] {
    now = now + span
    return watch.handle(event, at: now).map(Self.words)
  }

  static func words(_ action: ObjectWatch.Action) -> String {
    switch action {
    case .deliver(let delivery): words(delivery)
    case .list(let request): "list " + query(request, leavingOut: [])
    case .open(let request):
      "open " + query(request, leavingOut: ["watch", "allowWatchBookmarks", "timeoutSeconds"])
    case .wait: "wait"
    case .end: "end"
    }
  }

  static func words(_ delivery: WatchDelivery) -> String {
    switch delivery {
    case .listed(let objects, let version): "listed \(words(objects)) at \(version)"
    case .changed(let type, let object): "\(type.rawValue) \(words([object]))"
    case .bookmark(let version): "bookmark \(version)"
    case .relisted(let objects, let version, let reason):
      "relisted \(words(objects)) at \(version): \(reason)"
    case .lost(let text): "lost: \(text)"
    }
  }

  private static func words(_ objects: [APIObject]) -> String {
    "[" + objects.map { "\($0.metadata.name)@\($0.resourceVersion)" }.joined(separator: " ") + "]"
  }

  private static func query(_ request: APIRequest, leavingOut names: [String]) -> String {
    request.query.filter { !names.contains($0.name) }
      .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }
}
