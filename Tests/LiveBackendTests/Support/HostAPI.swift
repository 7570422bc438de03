import APIService
import FoundationEssentials
import GodwitModel
import KubernetesClient
import LiveBackend
import Simulator
import Synchronization

/// A served cluster without sockets, whose time stands still until it is advanced.
struct HostAPI: ClusterAPI {
  let host: ClusterHost

  init(_ scenario: Scenario, seed: UInt64 = 1) throws {
    host = ClusterHost(ServedCluster(try Simulation(scenario: scenario, seed: seed)))
  }

  func send(
    _ request: APIRequest, as identity: RequestIdentity
  ) async throws(ClientError) -> APIResponse {
    var wire = WireRequest(
      request.method.rawValue, Self.encoded(request.path),
      query: request.query.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&"))
    if let body = request.body {
      let type = request.patchType?.rawValue ?? "application/json"
      wire.headers.append(WireHeader("Content-Type", type))
      wire.body = Array(body.text.utf8)
    }
    switch identity {
    case .own: break
    case .impersonated(let user):
      wire.headers.append(WireHeader("Impersonate-User", user.name))
      wire.headers += user.groups.map { WireHeader("Impersonate-Group", $0) }
    case .token(let token):
      guard let user = await host.user(ofToken: token) else {
        return APIResponse(code: 401)
      }
      wire.user = user
    }
    if let response = await ControlEndpoint(host: host).answer(wire) {
      return Self.response(response)
    }
    guard case .response(let response) = await host.answer(wire) else {
      return APIResponse(code: 400)
    }
    return Self.response(response)
  }

  func watch(_ kind: ResourceKind, namespace: String) -> AsyncStream<WatchDelivery> {
    AsyncStream { $0.finish() }
  }

  /// What is not plain is written as its bytes.
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      let isPlain = byte < 128 && (character.isLetter || character.isNumber)
      if isPlain || "/-._~:".contains(character) { return String(character) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static func response(_ wire: WireResponse) -> APIResponse {
    APIResponse(
      code: wire.status, body: try? JSONValue(parsing: wire.body),
      warnings: wire.headers.filter { $0.name == "Warning" }.map(\.value))
  }

  /// What is on the cluster of a kind.
  func objects(_ kind: ResourceKind) async throws -> [APIObject] {
    let response = try await send(APIRequest(.get, APIRequest.path(of: kind)), as: .own)
    return (response.body?["items"]?.array ?? []).compactMap { APIObject(kind, json: $0) }
  }

  /// Everything that carries the label of a run, as `Kind/name`.
  func marked() async throws -> [String] {
    var found: [String] = []
    for kind in ResourceKind.all where kind != .event {
      found += try await objects(kind)
        .filter { $0.metadata.labels[RunMark.runLabel] != nil }.map { "\($0.key)" }
    }
    return found
  }
}
