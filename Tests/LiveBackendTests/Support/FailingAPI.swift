import GodwitModel
import KubernetesClient
import Synchronization

/// A cluster that goes away at one request, and comes back at once or never.
final class FailingAPI: ClusterAPI {
  /// How a request fails.
  enum Mode: CaseIterable, Sendable {
    /// It never arrives, and the next one is answered.
    case isLost
    /// It changes what it changes, but its answer is lost.
    case answerIsLost
    /// It never arrives, nor does anything after it.
    case staysAway

    /// How many requests further to fail next: objects that nobody knows of are the likeliest to be
    /// left, so there each request is tried.
    var stride: Int { self == .answerIsLost ? 1 : 9 }
  }

  private let api: HostAPI
  private let failing: Int
  private let mode: Mode
  private let state = Mutex(0)

  init(_ api: HostAPI, at failing: Int, _ mode: Mode) {
    self.api = api
    self.failing = failing
    self.mode = mode
  }

  /// How many requests were sent that count: where answers are lost, those that change something,
  /// since a question without an answer is one that never arrived.
  var count: Int { state.withLock { $0 } }

  func send(
    _ request: APIRequest, as identity: RequestIdentity
  ) async throws(ClientError) -> APIResponse {
    if mode == .answerIsLost, request.method == .get {
      return try await api.send(request, as: identity)
    }
    let number = state.withLock { count in
      count += 1
      return count
    }
    if number == failing || number > failing && mode == .staysAway {
      if mode == .answerIsLost { _ = try await api.send(request, as: identity) }
      throw .unavailable("the server went away")
    }
    return try await api.send(request, as: identity)
  }

  func watch(_ kind: ResourceKind, namespace: String) -> AsyncStream<WatchDelivery> {
    api.watch(kind, namespace: namespace)
  }
}
