import BackendInterface
import GodwitModel

/// Keeps a scenario's own requests from changing what is not the scenario's.
///
/// ``ClusterNeeds`` tells before a scenario begins what it is going to change; this looks at what
/// is really sent, which a client's arguments or a name that is made on the way may lead anywhere.
struct WriteGuard: Sendable {
  let access: ClusterAccess
  let mark: RunMark
  /// Whether the scenario has the lock under which the cluster may be changed.
  let mayChangeCluster: Bool

  /// Kinds of which the lock allows changes, which are put back.
  private static let lockedKinds: [ResourceKind] = [.node, .kubeVirt, .migrationPolicy]

  /// Why a request with the cluster's names must not be sent; nil when it may be.
  func refusal(of request: APIRequest) async throws(BackendError) -> String? {
    let place = RequestPlace(request.path)
    guard request.method != .get, place.isResource, !place.isReview else { return nil }
    // What is created has the run's labels.
    if request.method == .post, place.name.isEmpty { return nil }
    if place.namespace.hasPrefix(mark.prefix) || place.name.hasPrefix(mark.prefix) { return nil }
    guard let kind = place.kind else {
      return "\(request.method.rawValue) \(request.path) is of a kind that is not known"
    }
    if place.name.isEmpty { return refusal(kind, "all of them") }
    if mayChangeCluster, request.method != .delete, Self.lockedKinds.contains(kind) { return nil }
    guard let object = try await access.get(kind, namespace: place.namespace, place.name),
      object.metadata.labels[RunMark.runLabel] != mark.runID
    else { return nil }
    return refusal(kind, place.name)
  }

  private func refusal(_ kind: ResourceKind, _ name: String) -> String {
    "the \(kind.kind) \(name) is not the scenario's, and a live run touches nothing else"
  }
}
