import NIOCore

/// How long a client may keep the server waiting, be it that it does not read or does not send.
package struct Patience: Sendable {
  private let wait: @Sendable () async throws -> Void

  package init(_ duration: Duration) {
    wait = { try await Task.sleep(for: duration) }
  }

  /// - Parameter wait: Returns when the patience is over, and throws when it is cancelled.
  package init(until wait: @escaping @Sendable () async throws -> Void) { self.wait = wait }

  /// Closes the channel, which makes `work` on it fail, if that has not ended in time.
  func bound<Result>(
    on channel: any Channel, _ work: () async throws -> Result
  ) async throws -> Result {
    let wait = wait
    let cutOff = Task {
      try await wait()
      try Task.checkCancellation()
      channel.close(promise: nil)
    }
    defer { cutOff.cancel() }
    return try await work()
  }
}
