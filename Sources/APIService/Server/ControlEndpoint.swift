import GodwitModel
import Simulator

/// The endpoint by which tests and the live backend move the cluster's time and bring about faults:
/// what no Kubernetes API offers. For members of `system:masters` only.
///
/// The requests are in the module's documentation.
package struct ControlEndpoint: Sendable {
  private let host: ClusterHost

  package init(host: ClusterHost) { self.host = host }

  static let prefix = "/godwit/"

  /// The answer; nil when the request is none of this endpoint's.
  package func answer(_ request: WireRequest) async -> WireResponse? {
    guard request.path.hasPrefix(Self.prefix) else { return nil }
    guard request.user.groups.contains("system:masters") else {
      return StatusAnswer.response(
        code: 403, reason: "Forbidden",
        message: "godwit's control endpoint is for members of system:masters")
    }
    await host.note(request)
    let parts = request.path.dropFirst(Self.prefix.count).split(separator: "/").map(String.init)
    do throws(Refusal) {
      switch (request.method, parts.first ?? "", parts.count) {
      case ("GET", "clock", 1): return Self.json(await clock())
      case ("POST", "clock", 2) where parts[1] == "advance":
        return Self.json(try await advance(try Self.body(request)))
      case ("POST", "faults", 1):
        try await bringAbout(try Self.body(request))
        return Self.json([:])
      case ("PUT", "guests", 3):
        let guest = try Self.guest(try Self.body(request))
        guard await host.setGuest(guest, namespace: parts[1], name: parts[2]) else {
          throw Refusal(code: 404, message: "there is no VM \(parts[1])/\(parts[2])")
        }
        return Self.json([:])
      default:
        throw Refusal(
          code: 404, message: "godwit's control endpoint has no \(request.method) \(request.path)")
      }
    } catch {
      return StatusAnswer.response(
        code: error.code, reason: error.code == 404 ? "NotFound" : "BadRequest",
        message: error.message)
    }
  }

  private struct Refusal: Error {
    var code = 400
    let message: String
  }

  // MARK: Time

  private func clock() async -> JSONValue {
    let (now, mode) = await host.time
    var object: JSONObject = ["now": .string(now.nanosecondText)]
    switch mode {
    case .paused: object["mode"] = "paused"
    case .running(let speed):
      object["mode"] = "running"
      object["speed"] = .int(Int(speed))
    }
    return .object(object)
  }

  private func advance(_ body: JSONValue) async throws(Refusal) -> JSONValue {
    let (now, mode) = await host.time
    guard mode == .paused else {
      throw Refusal(code: 409, message: "time passes by itself; start the server with --paused")
    }
    let target: Instant
    if let text = body["by"]?.scalarText, let span = Span(parsing: text) {
      target = now + span
    } else if let text = body["to"]?.string, let instant = Instant(parsing: text) {
      target = instant
    } else {
      throw Refusal(message: "say how far: {\"by\": \"30s\"} or {\"to\": \"2026-01-01T00:05:00Z\"}")
    }
    do throws(SimulationError) {
      let result = try await host.advance(
        to: target, onlyToNextChange: body["untilChange"]?.bool ?? false)
      return [
        "now": .string(result.now.nanosecondText), "changed": .bool(result.hasChanged),
        "resourceVersion": .string(await host.resourceVersion),
      ]
    } catch {
      throw Refusal(code: 500, message: "\(error)")
    }
  }

  // MARK: Faults

  private func bringAbout(_ body: JSONValue) async throws(Refusal) {
    let fault = try Self.fault(body)
    do throws(SimulationError) {
      try await host.inject(fault)
    } catch {
      throw Refusal(code: 409, message: "\(error)")
    }
  }

  private static func fault(_ body: JSONValue) throws(Refusal) -> Fault {
    for verb in ["kill", "heal", "fail", "stall", "resume"] {
      guard let target = body[verb]?.string else { continue }
      let parts = target.split(separator: "/").map(String.init)
      switch (verb, parts.first ?? "", parts.count) {
      case ("kill", "node", 2): return .killNode(parts[1])
      case ("heal", "node", 2): return .healNode(parts[1])
      case ("kill", "virt-handler", 2): return .killVirtHandler(node: parts[1])
      case ("heal", "virt-handler", 2): return .healVirtHandler(node: parts[1])
      case ("kill", "pod", 3): return .killPod(namespace: parts[1], name: parts[2])
      case ("fail", "copy", 3):
        return .failCopy(
          namespace: parts[1], migration: parts[2],
          message: body["message"]?.string ?? "")
      case ("stall", "copy", 3): return .stallCopy(namespace: parts[1], migration: parts[2])
      case ("resume", "copy", 3): return .resumeCopy(namespace: parts[1], migration: parts[2])
      default: throw Refusal(message: "cannot \(verb) \(target)")
      }
    }
    throw Refusal(message: "say what to do: {\"kill\": \"node/node1\"}")
  }

  private static func guest(_ body: JSONValue) throws(Refusal) -> Guest {
    var guest = Guest()
    if let text = body["copy"]?.scalarText {
      if text == "endless" {
        guest.copy = .endless
      } else if let span = Span(parsing: text) {
        guest.copy = .lasts(span)
      } else {
        throw Refusal(message: "copy is a duration or \"endless\", not \(text)")
      }
    }
    if let text = body["dirtyRate"]?.scalarText {
      guard let rate = Quantity(parsing: text) else {
        throw Refusal(message: "dirtyRate is a quantity such as 20Mi, not \(text)")
      }
      guest.dirtyRate = rate
    }
    return guest
  }

  // MARK: Bodies

  private static func body(_ request: WireRequest) throws(Refusal) -> JSONValue {
    guard let value = try? JSONValue(parsing: request.body), value.object != nil else {
      throw Refusal(message: "the body is to be a JSON object")
    }
    return value
  }

  private static func json(_ value: JSONValue) -> WireResponse {
    WireResponse(
      status: 200, headers: [WireHeader("Content-Type", "application/json")],
      body: Array((value.text + "\n").utf8))
  }
}
