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
    let parts = request.path.dropFirst(Self.prefix.count).split(separator: "/").map {
      PercentEncoding.decoded($0.utf8)
    }
    if request.method == "GET", parts == ["metrics"] { return await metrics() }
    do throws(ControlBody.Refusal) {
      return Self.json(try await perform(request, parts))
    } catch {
      return StatusAnswer.response(
        code: error.code, reason: error.code == 404 ? "NotFound" : "BadRequest",
        message: error.message)
    }
  }

  private func perform(
    _ request: WireRequest, _ parts: [String]
  ) async throws(ControlBody.Refusal) -> JSONValue {
    switch (request.method, parts.first ?? "", parts.count) {
    case ("GET", "clock", 1): return Self.clock(await host.standing)
    case ("POST", "clock", 2) where parts[1] == "advance":
      return try await advance(try ControlBody(request))
    case ("GET", "timing", 1): return Self.timing(await host.timing)
    case ("PUT", "timing", 1):
      let timing = try ControlBody(request).timing()
      await host.setTiming(timing)
      return Self.timing(timing)
    case ("POST", "faults", 1):
      let fault = try ControlBody(request).fault()
      do throws(SimulationError) {
        try await host.inject(fault)
      } catch {
        throw ControlBody.Refusal(code: 409, message: error.reason)
      }
      return [:]
    case ("PUT", "guests", 3):
      let guest = try ControlBody(request).guest()
      await host.setGuest(guest, namespace: parts[1], name: parts[2])
      return [:]
    case ("DELETE", "guests", 3):
      await host.setGuest(nil, namespace: parts[1], name: parts[2])
      return [:]
    default:
      throw ControlBody.Refusal(
        code: 404, message: "godwit's control endpoint has no \(request.method) \(request.path)")
    }
  }

  private func metrics() async -> WireResponse {
    guard let text = await host.metrics else {
      return StatusAnswer.response(
        code: 404, reason: "NotFound",
        message: "the metrics of KubeVirt v1.0 are not simulated; take v1.1 or later")
    }
    return WireResponse(
      status: 200, headers: [WireHeader("Content-Type", PrometheusText.contentType)],
      body: Array(text.utf8))
  }

  // MARK: Time

  private func advance(_ body: ControlBody) async throws(ControlBody.Refusal) -> JSONValue {
    let present = await host.standing
    guard present.mode == .paused else {
      throw ControlBody.Refusal(
        code: 409, message: "time passes by itself; start the server with --paused")
    }
    let target = try body.target(from: present.now)
    do throws(SimulationError) {
      let standing = try await host.advance(to: target, onlyToNextChange: body.stopsAtChange)
      var object: JSONObject = [
        "now": .string(standing.now.nanosecondText), "changed": .bool(standing.hasChanged),
      ]
      Self.addVersions(of: standing, to: &object)
      return .object(object)
    } catch {
      throw ControlBody.Refusal(code: 500, message: error.text)
    }
  }

  private static func clock(_ standing: ClusterHost.Standing) -> JSONValue {
    var object: JSONObject = ["now": .string(standing.now.nanosecondText)]
    switch standing.mode {
    case .paused: object["mode"] = "paused"
    case .running(let speed):
      object["mode"] = "running"
      object["speed"] = .int(Int(speed))
    }
    addVersions(of: standing, to: &object)
    return .object(object)
  }

  private static func addVersions(
    of standing: ClusterHost.Standing, to object: inout JSONObject
  ) {
    object["resourceVersion"] = .string(standing.resourceVersion)
    object["versions"] = .object(standing.versions)
  }

  private static func timing(_ timing: Timing) -> JSONValue {
    var object: JSONObject = [
      "podStart": .string(timing.podStart.description),
      "handlerSync": .string(timing.handlerSync.description),
      "switchover": .string(timing.switchover.description),
      "bandwidth": .string(timing.bandwidth.description),
    ]
    if let copy = timing.copy { object["copy"] = .string(copy.description) }
    return .object(object)
  }

  private static func json(_ value: JSONValue) -> WireResponse {
    WireResponse(
      status: 200, headers: [WireHeader("Content-Type", "application/json")],
      body: Array((value.text + "\n").utf8))
  }
}
