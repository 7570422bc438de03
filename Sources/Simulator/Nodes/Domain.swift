import GodwitModel

/// A guest that runs: where, and in which pod. A VM has at most one.
struct Domain: Hashable, Sendable {
  var node: String
  var podUID: String
  var isPaused = false
  var isShuttingDown = false
  /// Its post-copy has broken, and half of its memory is on either side.
  var isBroken = false
}

/// What happens to a pod on its node.
package enum PodEvent: Sendable {
  /// The containers run.
  case started
  /// The guest has shut down on request.
  case guestStopped
  /// virt-launcher has waited long enough for the guest that is to be copied into it.
  case guestMissing
  /// virt-launcher has ended.
  case exited(success: Bool)
  /// The kubelet is done with a pod that was deleted.
  case removed
}

/// What the kubelet and virt-handler know of pods and guests.
struct NodeState: Sendable {
  /// Guests by the uid of their VMI.
  var domains: [String: Domain] = [:]
  /// The latest copy of each guest: uid of the migration by uid of the VMI.
  var copies: [String: String] = [:]
  /// Pods of which the start or the end is under way, by uid.
  var starting: Set<String> = []
  /// When a pod that was deleted will be gone.
  var ending: [String: Instant] = [:]
  /// Addresses given out so far.
  var addresses = 0
}
