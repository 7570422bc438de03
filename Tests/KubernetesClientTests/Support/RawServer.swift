import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback that answers each request with bytes that the test writes, and a proxy for
/// CONNECT: what an API server would never do.
final class RawServer: Sendable {
  let port: Int
  private let channel: any Channel
  private let received: Log

  /// What has come in.
  final class Log: Sendable {
    private let requests = Mutex<[String]>([])
    private let closings = Mutex(0)
    let changes: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (changes, continuation) = AsyncStream.makeStream(of: Void.self) }

    var all: [String] { requests.withLock { $0 } }
    var closed: Int { closings.withLock { $0 } }

    func add(_ request: String) {
      requests.withLock { $0.append(request) }
      continuation.yield()
    }

    func close() {
      closings.withLock { $0 += 1 }
      continuation.yield()
    }
  }

  /// What a request's text is answered with; nil closes the connection.
  typealias Answer = @Sendable (_ request: String, _ channel: any Channel) -> String?

  private init(_ channel: any Channel, _ received: Log) {
    self.channel = channel
    self.received = received
    port = channel.localAddress?.port ?? 0
  }

  /// The requests so far, as their text.
  var requests: [String] { received.all }

  /// Waits until something holds, looking whenever something has happened.
  func wait(until holds: (Log) -> Bool) async {
    if holds(received) { return }
    for await _ in received.changes where holds(received) { return }
  }

  static func serve<Result: Sendable>(
    _ answer: @escaping Answer, _ body: (RawServer) async throws -> Result
  ) async throws -> Result {
    let log = Log()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(RequestHandler(log, answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    do {
      let result = try await body(RawServer(channel, log))
      try await channel.close()
      return result
    } catch {
      try? await channel.close()
      throw error
    }
  }

  /// Answers every request with the same text.
  static func serve<Result: Sendable>(
    text: String, _ body: (RawServer) async throws -> Result
  ) async throws -> Result {
    let answer: Answer = { _, _ in text }
    return try await serve(answer, body)
  }

  /// A proxy that connects to whatever it is asked for on loopback.
  static func proxy<Result: Sendable>(
    to port: Int, _ body: (RawServer) async throws -> Result
  ) async throws -> Result {
    let answer: Answer = { request, channel in
      guard request.hasPrefix("CONNECT ") else { return "HTTP/1.1 405 No\r\n\r\n" }
      tunnel(channel, to: port, greeting: "HTTP/1.1 200 OK\r\n\r\n")
      return ""
    }
    return try await serve(answer, body)
  }

  /// A SOCKS proxy that connects to the port whatever it is asked for (RFC 1928).
  static func socksProxy<Result: Sendable>(
    to port: Int, _ body: (RawServer) async throws -> Result
  ) async throws -> Result {
    let answer: Answer = { request, channel in
      if request == "\u{5}\u{1}\u{0}" { return "\u{5}\u{0}" }
      let zeros = String(repeating: "\u{0}", count: 6)
      tunnel(channel, to: port, greeting: "\u{5}\u{0}\u{0}\u{1}" + zeros)
      return ""
    }
    return try await serve(answer, body)
  }

  private static func tunnel(_ channel: any Channel, to port: Int, greeting: String) {
    _ = ClientBootstrap(group: channel.eventLoop)
      .channelInitializer { other in
        other.eventLoop.makeCompletedFuture {
          try other.pipeline.syncOperations.addHandler(Relay(channel))
        }
      }
      .connect(host: "127.0.0.1", port: port)
      .flatMapThrowing { other in
        // Both are of one event loop.
        try channel.pipeline.syncOperations.addHandler(Relay(other), position: .first)
        channel.writeAndFlush(ByteBuffer(string: greeting), promise: nil)
      }
  }

  private final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let log: Log
    private let answer: Answer
    private var text = ""

    init(_ log: Log, _ answer: @escaping Answer) {
      self.log = log
      self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      text += String(buffer: unwrapInboundIn(data))
      // Records of TLS, which is not understood, and messages of SOCKS have no such end.
      if text.utf8.first == 0x16 || text.utf8.first == 0x05 { text += "\r\n\r\n" }
      while let end = text.firstRange(of: "\r\n\r\n") {
        let request = String(text[..<end.lowerBound])
        text = String(text[end.upperBound...])
        log.add(request)
        guard let answer = answer(request, context.channel) else {
          context.close(promise: nil)
          return
        }
        if !answer.isEmpty {
          context.writeAndFlush(NIOAny(ByteBuffer(string: answer)), promise: nil)
        }
      }
    }

    func channelInactive(context: ChannelHandlerContext) { log.close() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }

  /// Passes on what it reads to another channel, and nothing to later handlers.
  private final class Relay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(_ other: any Channel) { self.other = other }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
      other.close(promise: nil)
      context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}
