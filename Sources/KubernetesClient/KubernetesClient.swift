import GodwitModel

/// The API of one cluster, over a ``Transport``.
package struct KubernetesClient: ClusterAPI {
  private let transport: any Transport
  private let program: String
  private let policy: ClientPolicy
  private let time: any ClientTime
  private let randomness: any RandomNumberGenerator & Sendable
  private let unauthorized: String?

  /// - Parameters:
  ///   - program: The User-Agent of requests that name none, `godwit/0.1.0`.
  ///   - randomness: By which waits are spread; every request and watch begins with a copy.
  ///   - unauthorized: What to say where the kubeconfig's user is refused with 401; see
  ///     ``ClusterConnection/unauthorized``.
  package init(
    _ transport: any Transport, program: String = "godwit", policy: ClientPolicy = ClientPolicy(),
    time: any ClientTime = SystemTime(),
    randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
    unauthorized: String? = nil
  ) {
    self.transport = transport
    self.program = program
    self.policy = policy
    self.time = time
    self.randomness = randomness
    self.unauthorized = unauthorized
  }

  package func send(
    _ request: APIRequest, as identity: RequestIdentity
  ) async throws(ClientError) -> APIResponse {
    let sent = TransportRequest(
      request, as: identity, program: program, timeout: policy.longestAnswer)
    var retry = RequestRetry(
      request, as: sent, policy: policy.requests, at: time.now, randomness: randomness)
    while true {
      let decision: RequestRetry.Decision
      do throws(TransportError) {
        decision = retry.decide(try await transport.send(sent), at: time.now)
      } catch {
        decision = retry.decide(error, at: time.now)
      }
      switch decision {
      case .answer(let answer):
        if let error = RefusedAccess.error(
          in: answer, as: identity, unauthorized: unauthorized)
        {
          throw error
        }
        return answer
      case .fail(let error): throw error
      case .again(let wait):
        do throws(CancellationError) {
          try await time.wait(wait, for: .nextAttempt)
        } catch {
          throw .cancelled
        }
      }
    }
  }

  /// Lists and watches as the kubeconfig's own user; see ``ObjectWatch``.
  package func watch(_ kind: ResourceKind, namespace: String) -> AsyncStream<WatchDelivery> {
    let (deliveries, continuation) = AsyncStream.makeStream(of: WatchDelivery.self)
    let loop = WatchLoop(
      transport: transport, program: program, time: time,
      silence: policy.watches.longestSilence, longestAnswer: policy.longestAnswer,
      deliveries: continuation)
    let watch = ObjectWatch(
      kind, namespace: namespace, policy: policy.watches, randomness: randomness,
      unauthorized: unauthorized)
    let task = Task { await loop.run(watch) }
    continuation.onTermination = { _ in task.cancel() }
    return deliveries
  }
}

/// What a client waits for, and how long.
package struct ClientPolicy: Hashable, Sendable {
  /// When requests are sent again.
  package var requests = RetryPolicy.requests
  /// How long one attempt may take. kube-apiserver ends requests after 60 s itself
  /// (`--request-timeout`).
  package var longestAnswer = Span.seconds(65)
  package var watches = WatchPolicy()

  package init() {}
}
