import GodwitModel

/// How often and how long something is tried again.
package struct RetryPolicy: Hashable, Sendable {
  /// The wait before the second attempt; each later one is twice as long.
  package var firstWait: Span
  /// No wait of our own is longer. What a server asks for with Retry-After may be.
  package var longestWait: Span
  /// How often something is tried at most, the first time included.
  package var mostAttempts: Int
  /// How long after the first attempt began another may begin at the latest.
  package var longestTime: Span

  package init(
    firstWait: Span, longestWait: Span, mostAttempts: Int, longestTime: Span
  ) {
    self.firstWait = firstWait
    self.longestWait = longestWait
    self.mostAttempts = mostAttempts
    self.longestTime = longestTime
  }

  /// For requests. client-go tries ten times more (rest/request.go:167), but waits a full second
  /// each time; here a server that answers again is asked soon.
  package static let requests = RetryPolicy(
    firstWait: .milliseconds(100), longestWait: .seconds(5), mostAttempts: 11,
    longestTime: .seconds(30))

  /// Says at once what goes wrong, as when it is first tried whether a cluster can be reached.
  package static let never = RetryPolicy(
    firstWait: .zero, longestWait: .zero, mostAttempts: 1, longestTime: .zero)
}
