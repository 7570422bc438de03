import GodwitModel
import Simulator
import Synchronization
import Testing

@testable import APIService

@Suite struct ClusterHostTests {
  private static func cluster() throws -> ServedCluster {
    var scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "demo",
      location: SourceLocation(file: "", line: 1, column: 1))
    scenario.given.cluster.nodes = ["node1", "node2"].map { NodeLayout(name: $0) }
    scenario.given.virtualMachines = [VirtualMachineLayout(name: "fedora")]
    return ServedCluster(try Simulation(scenario: scenario, seed: 1))
  }

  private static let path = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"

  private static func migration() -> WireRequest {
    WireRequest(
      "POST", path, headers: [WireHeader("Content-Type", "application/json")],
      body: Array(
        """
        {"apiVersion":"kubevirt.io/v1","kind":"VirtualMachineInstanceMigration",
         "metadata":{"name":"job"},"spec":{"vmiName":"fedora"}}
        """.utf8))
  }

  private static func control(
    _ method: String, _ path: String, _ body: String = "", user: UserInfo = .clusterAdmin
  ) -> WireRequest {
    WireRequest(method, path, body: Array(body.utf8), user: user)
  }

  private static func phase(_ host: ClusterHost) async throws -> String? {
    guard case .response(let response) = await host.answer(WireRequest("GET", path + "/job"))
    else { return nil }
    return try JSONValue(parsing: response.body)["status"]?["phase"]?.string
  }

  @Test func timeThatStandsStillIsAdvancedChangeByChange() async throws {
    let host = ClusterHost(try Self.cluster())
    let endpoint = ControlEndpoint(host: host)
    _ = await host.answer(Self.migration())
    var changes = 0
    var answer: JSONValue = ["changed": true]
    while answer["changed"]?.bool == true {
      let response = await endpoint.answer(
        Self.control(
          "POST", "/godwit/clock/advance", #"{"to": "2026-01-01T00:10:00Z", "untilChange": true}"#))
      answer = try JSONValue(parsing: try #require(response).body)
      changes += 1
    }
    #expect(changes > 10)
    #expect(answer["now"] == "2026-01-01T00:10:00.000000000Z")
    #expect(try await Self.phase(host) == "Succeeded")
  }

  @Test func faultsAndGuestsAreBroughtAbout() async throws {
    let host = ClusterHost(try Self.cluster())
    let endpoint = ControlEndpoint(host: host)
    let guest = await endpoint.answer(
      Self.control("PUT", "/godwit/guests/demo/fedora", #"{"copy": "endless"}"#))
    #expect(guest?.status == 200)
    _ = await host.answer(Self.migration())
    _ = try await host.advance(to: .simulationEpoch + .seconds(30), onlyToNextChange: false)
    #expect(try await Self.phase(host) == "Running")
    let fault = await endpoint.answer(
      Self.control("POST", "/godwit/faults", #"{"fail": "copy/demo/job", "message": "lost"}"#))
    #expect(fault?.status == 200)
    _ = try await host.advance(to: .simulationEpoch + .seconds(40), onlyToNextChange: false)
    #expect(try await Self.phase(host) == "Failed")
  }

  @Test(arguments: [
    ("POST", "/godwit/clock/advance", "{}", 400), ("POST", "/godwit/clock/advance", "x", 400),
    ("POST", "/godwit/faults", #"{"kill": "sun/1"}"#, 400),
    ("POST", "/godwit/faults", #"{"kill": "node/none"}"#, 409),
    ("PUT", "/godwit/guests/demo/none", "{}", 404),
    ("PUT", "/godwit/guests/demo/fedora", #"{"copy": "soon"}"#, 400),
    ("GET", "/godwit/nothing", "", 404),
  ])
  func whatCannotBeDoneIsExplained(
    method: String, path: String, body: String, code: Int
  ) async throws {
    let endpoint = ControlEndpoint(host: ClusterHost(try Self.cluster()))
    let answer = try #require(await endpoint.answer(Self.control(method, path, body)))
    #expect(answer.status == code)
    #expect(try JSONValue(parsing: answer.body)["message"]?.string?.isEmpty == false)
  }

  @Test func onlyMastersControl() async throws {
    let endpoint = ControlEndpoint(host: ClusterHost(try Self.cluster()))
    let user = UserInfo(name: "mia", groups: ["system:authenticated"])
    let answer = await endpoint.answer(Self.control("GET", "/godwit/clock", user: user))
    #expect(answer?.status == 403)
    #expect(await endpoint.answer(Self.control("GET", "/api/v1/nodes")) == nil)
  }

  @Test func whatWasJournalledIsRepeated() async throws {
    let lines = Mutex<[String]>([])
    let host = ClusterHost(try Self.cluster())
    await host.start(
      .paused, journal: Journal { line in lines.withLock { $0.append(line) } }, at: nil)
    _ = await host.answer(Self.migration())
    _ = await host.answer(WireRequest("GET", Self.path))
    _ = await ControlEndpoint(host: host).answer(
      Self.control("POST", "/godwit/clock/advance", #"{"by": "2s"}"#))
    await host.end()
    let again = ClusterHost(try Self.cluster())
    let control = ControlEndpoint(host: again)
    let kept = lines.withLock { $0 }
    #expect(kept.count == 3)
    for line in kept {
      let (at, request) = try #require(Journal.read(line))
      try await again.resume(at, request, control)
    }
    #expect(await again.resourceVersion == host.resourceVersion)
    #expect(await again.time.now == host.time.now)
    #expect(Journal.read(String(kept[0].prefix(40))) == nil)
  }

  @Test func listenersHearOfChangesAndOfTheEnd() async throws {
    let host = ClusterHost(try Self.cluster())
    let (id, signals) = await host.listen()
    _ = await host.answer(Self.migration())
    var iterator = signals.makeAsyncIterator()
    #expect(await iterator.next() != nil)
    await host.stopListening(id)
    #expect(await iterator.next() == nil)
  }
}
