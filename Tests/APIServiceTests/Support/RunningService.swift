import GodwitModel
import Simulator

@testable import APIService

/// A service without TLS on a free port, for the time of a test.
struct RunningService {
  let host: ClusterHost
  let port: Int
  private let server: Task<Void, any Error>

  /// An empty cluster.
  static let scenario = Scenario(
    id: "test", name: "test", title: "", namespace: "default",
    location: SourceLocation(file: "", line: 1, column: 1))

  init(patience: Patience = Patience(.seconds(30))) async throws {
    let host = ClusterHost(ServedCluster(try Simulation(scenario: Self.scenario, seed: 1)))
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let service = HTTPService(
      host, at: HTTPService.Address(host: "127.0.0.1", port: 0), security: nil,
      patience: patience)
    server = Task {
      defer { port.finish() }
      try await service.run { port.yield($0) }
    }
    var iterator = ports.makeAsyncIterator()
    guard let bound = await iterator.next() else { throw RawConnection.Failure() }
    self.host = host
    self.port = bound
  }

  /// Ends it, and waits until it has.
  func stop() async {
    server.cancel()
    _ = await server.result
  }
}
