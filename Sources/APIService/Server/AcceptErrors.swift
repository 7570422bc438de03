import NIOCore

/// Keeps the server going when a connection cannot be accepted: a client that has gone already, or
/// too many open files. What comes next to hear of it would end the server.
final class AcceptErrors: ChannelInboundHandler, Sendable {
  typealias InboundIn = Channel

  func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
