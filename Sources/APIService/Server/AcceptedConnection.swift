import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// A connection that was accepted, until it is served.
///
/// A server that stops drops those that are on their way to be served, and NIO traps when the
/// writer of a channel is released without having been finished (`NIOAsyncWriter`'s deinit).
final class AcceptedConnection: ServerChildChannelValue {
  typealias Parts = HTTP1Channel.Value

  private let parts: Parts
  private let isServed = Atomic(false)

  init(_ parts: Parts) { self.parts = parts }

  var channel: any Channel { parts.channel }

  /// What is read and written, for the one who serves the connection and closes it.
  func take() -> Parts {
    isServed.store(true, ordering: .relaxed)
    return parts
  }

  deinit {
    if isServed.load(ordering: .relaxed) { return }
    let parts = parts
    Task { try? await parts.executeThenClose { _, _ in } }
  }
}

/// HTTP/1.1 on connections that can be dropped before they are served.
struct DroppableConnections: ServerChildChannel {
  let base: HTTP1Channel

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<AcceptedConnection> {
    base.setup(channel: channel, logger: logger).map { AcceptedConnection($0) }
  }

  func handle(value: AcceptedConnection, logger: Logger) async {
    await base.handle(value: value.take(), logger: logger)
  }
}
