import AsyncHTTPClient
import NIOCore

/// The body of an answer, one piece after another.
///
/// Nothing is read ahead beyond what the HTTP client has buffered, so a slow reader slows the
/// server; when the last reference goes, the connection is closed.
//
// Not checked: the iterator is not Sendable, but a stream that is unfolded asks for one piece at a
// time, and each stream has its pieces for itself.
final class BodyPieces: @unchecked Sendable {
  private var iterator: HTTPClientResponse.Body.AsyncIterator

  init(_ body: HTTPClientResponse.Body) { iterator = body.makeAsyncIterator() }

  /// The next piece; nil when the server has ended the body.
  func next() async throws -> [UInt8]? { try await iterator.next().map { Array(buffer: $0) } }
}
