import GodwitModel

/// Decodes what a `when` must be answered.
struct AnswerDecoder {
  let names: NameResolver

  /// What an answer says of the request.
  enum Outcome {
    case accepted
    case refused
    case unknown

    /// Without an answer a request must succeed.
    init(_ answer: Answer?, isWritten: Bool) {
      self = isWritten ? .unknown : .accepted
      guard case .map(let members) = answer?.pattern else { return }
      for member in members {
        switch (member.key, member.pattern) {
        case ("code", .equal(let value)):
          if let code = value.int { self = code < 300 ? .accepted : .refused }
        case ("refusedBy", _), ("reason", _): self = .refused
        default: break
        }
      }
    }
  }

  private static let ofAPI: Set<String> = ["code", "reason", "message", "details"]
  private static let ofClient: Set<String> = ["exitCode", "stdout", "stderr"]
  private static let ofConsole: Set<String> = ["refusedBy", "message"]

  /// The answer; nil if something is wrong with it.
  func answer(_ node: Node, verb: String, surface: When.Surface) -> Answer? {
    let problems = names.scope.problems
    if node.isInvalid { return nil }
    guard let entries = node.entries, !entries.isEmpty else {
      let what = node.entries == nil ? node.kindText : "an empty one"
      problems.error("answer must be a map, not \(what)", at: node.range)
      return nil
    }
    let known = Self.keys(of: verb, surface)
    for entry in entries
    where !known.contains(entry.key) && Format.answer.key(entry.key) != nil {
      let hint =
        entry.key == "refusedBy"
        ? "only via: console is refused by the console"
        : Self.ofClient.contains(entry.key) ? "it is what oc and virtctl answer" : nil
      problems.error(
        "\(entry.key) is no answer to \(verb) via \(Self.way(of: verb, surface))",
        at: entry.keyRange, hint: hint)
    }
    let patterns = PatternDecoder(names: names)
    guard
      let pattern = patterns.map(
        entries, .own(.object(Format.answer)), name: "answer", at: node.range)
    else { return nil }
    checkCode(node["code"])
    return Answer(pattern: pattern, location: names.scope.location(node.range))
  }

  private func checkCode(_ node: Node?) {
    guard let node, let code = node.scalar?.integer, !(100...599).contains(code) else { return }
    names.scope.problems.error("code must be from 100 to 599, not \(code)", at: node.range)
  }

  private static func way(of verb: String, _ surface: When.Surface) -> String {
    verb == "oc" || verb == "virtctl" ? "a client" : surface.rawValue
  }

  private static func keys(of verb: String, _ surface: When.Surface) -> Set<String> {
    if verb == "oc" || verb == "virtctl" { return ofClient }
    switch surface {
    case .console: return ofAPI.union(ofConsole)
    case .virtctl: return ofAPI.union(ofClient)
    case .cli: return ofAPI
    }
  }
}
