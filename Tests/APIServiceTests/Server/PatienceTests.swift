import GodwitModel
import Simulator
import Testing

@testable import APIService

/// Clients that keep the server waiting. How long is for the tests to say, so none depends on a
/// clock.
@Suite(.timeLimit(.minutes(10))) struct PatienceTests {
  private static let configMaps = "/api/v1/namespaces/default/configmaps"
  private static let watch =
    "GET \(configMaps)?watch=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

  /// Patience that lasts until the test ends it, for all clients at once.
  private struct Gate {
    let patience: Patience
    private let end: AsyncStream<Void>.Continuation
    private let losses: AsyncStream<Void>

    init() {
      let (ends, end) = AsyncStream.makeStream(of: Void.self)
      let (losses, lost) = AsyncStream.makeStream(of: Void.self)
      let gate = Task { for await _ in ends {} }
      self.end = end
      self.losses = losses
      patience = Patience(until: {
        await gate.value
        // Else what was waited for came.
        if !Task.isCancelled { lost.yield() }
      })
    }

    /// Ends the patience, and waits until it is lost with a client: one that reads again before
    /// that would not be cut off.
    func lose() async {
      end.finish()
      for await _ in losses { return }
    }
  }

  private func create(_ count: Int, on host: ClusterHost) async {
    let text = String(repeating: "x", count: 1_000_000)
    for number in 0..<count {
      let body: JSONValue = [
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string("a\(number)x")],
        "data": ["x": .string(text)],
      ]
      let request = WireRequest("POST", Self.configMaps, body: Array(body.text.utf8))
      guard case .response(let answer) = await host.answer(request) else { continue }
      #expect(answer.status == 201)
    }
  }

  /// Begins a watch; what is made from now on comes as a change, in its order.
  private func beginWatch(on connection: RawConnection) async {
    await connection.send(Self.watch)
    await readHead(on: connection)
  }

  /// The head alone: byte for byte, as nothing else is to be read.
  private func readHead(on connection: RawConnection) async {
    _ = await connection.read(portion: 1) { $0.suffix(4) == Array("\r\n\r\n".utf8)[...] }
  }

  private static func ends(_ bytes: [UInt8], with text: String) -> Bool {
    String(decoding: bytes.suffix(2_000), as: UTF8.self).contains(text)
  }

  @Test func aReaderThatDoesNotReadIsCutOffAndOthersGoOn() async throws {
    let gate = Gate()
    let service = try await RunningService(patience: gate.patience)
    let slow = try RawConnection(port: service.port, window: 4096)
    await beginWatch(on: slow)
    let good = try RawConnection(port: service.port)
    await beginWatch(on: good)
    let count = 20
    await create(count, on: service.host)
    let seen = await good.read { Self.ends($0, with: "\"a\(count - 1)x\"") }
    #expect(seen.count > count * 1_000_000)
    await gate.lose()
    // The kernel holds part of it; the rest is never sent, and the connection has an end.
    let rest = await slow.read()
    #expect(rest.count < count * 1_000_000, "\(rest.count)")
    await service.stop()
  }

  @Test func aReaderOfALargeListIsCutOffToo() async throws {
    let gate = Gate()
    let service = try await RunningService(patience: gate.patience)
    await create(20, on: service.host)
    let slow = try RawConnection(port: service.port, window: 4096)
    await slow.send("GET \(Self.configMaps) HTTP/1.1\r\nHost: a\r\n\r\n")
    await readHead(on: slow)
    await gate.lose()
    #expect(await slow.read().count < 20_000_000)
    await service.stop()
  }

  @Test func aBodyThatIsNotSentIsNotWaitedFor() async throws {
    let gate = Gate()
    let service = try await RunningService(patience: gate.patience)
    let slow = try RawConnection(port: service.port)
    await slow.send("POST \(Self.configMaps) HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")
    await gate.lose()
    #expect(await slow.read().isEmpty)
    await service.stop()
  }
}
