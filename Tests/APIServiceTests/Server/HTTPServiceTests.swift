import GodwitModel
import Simulator
import Testing

@testable import APIService

/// The server and its connections.
@Suite(.timeLimit(.minutes(5))) struct HTTPServiceTests {
  /// NIO traps when a connection is dropped that was accepted and never served.
  @Test func aServerStopsWhileConnectionsAreBeingOpened() async throws {
    for round in 0..<60 {
      let service = try await RunningService()
      var connections: [RawConnection] = []
      for _ in 0..<(1 + round % 20) {
        connections.append(try RawConnection(port: service.port, waits: false))
      }
      await service.stop()
    }
  }

  /// Bytes that are no request.
  struct Hostile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: String

    init(_ testDescription: String, _ bytes: String) {
      self.testDescription = testDescription
      self.bytes = bytes
    }
  }

  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n"
  private static let post = "POST / HTTP/1.1\r\nHost: a\r\n"

  @Test(arguments: [
    Hostile("control characters", "\u{0}\u{1}\u{2}\r\n\r\n"),
    Hostile("a method alone", "GET\r\n\r\n"),
    Hostile("an unknown version", "GET / HTTP/9.9\r\n\r\n"),
    Hostile("nothing", "\r\n\r\n\r\n"),
    Hostile("a negative length", get + "Content-Length: -1\r\n\r\n"),
    Hostile("two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"),
    Hostile("a chunk of no size", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
    Hostile("a vast chunk", post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"),
    Hostile("NUL in the path", "GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n"),
    Hostile("NUL in a name", get + "A\u{0}: b\r\n\r\n"),
    Hostile("a huge header", get + "X: \(String(repeating: "x", count: 200_000))\r\n\r\n"),
    Hostile("too many headers", get + String(repeating: "x: y\r\n", count: 2_000) + "\r\n"),
  ])
  func whatIsNoHTTPIsRefusedAndHarmsNobody(hostile: Hostile) async throws {
    let service = try await RunningService()
    let client = try RawConnection(port: service.port)
    await client.send(hostile.bytes)
    let good = try RawConnection(port: service.port)
    await good.send("GET /version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let answer = String(decoding: await good.read(), as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 200 OK"), "\(answer)")
    await service.stop()
  }
}
