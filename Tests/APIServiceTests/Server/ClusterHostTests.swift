import GodwitModel
import Simulator
import Synchronization
import Testing

@testable import APIService

@Suite struct ClusterHostTests {
  private static func cluster() throws -> ServedCluster { ServedCluster(try simulation()) }

  private static func simulation() throws -> Simulation {
    var scenario = Scenario(
      id: "test", name: "test", title: "", namespace: "demo",
      location: SourceLocation(file: "", line: 1, column: 1))
    scenario.given.cluster.nodes = ["node1", "node2"].map { NodeLayout(name: $0) }
    scenario.given.virtualMachines = [VirtualMachineLayout(name: "fedora")]
    return try Simulation(scenario: scenario, seed: 1)
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

  private static func send(
    _ method: String, _ path: String, _ body: String = "", to endpoint: ControlEndpoint
  ) async throws -> JSONValue {
    let answer = try #require(await endpoint.answer(control(method, path, body)))
    #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    return try JSONValue(parsing: answer.body)
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
    ("PUT", "/godwit/guests/demo/fedora", #"{"mood": "good"}"#, 400),
    ("PUT", "/godwit/timing", #"{"podStart": "soon"}"#, 400),
    ("PUT", "/godwit/timing", #"{"podStop": "2s"}"#, 400),
    ("PUT", "/godwit/timing", #"{"bandwidth": 0}"#, 400),
    ("PUT", "/godwit/timing", #"{"profile": "slow"}"#, 400),
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

  @Test func everyChangeIsSeenAtItsInstant() async throws {
    let host = ClusterHost(try Self.cluster())
    let endpoint = ControlEndpoint(host: host)
    _ = await host.answer(Self.migration())
    var times: [String] = []
    for _ in 0..<20 {
      let answer = try await Self.send(
        "POST", "/godwit/clock/advance", #"{"by": "10m", "untilChange": true}"#, to: endpoint)
      times.append(try #require(answer["now"]?.string))
    }
    var simulation = try Self.simulation()
    simulation.serveClients()
    let beginning = simulation.now
    _ = simulation.handle(
      APIRequest(.post, Self.path, body: try JSONValue(parsing: Self.migration().body)))
    let end = Instant.simulationEpoch + .minutes(10)
    var instants: [String] = []
    while instants.count < times.count, let change = try simulation.next(before: end) {
      let text = change.at.nanosecondText
      if change.at > beginning, text != instants.last { instants.append(text) }
    }
    #expect(times == instants, "all of a moment is done with its first change, and no more")
  }

  @Test func theVersionOfEveryKindIsTold() async throws {
    let host = ClusterHost(try Self.cluster())
    let endpoint = ControlEndpoint(host: host)
    let before = try await Self.send("GET", "/godwit/clock", to: endpoint)
    let kind = "virtualmachineinstancemigrations.kubevirt.io"
    #expect(before["versions"]?["pods"]?.string != nil)
    #expect(before["versions"]?[kind] == nil)
    _ = await host.answer(Self.migration())
    let after = try await Self.send(
      "POST", "/godwit/clock/advance", #"{"by": "1m"}"#, to: endpoint)
    let versions = try #require(after["versions"]?.object)
    let newest = versions.members.compactMap { $0.value.string.flatMap { Int($0) } }.max()
    #expect(newest.map(String.init) == after["resourceVersion"]?.string)
    #expect(versions["nodes"] == before["versions"]?["nodes"])
    _ = await host.answer(WireRequest("DELETE", Self.path + "/job"))
    let deleted = try await Self.send("GET", "/godwit/clock", to: endpoint)
    #expect(deleted["versions"]?[kind] == deleted["resourceVersion"])
  }

  @Test func aWatchTellsThatItHasCaughtUp() async throws {
    let host = ClusterHost(try Self.cluster())
    let query = "watch=1&allowWatchBookmarks=true&resourceVersion="
    let version = await host.standing.resourceVersion
    guard
      case .watch(_, let stream) = await host.answer(
        WireRequest("GET", "/api/v1/namespaces/other/pods", query: query + version))
    else {
      Issue.record("no watch")
      return
    }
    _ = await host.answer(Self.migration())
    let (waiting, none) = await host.frames(of: stream)
    #expect(none.isEmpty, "bookmarks come when time has passed")
    let standing = try await host.advance(
      to: .simulationEpoch + .seconds(5), onlyToNextChange: false)
    let (told, frames) = await host.frames(of: waiting)
    let bookmark = try JSONValue(parsing: try #require(frames.last))
    #expect(bookmark["type"] == "BOOKMARK")
    #expect(bookmark["object"]?["metadata"]?["resourceVersion"]?.string == standing.resourceVersion)
    #expect(await host.frames(of: told).1.isEmpty)
  }

  @Test func guestsAreSetBeforeTheirMachinesAndTimesWhileTheyPass() async throws {
    let host = ClusterHost(try Self.cluster())
    let endpoint = ControlEndpoint(host: host)
    _ = try await Self.send(
      "PUT", "/godwit/guests/demo/late", #"{"copy": "endless"}"#, to: endpoint)
    let timing = try await Self.send(
      "PUT", "/godwit/timing", #"{"profile": "stand-in", "podStart": "5s", "copy": "20s"}"#,
      to: endpoint)
    #expect(timing["handlerSync"] == "60ms")
    #expect(timing["podStart"] == "5s")
    #expect(try await Self.send("GET", "/godwit/timing", to: endpoint) == timing)
    let machine = """
      {"apiVersion":"kubevirt.io/v1","kind":"VirtualMachine","metadata":{"name":"late"},
       "spec":{"runStrategy":"Always","template":{"spec":{"domain":{"devices":{"interfaces":[
       {"name":"default","masquerade":{}}]},"memory":{"guest":"1Gi"}},
       "networks":[{"name":"default","pod":{}}]}}}}
      """
    let path = "/apis/kubevirt.io/v1/namespaces/demo/virtualmachines"
    guard
      case .response(let response) = await host.answer(
        WireRequest("POST", path, body: Array(machine.utf8)))
    else { return }
    #expect(response.status == 201)
    func phase(_ name: String) async throws -> String? {
      guard
        case .response(let response) = await host.answer(
          WireRequest("GET", "/apis/kubevirt.io/v1/namespaces/demo/" + name))
      else { return nil }
      return try JSONValue(parsing: response.body)["status"]?["phase"]?.string
    }
    let start = await host.standing.now
    _ = try await host.advance(to: start + .seconds(4), onlyToNextChange: false)
    #expect(try await phase("virtualmachineinstances/late") == "Scheduling")
    _ = try await host.advance(to: start + .seconds(6), onlyToNextChange: false)
    #expect(try await phase("virtualmachineinstances/late") == "Running")
    for (job, name) in [("job1", "late"), ("job2", "fedora")] {
      let body = String(decoding: Self.migration().body, as: UTF8.self)
        .replacing("job", with: job).replacing("fedora", with: name)
      _ = await host.answer(WireRequest("POST", Self.path, body: Array(body.utf8)))
    }
    _ = try await host.advance(to: start + .seconds(22), onlyToNextChange: false)
    #expect(try await phase("virtualmachineinstancemigrations/job2") == "Running")
    _ = try await host.advance(to: start + .seconds(60), onlyToNextChange: false)
    #expect(try await phase("virtualmachineinstancemigrations/job1") == "Running")
    #expect(try await phase("virtualmachineinstancemigrations/job2") == "Succeeded")
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
    #expect(await again.standing.now == host.standing.now)
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
