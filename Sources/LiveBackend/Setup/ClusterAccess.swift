import BackendInterface
import GodwitModel
import KubernetesClient

/// Sends what a set-up or a take-down asks of a cluster, as the one who runs it.
struct ClusterAccess: Sendable {
  let api: any ClusterAPI

  /// The answer, refusals included.
  func send(_ request: APIRequest) async throws(BackendError) -> APIResponse {
    do throws(ClientError) {
      return try await api.finish(request, as: .own)
    } catch {
      throw BackendError(error)
    }
  }

  /// The objects of a kind that a selector selects, each with the version in which it was seen.
  ///
  /// A kind that the cluster does not serve has none.
  func list(
    _ kind: ResourceKind, namespace: String = "", selector: String = ""
  ) async throws(BackendError) -> [APIObject] {
    try Self.objects(
      kind, in: try await send(Self.listRequest(kind, namespace: namespace, selector: selector)))
  }

  /// Asks for the objects of a kind that a selector selects.
  static func listRequest(
    _ kind: ResourceKind, namespace: String = "", selector: String = ""
  ) -> APIRequest {
    let query = selector.isEmpty ? [] : [QueryItem("labelSelector", selector)]
    return APIRequest(.get, APIRequest.path(of: kind, namespace: namespace), query: query)
  }

  /// What the answer to a list has.
  static func objects(
    _ kind: ResourceKind, in response: APIResponse
  ) throws(BackendError) -> [APIObject] {
    if response.code == 404 { return [] }
    guard response.isSuccess else {
      throw .unavailable("\(kind.plural) could not be listed: \(response.explanation)")
    }
    return (response.body?["items"]?.array ?? []).compactMap { APIObject(kind, json: $0) }
  }

  /// One object; nil when there is none.
  func get(
    _ kind: ResourceKind, namespace: String = "", _ name: String
  ) async throws(BackendError) -> APIObject? {
    let path = APIRequest.path(of: kind, namespace: namespace, name: name)
    let response = try await send(APIRequest(.get, path))
    if response.code == 404 { return nil }
    guard response.isSuccess, let body = response.body else {
      throw .unavailable("\(kind.kind) \(name) could not be read: \(response.explanation)")
    }
    return APIObject(kind, json: body)
  }

  /// Creates an object; throws when it is refused, as what the cluster cannot give.
  @discardableResult
  func create(_ kind: ResourceKind, _ body: JSONValue) async throws(BackendError) -> APIObject? {
    let namespace = body["metadata"]?["namespace"]?.string ?? ""
    let path = APIRequest.path(of: kind, namespace: namespace)
    let response = try await send(APIRequest(.post, path, body: body))
    guard response.isSuccess else {
      let name = body["metadata"]?["name"]?.string ?? ""
      throw response.refusal("the \(kind.kind) \(name) was refused")
    }
    return response.body.flatMap { APIObject(kind, json: $0) }
  }

  /// Merges `changes` into an object; throws when that is refused.
  func patch(
    _ kind: ResourceKind, namespace: String = "", _ name: String, subresource: String = "",
    _ changes: JSONValue
  ) async throws(BackendError) {
    let path = APIRequest.path(
      of: kind, namespace: namespace, name: name, subresource: subresource)
    let response = try await send(
      APIRequest(.patch, path, patchType: .merge, body: changes))
    guard response.isSuccess else {
      throw response.refusal("the \(kind.kind) \(name) may not be changed")
    }
  }
}

extension ClusterAPI {
  /// Sends a request; one that changes something is waited for also when the task is cancelled
  /// meanwhile, since what it made is to be known to whoever takes it away.
  func finish(
    _ request: APIRequest, as identity: RequestIdentity
  ) async throws(ClientError) -> APIResponse {
    if request.method == .get { return try await send(request, as: identity) }
    let answer = await Task { () -> Result<APIResponse, ClientError> in
      do throws(ClientError) {
        return .success(try await send(request, as: identity))
      } catch {
        return .failure(error)
      }
    }.value
    return try answer.get()
  }
}

extension APIResponse {
  /// What the server says of a refusal.
  var explanation: String {
    body?["message"]?.string ?? "the server answered with status \(code)"
  }
}

extension APIResponse {
  /// What a refusal of something that is given means: the cluster cannot give it, but for a failure
  /// of the server, or of a webhook behind it, which says nothing of the scenario.
  func refusal(_ what: String) -> BackendError {
    let text = "\(what): \(explanation)"
    return code >= 500 || code == 429 ? .unavailable(text) : .unsuitable(text)
  }
}

extension BackendError {
  init(_ error: ClientError) { self = .unavailable(error.text) }

  /// The error in words.
  package var text: String {
    switch self {
    case .unavailable(let text), .notModelled(let text), .limitReached(let text),
      .unsuitable(let text):
      text
    }
  }
}
