import GodwitModel

/// A cluster's API as the live backend uses it.
package protocol ClusterAPI: Sendable {
  /// Sends a request and returns the answer, refusals included: only what keeps an answer from
  /// coming is an error. What may be sent again without harm is, as the policy says.
  func send(
    _ request: APIRequest, as identity: RequestIdentity
  ) async throws(ClientError) -> APIResponse

  /// Watches the objects of a kind, in one namespace or, with an empty one, in all.
  ///
  /// Every version that the server still has is delivered once, in order. The stream ends after
  /// ``WatchDelivery/lost(_:)``; giving it up ends the watch.
  func watch(_ kind: ResourceKind, namespace: String) -> AsyncStream<WatchDelivery>
}

/// Why there was no answer. The text is a sentence for people, without secrets.
package enum ClientError: Error, Hashable, Sendable {
  /// The server could not be reached, went away, or did not accept who asks; says what to mend.
  case unavailable(String)
  case cancelled
}

extension ClientError {
  /// The error in words.
  package var text: String {
    switch self {
    case .unavailable(let text): text
    case .cancelled: "the request was cancelled"
    }
  }
}
