import GodwitModel

/// Carries HTTP requests to one API server, with the credentials of whoever connected.
///
/// The seam below which sockets are, so that faults can be put in between.
package protocol Transport: Sendable {
  /// Sends a request and reads the whole answer.
  func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse

  /// Sends a request and returns with the head of its answer; the body comes in pieces.
  func open(_ request: TransportRequest) async throws(TransportError) -> TransportStream

  /// Closes every connection.
  func shutdown() async
}

/// An HTTP request to the server that a transport is connected to.
package struct TransportRequest: Sendable {
  package var method: String
  /// Path and query, percent-encoded.
  package var target: String
  package var headers: [TransportHeader]
  package var body: [UInt8]?
  /// How long the head of the answer may take, and without a stream the whole of it; nil leaves
  /// that to the transport.
  package var timeout: Span?

  package init(
    _ method: String, _ target: String, headers: [TransportHeader] = [], body: [UInt8]? = nil,
    timeout: Span? = nil
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

/// One header of a request or an answer.
package struct TransportHeader: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A whole answer.
package struct TransportResponse: Sendable {
  package var status: Int
  package var headers: [TransportHeader]
  package var body: [UInt8]

  package init(status: Int, headers: [TransportHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of this name, in any case.
  package func header(_ name: String) -> String? { headers.first(name) }
}

/// An answer whose body comes in pieces, as that of a watch.
package struct TransportStream: Sendable {
  package var status: Int
  package var headers: [TransportHeader]
  /// Ends when the server ends the body; throws a ``TransportError`` when the connection breaks.
  /// Giving up the iteration, or cancelling its task, closes the connection.
  package var body: AsyncThrowingStream<[UInt8], any Error>

  package init(
    status: Int, headers: [TransportHeader] = [], body: AsyncThrowingStream<[UInt8], any Error>
  ) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of this name, in any case.
  package func header(_ name: String) -> String? { headers.first(name) }
}

extension [TransportHeader] {
  fileprivate func first(_ name: String) -> String? {
    let wanted = name.lowercased()
    return first { $0.name.lowercased() == wanted }?.value
  }
}

/// Why a request did not get an answer. The text is one sentence for people, without secrets.
package enum TransportError: Error, Hashable, Sendable {
  /// No connection came about: refused, no such host, no route, a proxy that refuses.
  case unreachable(String)
  /// The server's certificate or the client's was not accepted.
  case security(String)
  /// Nothing came in the time that was given.
  case timedOut(String)
  /// The connection broke after the request was sent.
  case interrupted(String)
  /// Credentials could not be had: a plugin failed, a file is not there. Names the field to mend.
  case credentials(String)
  case cancelled
}
