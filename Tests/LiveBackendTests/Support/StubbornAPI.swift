import GodwitModel
import KubernetesClient

/// A cluster on which some things are otherwise than on the one behind it.
struct StubbornAPI: ClusterAPI {
  let api: HostAPI
  /// Changes a request on its way, or answers it itself.
  let change: @Sendable (inout APIRequest) -> APIResponse?

  func send(
    _ request: APIRequest, as identity: RequestIdentity
  ) async throws(ClientError) -> APIResponse {
    var request = request
    if let answer = change(&request) { return answer }
    return try await api.send(request, as: identity)
  }

  func watch(_ kind: ResourceKind, namespace: String) -> AsyncStream<WatchDelivery> {
    api.watch(kind, namespace: namespace)
  }
}
