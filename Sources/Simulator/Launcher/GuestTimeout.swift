import GodwitModel

/// How long a launcher waits for the guest that is to be copied into it.
///
/// KubeVirt pkg/virt-controller/services/template.go:101,368 gives it 240 s and up to 119 s more
/// at random; cmd/virt-launcher ends with an error when no domain was defined by then. It bounds
/// a migration whose target's virt-handler is silent.
extension World {
  private static let timeout = 240
  private static let spread = 120

  /// Plans the end of a target's launcher that has just been started.
  mutating func limitWait(of pod: Pod) {
    guard pod.metadata.labels["kubevirt.io/migrationJobUID"] != nil else { return }
    let seconds = Self.timeout + patience.below(Self.spread)
    queue.add(
      .pod(ObjectName(pod.metadata), uid: pod.metadata.uid, .guestMissing),
      at: now + .seconds(Int64(seconds)))
  }

  /// Whether a copy into this pod has begun, which defines its domain.
  func hasGuest(_ pod: Pod) -> Bool {
    guard let owner = pod.metadata.controller else { return false }
    if node.domains[owner.uid]?.podUID == pod.metadata.uid { return true }
    return node.copies[owner.uid].flatMap { jobs[$0] }?.targetPod == pod.metadata.name
  }
}
