import APIService
import FaultProxy
import GodwitModel
import KubernetesClient
import Simulator

/// Changes the config maps of a cluster: a sequence that depends on the seed alone.
struct ConfigMapWriter {
  /// What became of the requests that went through the proxy, by their number.
  enum Outcome: Hashable {
    case done
    case unknown
    case refused
  }

  private let cluster: FaultCluster
  /// Changes come so fast that a server that remembers little has forgotten them.
  private let isHasty: Bool
  private var generator: SeededGenerator
  private var present: [String] = []
  private var count = 0
  private(set) var outcomes: [Int: Outcome] = [:]

  init(_ cluster: FaultCluster, seed: UInt64, isHasty: Bool) {
    self.cluster = cluster
    self.isHasty = isHasty
    generator = SeededGenerator(seed: seed, purpose: "writer")
  }

  /// Makes one change, or lets time pass so that bookmarks come.
  mutating func step() async throws {
    count += 1
    switch generator.below(10) {
    case 0 where !isHasty:
      let now = await cluster.host.standing.now
      _ = try await cluster.host.advance(to: now + .seconds(61), onlyToNextChange: false)
    case 1: try await sendThroughProxy()
    case 2, 3: await delete()
    case 4, 5, 6: await create("map-\(generator.below(6))")
    default: await patch()
    }
  }

  /// Whether it is time to wait until the watch has seen everything.
  mutating func isPause() -> Bool { generator.below(100) < (isHasty ? 8 : 40) }

  mutating func create(_ name: String) async {
    let body: JSONValue = [
      "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)],
      "data": ["text": .string(String(repeating: "ü\n", count: generator.below(40)))],
    ]
    guard await answer("POST", ServedHistory.path, body) == 201 else { return }
    present.append(name)
  }

  private mutating func patch() async {
    guard let name = generator.pick(present) else { return }
    _ = await answer(
      "PATCH", ServedHistory.path + "/" + name, ["data": ["count": .string("\(count)")]],
      type: "application/merge-patch+json")
  }

  private mutating func delete() async {
    guard let name = generator.pick(present) else { return }
    present.removeAll { $0 == name }
    _ = await answer("DELETE", ServedHistory.path + "/" + name, nil)
  }

  private func answer(
    _ method: String, _ path: String, _ body: JSONValue?, type: String = "application/json"
  ) async -> Int {
    let request = WireRequest(
      method, path, headers: [WireHeader("Content-Type", type)],
      body: body.map { Array($0.text.utf8) } ?? [])
    guard case .response(let response) = await cluster.host.answer(request) else { return 0 }
    return response.status
  }

  /// Creates an object whose name the server makes up: one that is sent twice would be there
  /// twice.
  private mutating func sendThroughProxy() async throws {
    let request = APIRequest(
      .post, ServedHistory.path,
      body: [
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": ["generateName": "sent-", "labels": ["number": .string("n\(count)")]],
      ])
    do throws(ClientError) {
      let answer = try await cluster.client.send(request, as: .own)
      outcomes[count] = answer.isSuccess ? .done : .refused
    } catch {
      outcomes[count] = .unknown
    }
  }
}
