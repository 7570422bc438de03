import NIOCore
import NIOHTTP1

/// Takes the answer from the server.
final class ServerHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = ByteBuffer

  private let writer: BodyWriter

  init(_ writer: BodyWriter) { self.writer = writer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): writer.begin(head)
    case .body(let part): writer.write(Array(part.readableBytesView))
    case .end: writer.finish()
    }
    if writer.isOver { context.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    writer.finish()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
