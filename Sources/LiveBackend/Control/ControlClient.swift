import GodwitModel
import KubernetesClient

/// The control endpoint of a cluster that `godwit serve` serves: its time, faults, guests.
package struct ControlClient: Sendable {
  private let api: any ClusterAPI

  /// What the endpoint says of time.
  package struct Clock: Hashable, Sendable {
    package var now: Instant
    /// Whether time stands still until it is advanced.
    package var isPaused: Bool
    /// The newest version of each kind, by its plural and group.
    package var versions: [String: UInt64]
  }

  private init(_ api: any ClusterAPI) { self.api = api }

  /// Looks for the endpoint; nil where the cluster has none, or it is not for this user.
  package static func find(
    on api: any ClusterAPI
  ) async throws(ClientError) -> (ControlClient, Clock)? {
    let client = ControlClient(api)
    let response = try await api.send(APIRequest(.get, clockPath), as: .own)
    guard response.isSuccess, let clock = clock(response) else { return nil }
    return (client, clock)
  }

  private static let clockPath = "/godwit/clock"

  private static func clock(_ response: APIResponse) -> Clock? {
    guard let now = response.body?["now"]?.string.flatMap({ Instant(parsing: $0) }),
      let mode = response.body?["mode"]?.string
    else { return nil }
    return Clock(now: now, isPaused: mode == "paused", versions: versions(response.body))
  }

  private static func versions(_ body: JSONValue?) -> [String: UInt64] {
    var versions: [String: UInt64] = [:]
    for member in body?["versions"]?.object?.members ?? [] {
      versions[member.key] = member.value.string.flatMap { UInt64($0) }
    }
    return versions
  }

  /// The time of the cluster.
  package func clock() async throws(ClientError) -> Clock {
    let response = try await send(.get, Self.clockPath, nil)
    guard let clock = Self.clock(response) else {
      throw .unavailable("the control endpoint told no time: \(Self.message(response))")
    }
    return clock
  }

  /// What an advance of time led to.
  package struct Advance: Hashable, Sendable {
    package var now: Instant
    package var hasChanged: Bool
    /// The newest version of the cluster then.
    package var resourceVersion: String
    /// The newest version of each kind then, by its plural and group.
    package var versions: [String: UInt64]
  }

  /// Lets time that stands still pass, or only to the first change.
  package func advance(
    by span: Span, untilChange: Bool
  ) async throws(ClientError) -> Advance {
    try await advance(["by": .string("\(span.nanoseconds)ns")], untilChange)
  }

  /// Lets time that stands still pass until `instant`, or only to the first change.
  package func advance(
    to instant: Instant, untilChange: Bool
  ) async throws(ClientError) -> Advance {
    try await advance(["to": .string(instant.nanosecondText)], untilChange)
  }

  private func advance(
    _ how: JSONObject, _ untilChange: Bool
  ) async throws(ClientError) -> Advance {
    var body = how
    if untilChange { body["untilChange"] = true }
    let response = try await send(.post, Self.clockPath + "/advance", .object(body))
    guard response.isSuccess, let answer = response.body,
      let now = answer["now"]?.string.flatMap({ Instant(parsing: $0) })
    else { throw .unavailable("time could not be advanced: \(Self.message(response))") }
    return Advance(
      now: now, hasChanged: answer["changed"]?.bool ?? false,
      resourceVersion: answer["resourceVersion"]?.string ?? "", versions: Self.versions(answer))
  }

  // MARK: Nodes and guests

  /// What nodes and guests take for their work, as it is put back with ``putBack(timing:)``.
  package func timing() async throws(ClientError) -> JSONValue {
    let response = try await send(.get, Self.timingPath, nil)
    guard response.isSuccess, let body = response.body else {
      throw .unavailable("the control endpoint told no timing: \(Self.message(response))")
    }
    return body
  }

  /// Puts back what ``timing()`` told.
  package func putBack(timing: JSONValue) async throws(ClientError) -> String? {
    let response = try await send(.put, Self.timingPath, timing)
    return response.isSuccess ? nil : Self.message(response)
  }

  /// Says what nodes and guests take for their work from now on; returns why not, where it is
  /// refused.
  package func setTiming(_ timing: Timing) async throws(ClientError) -> String? {
    func text(_ span: Span) -> JSONValue { .string("\(span.nanoseconds)ns") }
    var body: JSONObject = [
      "podStart": text(timing.podStart), "handlerSync": text(timing.handlerSync),
      "switchover": text(timing.switchover), "bandwidth": .string(timing.bandwidth.description),
    ]
    if let copy = timing.copy { body["copy"] = text(copy) }
    return try await putBack(timing: .object(body))
  }

  private static let timingPath = "/godwit/timing"

  /// Brings about a fault, its names being the cluster's; returns why not, where it is refused.
  package func inject(_ fault: Fault) async throws(ClientError) -> String? {
    let response = try await send(.post, "/godwit/faults", Self.body(of: fault))
    return response.isSuccess ? nil : Self.message(response)
  }

  private static func body(of fault: Fault) -> JSONValue {
    switch fault {
    case .killNode(let name): ["kill": .string("node/" + name)]
    case .healNode(let name): ["heal": .string("node/" + name)]
    case .killVirtHandler(let node): ["kill": .string("virt-handler/" + node)]
    case .healVirtHandler(let node): ["heal": .string("virt-handler/" + node)]
    case .killPod(let namespace, let name): ["kill": .string("pod/\(namespace)/\(name)")]
    case .failCopy(let namespace, let migration, let message):
      ["fail": .string("copy/\(namespace)/\(migration)"), "message": .string(message)]
    case .stallCopy(let namespace, let migration):
      ["stall": .string("copy/\(namespace)/\(migration)")]
    case .resumeCopy(let namespace, let migration):
      ["resume": .string("copy/\(namespace)/\(migration)")]
    }
  }

  /// Says how the guest of a VM behaves while it is copied; returns why not, where it is refused.
  package func setGuest(
    _ guest: Guest, namespace: String, name: String
  ) async throws(ClientError) -> String? {
    var body = JSONObject()
    switch guest.copy {
    case .computed: break
    case .lasts(let span): body["copy"] = .string("\(span.nanoseconds)ns")
    case .endless: body["copy"] = "endless"
    }
    if guest.dirtyRate != Quantity(0) { body["dirtyRate"] = .string(guest.dirtyRate.description) }
    let response = try await send(.put, "/godwit/guests/\(namespace)/\(name)", .object(body))
    return response.isSuccess ? nil : Self.message(response)
  }

  private func send(
    _ method: RequestMethod, _ path: String, _ body: JSONValue?
  ) async throws(ClientError) -> APIResponse {
    try await api.send(APIRequest(method, path, body: body), as: .own)
  }

  private static func message(_ response: APIResponse) -> String {
    response.body?["message"]?.string ?? "HTTP \(response.code)"
  }
}
