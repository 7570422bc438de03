import GodwitModel
import KubernetesClient

/// What a watch delivered so far.
actor DeliveryRecord {
  private(set) var deliveries: [WatchDelivery] = []
  private(set) var version = 0
  private var isOver = false
  private var waiting: [(version: Int, continuation: CheckedContinuation<Void, Never>)] = []

  func take(_ delivery: WatchDelivery) {
    deliveries.append(delivery)
    switch delivery {
    case .listed(_, let text), .relisted(_, let text, _), .bookmark(let text): reach(text)
    case .changed(_, let object): reach(object.resourceVersion)
    case .lost: end()
    }
  }

  func end() {
    isOver = true
    wake()
  }

  /// Returns when everything up to `version` has been delivered, or nothing will be any more.
  func wait(for version: Int) async {
    if isOver || self.version >= version { return }
    await withCheckedContinuation { waiting.append((version, $0)) }
  }

  private func reach(_ text: String) {
    version = max(version, Int(text) ?? 0)
    wake()
  }

  private func wake() {
    let ready = waiting.filter { isOver || $0.version <= version }
    waiting.removeAll { isOver || $0.version <= version }
    for waiter in ready { waiter.continuation.resume() }
  }
}
