import GodwitModel
import Synchronization

@testable import KubernetesClient

/// A server that answers what the test has written down, in order.
final class ScriptedTransport: Transport {
  enum Answer: Sendable {
    case response(TransportResponse)
    case failure(TransportError)
    /// The body of a watch: its pieces, then how it ends; nil stays open.
    case stream([[UInt8]], end: Result<Void, TransportError>?)
  }

  private struct State {
    var answers: [Answer]
    var requests: [TransportRequest] = []
    var open: [AsyncThrowingStream<[UInt8], any Error>.Continuation] = []
    var closed = 0
  }

  private let state: Mutex<State>

  init(_ answers: [Answer]) { state = Mutex(State(answers: answers)) }

  var requests: [TransportRequest] { state.withLock { $0.requests } }
  /// How many watches the client has given up.
  var closed: Int { state.withLock { $0.closed } }

  private func next(_ request: TransportRequest) -> Answer {
    state.withLock { state in
      state.requests.append(request)
      return state.answers.isEmpty
        ? .failure(.unreachable("the script is over")) : state.answers.removeFirst()
    }
  }

  func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    switch next(request) {
    case .response(let response): return response
    case .failure(let error): throw error
    case .stream: throw .interrupted("a stream where an answer was asked for")
    }
  }

  func open(_ request: TransportRequest) async throws(TransportError) -> TransportStream {
    switch next(request) {
    case .response(let response):
      let (body, continuation) = AsyncThrowingStream.makeStream(of: [UInt8].self)
      continuation.yield(response.body)
      continuation.finish()
      return TransportStream(status: response.status, headers: response.headers, body: body)
    case .failure(let error): throw error
    case .stream(let pieces, let end):
      let (body, continuation) = AsyncThrowingStream.makeStream(of: [UInt8].self)
      for piece in pieces { continuation.yield(piece) }
      switch end {
      case .success: continuation.finish()
      case .failure(let error): continuation.finish(throwing: error)
      case nil:
        continuation.onTermination = { [weak self] _ in self?.noteClosed() }
        state.withLock { $0.open.append(continuation) }
      }
      return TransportStream(status: 200, body: body)
    }
  }

  private func noteClosed() { state.withLock { $0.closed += 1 } }

  func shutdown() async {}
}
