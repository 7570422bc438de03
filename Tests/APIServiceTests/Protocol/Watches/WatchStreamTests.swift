import GodwitModel
import Simulator
import Testing

@testable import APIService

@Suite struct WatchStreamTests {
  private static let path = "/api/v1/namespaces/default/configmaps"

  private func watch(_ served: inout ServedCluster) throws -> WatchStream {
    let query =
      "watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
    let request = WireRequest("GET", Self.path, query: query)
    guard case .watch(_, let stream) = served.answer(request) else {
      throw RawConnection.Failure()
    }
    return stream
  }

  /// A watch is made ready in portions: what its client does not read is not held for it.
  @Test(arguments: [1, 300, 100_000])
  func portionsAreTheWhole(limit: Int) throws {
    var served = ServedCluster(try Simulation(scenario: RunningService.scenario, seed: 1))
    func create(_ name: String) {
      let body = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\#(name)"}}"#
      _ = served.answer(WireRequest("POST", Self.path, body: Array(body.utf8)))
    }
    for number in 0..<5 { create("a\(number)") }
    var whole = try watch(&served)
    var parts = whole
    for number in 0..<5 { create("b\(number)") }
    let expected = served.frames(of: &whole)
    #expect(expected.count == 11, "ten objects, and a bookmark after the first five")
    #expect(!whole.hasMore)
    var found: [[UInt8]] = []
    repeat {
      let frames = served.frames(of: &parts, upTo: limit)
      #expect(!frames.isEmpty || !parts.hasMore)
      found += frames
    } while parts.hasMore
    #expect(found == expected)
    #expect(parts.pending.isEmpty)
  }
}
