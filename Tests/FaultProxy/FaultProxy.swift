import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A proxy on loopback between a client and a server, in plain HTTP/1.1, that does harm by a plan.
package struct FaultProxy: Sendable {
  private let plan: FaultPlan
  private let serverPort: Int
  private let onSilence: @Sendable () -> Void
  /// What the proxy did.
  package let log = FaultLog()

  /// - Parameter onSilence: Called again and again while a watch is silent.
  package init(
    _ plan: FaultPlan, serverPort: Int, onSilence: @escaping @Sendable () -> Void
  ) {
    self.plan = plan
    self.serverPort = serverPort
    self.onSilence = onSilence
  }

  /// Takes connections while `body` runs, which is told the port.
  package func run<Result: Sendable>(
    _ body: (Int) async throws -> Result
  ) async throws -> Result {
    let connections = Connections()
    let setUp = ProxySetUp(
      plan: plan, serverPort: serverPort, onSilence: onSilence, log: log,
      connections: connections)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.allowRemoteHalfClosure, value: false)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        connections.add(channel)
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(HTTPRequestDecoder()), ClientHandler(setUp),
          ])
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    do {
      let result = try await body(channel.localAddress?.port ?? 0)
      try? await channel.close()
      await connections.close()
      return result
    } catch {
      try? await channel.close()
      await connections.close()
      throw error
    }
  }
}

/// What each connection needs to know.
struct ProxySetUp: Sendable {
  let plan: FaultPlan
  let serverPort: Int
  let onSilence: @Sendable () -> Void
  let log: FaultLog
  let connections: Connections

  /// The fault of a request; nil for none, and for what is no request to the API.
  func fault(of head: HTTPRequestHead) -> WireFault? {
    let parts = head.uri.split(separator: "?", maxSplits: 1)
    let path = String(parts.first ?? "")
    let isWatch = parts.count > 1 && parts[1].contains("watch=true")
    let kind: FaultPlan.Kind = isWatch ? .watch : head.method == .GET ? .read : .write
    let count = log.count("\(kind) \(path)")
    if log.isCalm || path.hasPrefix("/godwit/") { return nil }
    return plan.fault(of: kind, path: path, count: count)
  }
}

/// The connections of a proxy, to the client and to the server.
final class Connections: Sendable {
  private let channels = Mutex<[any Channel]>([])

  func add(_ channel: any Channel) { channels.withLock { $0.append(channel) } }

  /// Closes all of them, and returns when they are closed.
  func close() async {
    let all = channels.withLock { $0 }
    for channel in all {
      channel.close(promise: nil)
      try? await channel.closeFuture.get()
    }
  }
}
