import GodwitModel

/// The body of a request to the control endpoint.
struct ControlBody: Sendable {
  /// Why a request cannot be met.
  struct Refusal: Error {
    var code = 400
    let message: String
  }

  private let object: JSONObject

  init(_ request: WireRequest) throws(Refusal) {
    guard let object = try? JSONValue(parsing: request.body).object else {
      throw Refusal(message: "the body is to be a JSON object")
    }
    self.object = object
  }

  // MARK: Time

  /// The time that is meant, from `now` on.
  func target(from now: Instant) throws(Refusal) -> Instant {
    if let text = object["by"]?.scalarText, let span = Span(parsing: text) { return now + span }
    if let text = object["to"]?.string, let instant = Instant(parsing: text) { return instant }
    throw Refusal(
      message: "say how far: {\"by\": \"30s\"} or {\"to\": \"2026-01-01T00:05:00Z\"}")
  }

  /// Whether time is to stop at the first change.
  var stopsAtChange: Bool { object["untilChange"]?.bool ?? false }

  /// The `timing` of a scenario's cluster: what is left out is as `profile` has it.
  func timing() throws(Refusal) -> Timing {
    let profile = object["profile"]?.string
    guard profile == nil || profile == "default" || profile == "stand-in" else {
      throw Refusal(message: "profile is default or stand-in, not \(profile ?? "")")
    }
    var timing = profile == "stand-in" ? Timing.standIn : Timing()
    for member in object.members {
      switch member.key {
      case "profile": break
      case "podStart": timing.podStart = try span(member)
      case "handlerSync": timing.handlerSync = try span(member)
      case "switchover": timing.switchover = try span(member)
      case "copy":
        timing.copy = try span(member)
        if timing.copy == .zero { throw Refusal(message: "copy is longer than 0") }
      case "bandwidth":
        timing.bandwidth = try quantity(member)
        if timing.bandwidth == Quantity(0) { throw Refusal(message: "bandwidth is more than 0") }
      default:
        throw Refusal(
          message: "timing has no \(member.key); it has podStart, handlerSync, switchover, "
            + "bandwidth, copy and profile")
      }
    }
    return timing
  }

  private func span(_ member: JSONObject.Member) throws(Refusal) -> Span {
    guard let text = member.value.scalarText, let span = Span(parsing: text) else {
      throw Refusal(message: "\(member.key) is a duration such as 2s, not \(member.value.text)")
    }
    return span
  }

  private func quantity(_ member: JSONObject.Member) throws(Refusal) -> Quantity {
    guard let text = member.value.scalarText, let quantity = Quantity(parsing: text) else {
      throw Refusal(message: "\(member.key) is a quantity such as 20Mi, not \(member.value.text)")
    }
    return quantity
  }

  // MARK: Faults and guests

  func fault() throws(Refusal) -> Fault {
    for verb in ["kill", "heal", "fail", "stall", "resume"] {
      guard let target = object[verb]?.string else { continue }
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
          message: object["message"]?.string ?? "")
      case ("stall", "copy", 3): return .stallCopy(namespace: parts[1], migration: parts[2])
      case ("resume", "copy", 3): return .resumeCopy(namespace: parts[1], migration: parts[2])
      default: throw Refusal(message: "cannot \(verb) \(target)")
      }
    }
    throw Refusal(message: "say what to do: {\"kill\": \"node/node1\"}")
  }

  func guest() throws(Refusal) -> Guest {
    var guest = Guest()
    for member in object.members {
      switch member.key {
      case "copy":
        if member.value == "endless" {
          guest.copy = .endless
        } else if let span = member.value.scalarText.flatMap({ Span(parsing: $0) }) {
          guest.copy = .lasts(span)
        } else {
          throw Refusal(
            message: "copy is a duration or \"endless\", not \(member.value.text)")
        }
      case "dirtyRate": guest.dirtyRate = try quantity(member)
      default:
        throw Refusal(message: "a guest has no \(member.key); it has copy and dirtyRate")
      }
    }
    return guest
  }
}
