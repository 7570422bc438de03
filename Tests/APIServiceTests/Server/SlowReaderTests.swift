import Glibc
import GodwitModel
import Simulator
import Synchronization
import Testing

@testable import APIService

/// Clients that do not read what they asked for.
@Suite(.timeLimit(.minutes(2))) struct SlowReaderTests {
  private static let configMaps = "/api/v1/namespaces/default/configmaps"

  /// Calls `body` with the port of a server that is soon out of patience.
  private func serving(_ host: ClusterHost, _ body: (Int) async throws -> Void) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let service = HTTPService(
      host, at: HTTPService.Address(host: "127.0.0.1", port: 0), security: nil,
      patience: .milliseconds(20))
    let server = Task { try await service.run { port.yield($0) } }
    var iterator = ports.makeAsyncIterator()
    let bound = try #require(await iterator.next())
    do {
      try await body(bound)
    } catch {
      server.cancel()
      throw error
    }
    server.cancel()
    _ = await server.result
  }

  private func connect(to port: Int) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // A small window, or the kernel would read for the client.
    var size: Int32 = 4096
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
    return descriptor
  }

  /// Waits for a number of open watches, at a priority at which it keeps nobody else from running.
  private func until(
    _ host: ClusterHost, _ isReached: @escaping @Sendable (Int) -> Bool
  ) async {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    let waiting = Task.detached(priority: .background) {
      while !isReached(await host.listenerCount), !Task.isCancelled { await Task.yield() }
      end.finish()
    }
    for await _ in ends {}
    waiting.cancel()
  }

  @Test func aReaderThatDoesNotReadIsCutOff() async throws {
    let scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "default",
      location: SourceLocation(file: "", line: 1, column: 1))
    let host = ClusterHost(ServedCluster(try Simulation(scenario: scenario, seed: 1)))
    try await serving(host) { port in
      let descriptor = try connect(to: port)
      defer { close(descriptor) }
      let request = Array("GET \(Self.configMaps)?watch=1 HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
      #expect(send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) > 0)
      await until(host) { $0 > 0 }
      // More than the kernel takes for a connection.
      let text = String(repeating: "x", count: 1 << 20)
      for number in 0..<12 {
        let body: JSONValue = [
          "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string("a\(number)")],
          "data": ["x": .string(text)],
        ]
        _ = await host.answer(
          WireRequest("POST", Self.configMaps, body: Array(body.text.utf8)))
      }
      await until(host) { $0 == 0 }
      var received = 0
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count <= 0 { break }
        received += count
      }
      #expect(received < 12 << 20, "the connection has ended before all was sent")
    }
  }
}
