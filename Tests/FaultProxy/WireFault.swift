/// What goes wrong with one request.
package enum WireFault: Hashable, Sendable {
  /// It does not reach the server, and the connection is closed, or reset.
  case dropped(isReset: Bool)
  /// The proxy answers in the server's place.
  case answered(Answer)
  /// It reaches the server, but the connection ends before the answer's head.
  case unanswered
  /// Something happens in the body, after so many of its lines.
  case inBody(afterLines: Int, BodyFault)

  /// An answer of the proxy's own.
  package struct Answer: Hashable, Sendable {
    package var status: Int
    /// Seconds.
    package var retryAfter: Int?
    /// Whether it is a `Status` of the API rather than a page.
    package var isStatus: Bool
  }
}

/// What goes wrong in the body of an answer, most often that of a watch.
package enum BodyFault: Hashable, Sendable {
  /// The body ends as it should.
  case closed
  /// The connection breaks.
  case reset
  /// A line is cut; then the body ends as it should, or the connection breaks.
  case cut(isEnded: Bool)
  /// A line comes again.
  case repeated
  /// All lines come again.
  case replayed
  /// A line that is none comes in between.
  case garbled
  /// An event that says that the version is too old, and the end.
  case gone
  /// An event of another error, and the end.
  case failed(code: Int)
  /// Nothing comes any more.
  case silent
  /// What comes from here on comes a few bytes at a time.
  case inPieces
  /// A line comes some milliseconds late.
  case late(milliseconds: Int)
}
