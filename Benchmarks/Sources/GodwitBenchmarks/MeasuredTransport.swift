import KubernetesClient
import Synchronization

/// Notes what goes through a transport, and when a text came.
final class MeasuredTransport: Transport {
  private struct Notes {
    var requests: [TransportRequest] = []
    var watches = 0
    var firstMark: ContinuousClock.Instant?
  }

  private let transport: any Transport
  private let marker: [UInt8]
  private let notes = Mutex(Notes())

  /// - Parameter marker: The text whose arrival on a watch of migrations is noted.
  init(_ transport: any Transport, marker: String) {
    self.transport = transport
    self.marker = Array(marker.utf8)
  }

  var requests: [TransportRequest] { notes.withLock { $0.requests } }
  var watches: Int { notes.withLock { $0.watches } }
  var firstMark: ContinuousClock.Instant? { notes.withLock { $0.firstMark } }

  func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    notes.withLock { $0.requests.append(request) }
    return try await transport.send(request)
  }

  func open(_ request: TransportRequest) async throws(TransportError) -> TransportStream {
    notes.withLock { $0.watches += 1 }
    var stream = try await transport.open(request)
    guard request.target.contains("virtualmachineinstancemigrations") else { return stream }
    let body = stream.body
    stream.body = AsyncThrowingStream { continuation in
      let task = Task {
        do {
          for try await piece in body {
            self.note(piece)
            continuation.yield(piece)
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
    return stream
  }

  private func note(_ piece: [UInt8]) {
    let now = ContinuousClock.now
    guard piece.count >= marker.count else { return }
    let hasMarker = (0...piece.count - marker.count).contains { start in
      piece[start] == marker[0]
        && piece[start..<start + marker.count].elementsEqual(marker)
    }
    // The first time: later versions of the migration have it too.
    if hasMarker { notes.withLock { $0.firstMark = $0.firstMark ?? now } }
  }

  func shutdown() async { await transport.shutdown() }
}
