import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Takes requests from a client and sends them on, or not.
final class ClientHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  private let setUp: ProxySetUp
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  private var server: (any Channel)?

  init(_ setUp: ProxySetUp) { self.setUp = setUp }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
    case .body(var part): body.writeBuffer(&part)
    case .end:
      guard let head else { return }
      handle(head, context.channel)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    server?.close(promise: nil)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func handle(_ head: HTTPRequestHead, _ client: any Channel) {
    let fault = setUp.fault(of: head)
    switch fault {
    case .dropped(let isReset):
      setUp.log.note(.dropped(isReset: isReset))
      end(client, isReset: isReset)
    case .answered(let answer):
      setUp.log.note(.answered(answer))
      let isWatch = head.uri.contains("watch=true")
      if answer.status == 410, isWatch { setUp.log.noteGone() }
      client.writeAndFlush(AnswerText.bytes(of: answer), promise: nil)
    case .unanswered, .inBody, nil: forward(head, fault, client)
    }
  }

  private func forward(_ head: HTTPRequestHead, _ fault: WireFault?, _ client: any Channel) {
    let writer = BodyWriter(
      client: client, setUp: setUp, fault: fault, isWatch: head.uri.contains("watch=true"))
    var request = head
    request.headers.replaceOrAdd(name: "Connection", value: "close")
    request.headers.remove(name: "Transfer-Encoding")
    request.headers.replaceOrAdd(name: "Content-Length", value: "\(body.readableBytes)")
    let parts: [HTTPClientRequestPart] = [
      .head(request), .body(.byteBuffer(body)), .end(nil),
    ]
    let bound = NIOLoopBound(writer, eventLoop: client.eventLoop)
    let connections = setUp.connections
    ClientBootstrap(group: client.eventLoop)
      .channelInitializer { channel in
        connections.add(channel)
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            HTTPRequestEncoder(), ByteToMessageHandler(HTTPResponseDecoder()),
            ServerHandler(bound.value),
          ])
        }
      }
      .connect(host: "127.0.0.1", port: setUp.serverPort)
      .assumeIsolated()
      .whenComplete { result in
        switch result {
        case .success(let server):
          self.server = server
          for part in parts { server.write(part, promise: nil) }
          server.flush()
        case .failure: client.close(promise: nil)
        }
      }
  }

  private func end(_ client: any Channel, isReset: Bool) {
    if isReset { Reset.prepare(client) }
    client.close(promise: nil)
  }
}

/// Makes closing a connection reset it.
enum Reset {
  static func prepare(_ channel: any Channel) {
    (channel as? any SocketOptionProvider)?
      .setSoLinger(linger(l_onoff: 1, l_linger: 0))
      .whenFailure { _ in }
  }
}
